package request

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestAURLWithoutAHostGoesBelowTheBaseURL(t *testing.T) {
	for _, c := range []struct{ base, url, want string }{
		{"https://api.example.com/v1", "/users", "https://api.example.com/v1/users"},
		{"https://api.example.com/v1/", "/users?a=1#f", "https://api.example.com/v1/users?a=1#f"},
		{"https://api.example.com", "/", "https://api.example.com/"},
		{"https://api.example.com/v1", "?a=1", "https://api.example.com/v1?a=1"},
		{"https://api.example.com/v1", "users/1", "https://api.example.com/v1/users/1"},
		{"https://api.example.com/v1", "users", "https://api.example.com/v1/users"},
		{"https://api.example.com/v1/", "users?a=b.c#d", "https://api.example.com/v1/users?a=b.c#d"},
		{"https://api.example.com", "v1.0/users", "https://api.example.com/v1.0/users"},
		{"https://api.example.com/v1", "users/a.json", "https://api.example.com/v1/users/a.json"},
		{"https://api.example.com/v1", "other.example/users", "other.example/users"},
		{"https://api.example.com/v1", "127.0.0.1/users", "127.0.0.1/users"},
		{"https://api.example.com/v1", "localhost/users", "localhost/users"},
		{"https://api.example.com/v1", "server:8080/users", "server:8080/users"},
		{"https://api.example.com/v1", "me:secret@server/users", "me:secret@server/users"},
		{"https://api.example.com/v1", "{{host}}/users", "{{host}}/users"},
		{"", "users/1", "users/1"},
		{"https://api.example.com/v1", "./users", "https://api.example.com/v1/users"},
		{"https://api.example.com/v1", "../v2/users", "https://api.example.com/v2/users"},
		{"https://api.example.com/v1/", "../../../x", "https://api.example.com/x"},
		{"https://api.example.com/v1/a", "./../b/../c", "https://api.example.com/v1/b/../c"},
		{"https://api.example.com/v1/a", "..?x=1", "https://api.example.com/v1/?x=1"},
		{"https://api.example.com/v1", ".", "https://api.example.com/v1/"},
		{"https://api.example.com/v1", ".well-known/x", "https://api.example.com/v1/.well-known/x"},
		{" api.example.com/v1 ", " /users ", "https://api.example.com/v1/users"},
		{"localhost:8080", "/users", "http://localhost:8080/users"},
		{"{{host}}/v1", "/users", "{{host}}/v1/users"},
		{"/demo", "/get", "/demo/get"},
		{"https://api.example.com/v1", "https://other.example/x", "https://other.example/x"},
		{"https://api.example.com/v1", "other.example/x", "other.example/x"},
		{"https://api.example.com/v1", "//other.example/x", "//other.example/x"},
		{"https://api.example.com/v1", "", ""},
		{"", "/users", "/users"},
	} {
		require.Equal(t, c.want, Below(c.base, c.url), "%s below %s", c.url, c.base)
	}
}

func TestABaseURLIsAURLWithoutAQuery(t *testing.T) {
	for _, good := range []string{"", " ", "https://api.example.com/v1", "localhost:8080", "/demo", "{{base}}/v1", "HTTP://api.example.com"} {
		require.Empty(t, BaseProblem(good), good)
	}
	for _, bad := range []string{"https://api.example.com/?a=1", "https://api.example.com/#x", "ftp://api.example.com", "https://", "mailto:ada@example.com"} {
		require.NotEmpty(t, BaseProblem(bad), bad)
	}
}

func TestARequestInheritsWhatItDoesNotSayItself(t *testing.T) {
	session := Request{
		URL:     "https://api.example.com/v1",
		Params:  []Field{{Name: "key", Value: "a b"}, {Name: "page", Value: "1"}, {Name: "off", Off: true}},
		Headers: []Field{{Name: "Accept", Value: "text/csv"}, {Name: "X-Team", Value: "ada"}},
		Auth:    Auth{Kind: Bearer, Token: NewSecret("t"), User: "typed for another way"},
		Options: Options{Timeout: 7 * time.Second, Raise: true, Retry: Retry{Total: 3, Statuses: []int{503}}},
	}
	merge := func(r Request, without ...string) Request { return Inherit(r, session, without) }

	var r Request
	r.SetURL("/users?a=1")
	got := merge(r)
	require.Equal(t, "https://api.example.com/v1/users?a=1&key=a+b&page=1", got.URL)
	require.Equal(t, []Field{{Name: "a", Value: "1"}, {Name: "key", Value: "a b"}, {Name: "page", Value: "1"}}, got.Params)
	require.Equal(t, session.Headers, got.Headers)
	require.Equal(t, Auth{Kind: Bearer, Token: NewSecret("t")}, got.Auth)
	require.Equal(t, session.Options, got.Options)

	r.SetURL("/users?p%61ge=2")
	r.Headers = []Field{{Name: "x-team", Value: "mine"}, {Name: "ACCEPT", Off: true}}
	r.Auth = Auth{Kind: Basic, User: "me"}
	r.Options = Options{Timeout: DefaultTimeout, Retry: Retry{Total: 1}}
	before := r
	got = merge(r, "raise")
	require.Equal(t, "https://api.example.com/v1/users?p%61ge=2&key=a+b", got.URL, "a row of the same name stands for the session's")
	require.Equal(t, r.Headers, got.Headers, "a row that is off takes the session's away")
	require.Equal(t, r.Auth, got.Auth)
	require.Equal(t, Options{Timeout: DefaultTimeout, Retry: Retry{Total: 1, Statuses: []int{503}}}, got.Options)
	require.Equal(t, before, r)

	r.Auth = Auth{}
	require.Equal(t, NoAuth, merge(r, InheritedAuth).Auth.Kind)
	require.Equal(t, r, merge(r, Everything))
	require.Equal(t, r, Inherit(r, Request{}, nil), "a request that inherits nothing stays as it is")
}

func TestWhatIsInheritedIsSealedLikeTheRest(t *testing.T) {
	whole := Inherit(Request{URL: "https://a.example/"}, Request{
		Headers: []Field{{Name: "X-Api-Key", Value: "tell-nobody-42"}},
		Auth:    Auth{Kind: Bearer, Token: NewSecret("tell-nobody-43")},
	}, nil)
	sealed, secrets := whole.Seal()
	require.Len(t, secrets, 2)
	require.Equal(t, []Field{{Name: "X-Api-Key", Value: "{{x-api-key}}"}}, sealed.Headers)
	require.Equal(t, "token", sealed.Auth.Token.Wanted())
}

func TestASessionKeepsItsCredentialsToItsBaseURL(t *testing.T) {
	session := Request{
		URL:     "https://api.example.com/v1",
		Headers: []Field{{Name: "X-Api-Key", Value: "key"}, {Name: "Accept", Value: "text/plain"}},
		Params:  []Field{{Name: "access_token", Value: "token"}, {Name: "lang", Value: "en"}},
		Auth:    Auth{Kind: Bearer, Token: NewSecret("bearer")},
	}
	for _, c := range []struct {
		name, url string
		trusted   bool
		base      string
		taken     bool
	}{
		{name: "below the base URL", url: "/users", taken: true},
		{name: "the same origin, written out", url: "https://API.example.com:443/other", taken: true},
		{name: "another host", url: "https://evil.example/"},
		{name: "another host, dressed up", url: "https://api.example.com@evil.example/"},
		{name: "another port", url: "https://api.example.com:8443/"},
		{name: "without TLS", url: "http://api.example.com/"},
		{name: "a host below", url: "https://api.example.com.evil.example/"},
		{name: "another host that is trusted", url: "https://evil.example/", trusted: true, taken: true},
		{name: "no base URL: the session is for every host, as in requests", url: "https://evil.example/", base: "none", taken: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := session
			if c.base == "none" {
				s.URL = ""
			}
			r := Inherit(Request{URL: c.url, Options: Options{Trusted: c.trusted}}, s, nil)
			require.Equal(t, c.taken, r.Auth.Kind == Bearer)
			names := ""
			for _, f := range append(r.Headers, r.Params...) {
				names += f.Name + " "
			}
			require.Equal(t, c.taken, strings.Contains(names, "X-Api-Key"))
			require.Equal(t, c.taken, strings.Contains(names, "access_token"))
			require.Contains(t, names, "Accept")
			require.Contains(t, names, "lang", "what is no secret goes anywhere")
		})
	}
}
