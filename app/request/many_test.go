package request

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAValueIsWrittenAsItsPlaceNeedsIt(t *testing.T) {
	const value = `a/b?c#d&e "f" 50% %41 +`
	r := Request{Method: "POST", Headers: []Field{{Name: "X-{{value}}", Value: "<{{value}}>"}}, Body: Body{Kind: JSON, JSON: `{"v":"{{value}}"}`, Text: "{{value}}", Form: []Field{{Name: "f", Value: "{{value}}"}}}}
	r.SetURL("https://example.com/{{value}}/x?q={{value}}&r=1")
	r.Auth = Auth{Kind: Basic, User: "{{value}}", Password: NewSecret("p-{{value}}")}
	before := r.URL
	got := r.With([]string{"value"}, []string{value})
	require.Equal(t, `https://example.com/a%2Fb%3Fc%23d&e "f" 50%25 %2541 +/x?q=a%2Fb%3Fc%23d%26e+%22f%22+50%25+%2541+%2B&r=1`, got.URL)
	require.Equal(t, "<"+value+">", got.Headers[0].Value)
	require.Equal(t, `{"v":"a/b?c#d&e \"f\" 50% %41 +"}`, got.Body.JSON)
	require.Equal(t, value, got.Body.Text)
	require.Equal(t, value, got.Body.Form[0].Value)
	require.Equal(t, value, got.Auth.User)
	require.Equal(t, "p-"+value, got.Auth.Password.Reveal())
	require.Equal(t, before, r.URL, "the request itself is not changed")
	require.Equal(t, "<{{value}}>", r.Headers[0].Value)
	require.Equal(t, "p-{{value}}", r.Auth.Password.Reveal())
}

func TestAValueAtTheStartOfTheURLIsAURL(t *testing.T) {
	r := New()
	r.SetURL("{{value}}/users")
	require.Equal(t, "https://example.com/v1?a=1/users", r.With([]string{"value"}, []string{"https://example.com/v1?a=1"}).URL)
}

func TestAValueFillsAHoleOfItsName(t *testing.T) {
	r := Request{URL: "https://example.com/", Auth: Auth{Kind: Bearer, Token: Hole("value")}, Holes: []string{"value", "other"}}
	got := r.With([]string{"value"}, []string{"t0k"})
	require.Equal(t, "t0k", got.Auth.Token.Reveal())
	require.Equal(t, []string{"other"}, got.Holes)
	require.Equal(t, []string{"value", "other"}, r.Holes)
}

func TestWhereAValueIsSent(t *testing.T) {
	for _, c := range []struct {
		name  string
		r     Request
		takes bool
	}{
		{"nowhere", Request{URL: "https://example.com/{value}"}, false},
		{"in the path", Request{URL: "https://example.com/{{value}}"}, true},
		{"in the query", Request{URL: "https://example.com/?a={{value}}"}, true},
		{"in a header", Request{Headers: []Field{{Name: "A", Value: "{{value}}"}}}, true},
		{"in a header that is off", Request{Headers: []Field{{Name: "A", Value: "{{value}}", Off: true}}}, false},
		{"in the body", Request{Body: Body{Kind: Text, Text: "{{value}}"}}, true},
		{"in a body of another kind", Request{Body: Body{Kind: JSON, Text: "{{value}}"}}, false},
		{"in a token", Request{Auth: Auth{Kind: Bearer, Token: NewSecret("a {{value}}")}}, true},
		{"in credentials that are not used", Request{Auth: Auth{Kind: Basic, Token: NewSecret("{{value}}")}}, false},
		{"in a user name", Request{Auth: Auth{Kind: Basic, User: "{{value}}"}}, true},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.takes, c.r.Takes([]string{"value"})) })
	}
}

func TestEachColumnTakesItsOwnPlace(t *testing.T) {
	r := Request{Method: "POST", Auth: Auth{Kind: Bearer, Token: Hole("token")}, Holes: []string{"token"}, Body: Body{Kind: JSON, JSON: `{"name":"{{name}}","id":{{id}}}`}}
	r.SetURL("{{host}}/{{id}}?name={{name}}&left={{left}}")
	m := Many{Columns: []string{"host", "id", "name", "token"}, Rows: [][]string{{"https://a.example", "7", `{{id}} "A&B"`, "t1"}, {"https://b.example", "", "", "t2"}}}
	require.Equal(t, 2, m.Count())
	got := m.Request(r, 0)
	require.Equal(t, `https://a.example/7?name={{id}}+%22A%26B%22&left={{left}}`, got.URL, "a value is no template itself")
	require.Equal(t, `{"name":"{{id}} \"A&B\"","id":7}`, got.Body.JSON)
	require.Equal(t, "t1", got.Auth.Token.Reveal())
	require.Empty(t, got.Holes)
	got = m.Request(r, 1)
	require.Equal(t, "https://b.example/?name=&left={{left}}", got.URL)
	require.Equal(t, "t2", got.Auth.Token.Reveal())
	require.True(t, r.Takes([]string{"other", "id"}))
	require.False(t, r.Takes([]string{"other"}))
}
