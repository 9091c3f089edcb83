package engine

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/webhook"
)

func textRequest(body string) request.Request {
	return request.Request{Body: request.Body{Kind: request.Text, Text: body}}
}

func lines(headers []webhook.Header) string {
	var b strings.Builder
	for _, h := range headers {
		b.WriteString(h.Name + ": " + h.Value + "\n")
	}
	return b.String()
}

func TestWhatIsSignedIsVerified(t *testing.T) {
	b := start(t)
	at := time.Unix(1_700_000_000, 0).UTC()
	for _, kind := range webhook.Kinds {
		t.Run(string(kind), func(t *testing.T) {
			p := webhook.Preset{Kind: kind, ID: "msg_1", Rules: webhook.Rules{Header: "X-Sum", Encoding: "base64", Hash: "sha512"}}
			ask := webhook.Ask{Sign: true, Preset: p, Secret: "c2VjcmV0", At: at}
			r := textRequest("{\"a\": 1}\n")
			signed, err := b.Webhook(r, ask)
			require.NoError(t, err)
			require.Empty(t, signed.Problem)
			require.EqualValues(t, 9, signed.Size)
			require.Contains(t, signed.Signed.Text, "{\"a\": 1}␊\n")

			ask.Sign, ask.Headers = false, "Host: x\n\n"+strings.ToUpper(lines(signed.Headers)[:4])+lines(signed.Headers)[4:]
			good, err := b.Webhook(r, ask)
			require.NoError(t, err)
			require.True(t, good.Verdict.OK, good.Verdict.Text)

			bad, err := b.Webhook(textRequest("{\"a\": 1}"), ask)
			require.NoError(t, err)
			require.Equal(t, webhook.Differs, bad.Verdict.Problem)
			require.Equal(t, "The signature is right for the body with one line feed more at its end.", bad.Near)
			require.NotEqual(t, bad.Verdict.Expected, bad.Verdict.Received[0])
			require.Contains(t, bad.Signed.Hex, "|")
		})
	}
}

func TestWhyNothingIsSignedOrVerified(t *testing.T) {
	b := start(t)
	github := webhook.Preset{Kind: webhook.GitHub}
	for _, tt := range []struct {
		name string
		r    request.Request
		ask  webhook.Ask
		want string
	}{
		{"no secret", textRequest("a"), webhook.Ask{Sign: true, Preset: github}, "Type the secret"},
		{"no secret to verify with", textRequest("a"), webhook.Ask{Preset: github}, "Type the secret"},
		{"no rules", textRequest("a"), webhook.Ask{Sign: true, Secret: "s", Preset: webhook.Preset{Kind: webhook.Custom}}, "Name the header"},
		{"a line that is no header", textRequest("a"), webhook.Ask{Secret: "s", Preset: github, Headers: "X-Hub-Signature-256 sha256=1"}, "Write it as Name: value."},
		{"a multipart body", request.Request{Body: request.Body{Kind: request.Multipart}}, webhook.Ask{Sign: true, Secret: "s", Preset: github}, "boundary"},
		{"no file", request.Request{Body: request.Body{Kind: request.RawFile}}, webhook.Ask{Sign: true, Secret: "s", Preset: github}, "Choose the file"},
		{"a response that is gone", textRequest("a"), webhook.Ask{Secret: "s", Preset: github, Response: 9}, "Send the request again"},
		{"a body without end", request.Request{Body: request.Body{Kind: request.RawFile, File: &request.File{ID: "f", Size: maxWebhook + 1}}}, webhook.Ask{Sign: true, Secret: "s", Preset: github}, "is the most"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := b.Webhook(tt.r, tt.ask)
			require.NoError(t, err)
			require.Contains(t, a.Problem, tt.want)
			require.Nil(t, a.Verdict)
			require.Empty(t, a.Headers)
		})
	}
}

func TestABodyIsThatOfAFileOrOfAResponseByteForByte(t *testing.T) {
	const raw = "a\r\n\x00\xff"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, raw) }))
	defer server.Close()
	b := start(t)
	require.NoError(t, b.Send(1, request.Request{URL: server.URL}))
	b.until(t, "done", func(e exchange.Event) bool { return e.Done != nil })
	sign := webhook.Ask{Sign: true, Secret: "s", Preset: webhook.Preset{Kind: webhook.GitHub}}
	sign.Response = 1
	a, err := b.Webhook(request.Request{}, sign)
	require.NoError(t, err)
	mac := hmac.New(sha256.New, []byte("s"))
	mac.Write([]byte(raw))
	require.Equal(t, []webhook.Header{{Name: "X-Hub-Signature-256", Value: "sha256=" + hex.EncodeToString(mac.Sum(nil))}}, a.Headers)
	require.EqualValues(t, 5, a.Size)
	require.Equal(t, "a␍␊\n␀\\xFF", a.Signed.Text)
	require.Contains(t, a.Signed.Hex, "61 0d 0a 00 ff")
	require.Equal(t, []string{"Lines end with CR LF.", "They are not all UTF-8."}, a.Signed.Note)

	sign.Response = 0
	file := request.Request{Body: request.Body{Kind: request.RawFile, File: &request.File{ID: "f", Size: 3}}} // "xxx", see start
	a, err = b.Webhook(file, sign)
	require.NoError(t, err)
	typed, err := b.Webhook(textRequest("xxx"), sign)
	require.NoError(t, err)
	require.Equal(t, typed.Headers, a.Headers)
}

func TestNothingThatWasSignedIsInvisible(t *testing.T) {
	for _, tt := range []struct{ name, data, text, note string }{
		{"a line feed at the end", "a\n", "a␊\n", "They end with a line feed (0A)."},
		{"CR LF at the end", "a\r\n", "a␍␊\n", "They end with CR LF (0D 0A)."},
		{"a space at the end", "a b ", "a b·", "They end with white space."},
		{"spaces before a line end", "a  \nb", "a··␊\nb", ""},
		{"a tab and other control characters", "\ta\x1b\x7f", "␉a␛␡", ""},
		{"no-break and zero-width spaces", "a\u00a0\u200bb", "a⟨U+00A0⟩⟨U+200B⟩b", ""},
		{"a byte order mark", "\ufeffa", "⟨U+FEFF⟩a", "They begin with a byte order mark (EF BB BF)."},
		{"bytes that are no text", "\xc3(", "\\xC3(", "They are not all UTF-8."},
		{"letters and pictures", "é 字 🙂", "é 字 🙂", ""},
		{"nothing", "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := show([]byte(tt.data))
			require.Equal(t, tt.text, s.Text)
			if tt.note == "" {
				require.Empty(t, s.Note)
			} else {
				require.Equal(t, []string{tt.note}, s.Note)
			}
		})
	}
	long := show([]byte(strings.Repeat("a", 5000)))
	require.Equal(t, []int64{5000, maxShown}, []int64{long.Size, long.Cut})
	require.Len(t, long.Text, maxShown)
}
