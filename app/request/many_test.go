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
	got := r.With(value)
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
	require.Equal(t, "https://example.com/v1?a=1/users", r.With("https://example.com/v1?a=1").URL)
}

func TestAValueFillsAHoleOfItsName(t *testing.T) {
	r := Request{URL: "https://example.com/", Auth: Auth{Kind: Bearer, Token: Hole("value")}, Holes: []string{"value", "other"}}
	got := r.With("t0k")
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
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.takes, c.r.TakesValue()) })
	}
}
