package oauth2

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// replying answers every request.
type replying struct {
	contentType string
	body        io.Reader
}

func (r replying) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {r.contentType}}, Body: io.NopCloser(r.body)}, nil
}

func TestTheSecretsOfAnAnswerAreMasked(t *testing.T) {
	for _, c := range []struct{ name, contentType, body, want string }{
		{"a token", "application/json", `{"access_token":"tell-nobody","token_type":"Bearer","expires_in":3600.0}`,
			"{\n  \"access_token\": \"••••••••\",\n  \"token_type\": \"Bearer\",\n  \"expires_in\": 3600.0\n}"},
		{"all of them, the last without a comma", "", `{"refresh_token":"tell-nobody","id_token":"tell\"-nobody"}`,
			"{\n  \"refresh_token\": \"••••••••\",\n  \"id_token\": \"••••••••\"\n}"},
		{"an escaped name", "", `{"access\u005ftoken":"tell-nobody"}`, "{\n  \"access\\u005ftoken\": \"••••••••\"\n}"},
		{"within another object", "", `{"a":[{"access_token":"tell-nobody"}]}`, "{\n  \"a\": [\n    {\n      \"access_token\": \"••••••••\"\n    }\n  ]\n}"},
		{"a number", "", `{"access_token":12345,"n":1}`, "{\n  \"access_token\": ••••••••,\n  \"n\": 1\n}"},
		{"an empty one", "", `{"access_token":""}`, "{\n  \"access_token\": \"\"\n}"},
		{"a value that looks like a member", "", `["access_token",": me"]`, "[\n  \"access_token\",\n  \": me\"\n]"},
		{"an error, whose code is none of authorization", "", `{"code":401,"error":"invalid_grant"}`, "{\n  \"code\": 401,\n  \"error\": \"invalid_grant\"\n}"},
		{"what was sent, repeated", "", `{"error_description":"no secret tell-nobody here"}`, "{\n  \"error_description\": \"no secret •••••••• here\"\n}"},
		{"a form", "application/x-www-form-urlencoded", "access_token=tell-nobody&token_type=bearer", "access_token=••••••••&\ntoken_type=bearer"},
		{"a page", "text/html", "<h1>Not found</h1>", "<h1>Not found</h1>"},
		{"JSON that breaks off", "application/json", `{"access_token":"tell-nobody`, "••••••••"},
		{"nothing", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var form, answer exchange.Masked
			w := Watched{replying{c.contentType, strings.NewReader(c.body)}, func(f, a exchange.Masked) { form, answer = f, a }}
			req, err := http.NewRequestWithContext(context.Background(), "POST", "https://h/token", strings.NewReader("grant_type=password&client_secret=tell-nobody&code=x"))
			require.NoError(t, err)
			resp, err := w.RoundTrip(req)
			require.NoError(t, err)
			body, err := io.ReadAll(resp.Body)
			require.NoError(t, err)
			require.Equal(t, c.body, string(body), "it is passed on as it came")
			require.Equal(t, c.want, answer.Text(false))
			require.NotContains(t, fmt.Sprintf("%v %+v %#v %s", form, answer, answer, form), "tell")
			require.Equal(t, "grant_type=password&\nclient_secret=••••••••&\ncode=••••••••", form.Text(false))
			require.Equal(t, "grant_type=password&\nclient_secret=tell-nobody&\ncode=x", form.Text(true))
		})
	}
}

func TestASecretObjectIsMaskedWhole(t *testing.T) {
	m := maskAnswer("", []byte(`{"access_token":{"a":["tell"]},"b":1}`))
	require.NotContains(t, m.String(), "tell")
	require.Contains(t, m.String(), `"b": 1`)
	require.Contains(t, m.Text(true), "tell")
}

func TestALongAnswerIsCutAndASecretStaysOne(t *testing.T) {
	long := strings.Repeat("é", mostShown)
	m := bounded(maskAnswer("", []byte(`{"id_token":"`+long+`"}`)))
	require.Less(t, len(m.Text(true)), mostShown+100)
	require.NotContains(t, m.String(), "é")
	require.Contains(t, m.String(), "the rest is not shown")
}

func TestAnAnswerThatBreaksOffIsAnErrorStill(t *testing.T) {
	body := io.MultiReader(strings.NewReader(`{"acc`), iotest.ErrReader(errors.New("gone")))
	w := Watched{replying{"", body}, func(exchange.Masked, exchange.Masked) {}}
	_, err := ClientCredentials(context.Background(), w, request.Grant{TokenURL: "https://h/token", ClientID: "a", ClientSecret: request.NewSecret("b")})

	require.ErrorContains(t, err, "gone")
}

func FuzzMaskAnswer(f *testing.F) {
	f.Add(`{"access_token":"x"}`)
	f.Add(`[{"a":{"id_token":[1,{"b":"}"}]}}]`)
	f.Fuzz(func(t *testing.T, text string) {
		m := maskAnswer("", []byte(text))
		_ = m.Text(false)
		_ = bounded(hide(m, []string{"secret"})).Text(true)
	})
}
