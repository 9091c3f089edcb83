package auth

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

func TestDigestLeavesWhatItCannotAnswer(t *testing.T) {
	for _, asked := range []string{"", `Basic realm="x"`, `Digest realm="x"`, `Digest realm="x", nonce="n", algorithm=other`, `Digest realm="x", nonce="n", qop=other`} {
		t.Run(asked, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("WWW-Authenticate", asked)
				w.WriteHeader(401)
				io.WriteString(w, "why not")
			}))
			defer server.Close()
			statuses, answer := call(t, &Digest{}, credentials("u", "p"), "GET", server.URL, "")
			require.Equal(t, []int{401}, statuses)
			require.Equal(t, "why not", answer, "the body of a response that is given is whole")
		})
	}
	t.Run("a body that comes only once", func(t *testing.T) {
		g := &guard{qop: "auth-int", user: "u", password: "p"}
		server := httptest.NewServer(g)
		defer server.Close()
		var d Digest
		for range 2 {
			req := newRequest(t, "POST", server.URL)
			req.Body = io.NopCloser(strings.NewReader("once"))
			resp, err := d.Transport(credentials("u", "p"), http.DefaultTransport).RoundTrip(req)
			require.NoError(t, err)
			require.NoError(t, resp.Body.Close())
			require.Equal(t, 401, resp.StatusCode)
			call(t, &d, credentials("u", "p"), "GET", server.URL, "") // now a space is known
		}
	})
	t.Run("a body that cannot be had again", func(t *testing.T) {
		for _, qop := range []string{"auth", "auth-int"} {
			server := httptest.NewServer(&guard{qop: qop, user: "u", password: "p"})
			defer server.Close()
			gone := errors.New("the file is gone")
			req := newRequest(t, "POST", server.URL)
			req.Body, req.GetBody = io.NopCloser(strings.NewReader("once")), func() (io.ReadCloser, error) { return nil, gone }
			_, err := (&Digest{}).Transport(credentials("u", "p"), http.DefaultTransport).RoundTrip(req)
			require.ErrorIs(t, err, gone)
		}
	})
	t.Run("a user name with a line break", func(t *testing.T) {
		server := httptest.NewServer(&guard{qop: "auth", user: "u", password: "p"})
		defer server.Close()
		_, err := (&Digest{}).Transport(credentials("u\nv", "p"), http.DefaultTransport).RoundTrip(newRequest(t, "GET", server.URL))
		var p *Problem
		require.ErrorAs(t, err, &p)
		require.Equal(t, "The user name holds a line break. Put it on one line.", p.Error())
	})
}

func TestDigestChoosesTheBestChallenge(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		want  string // the realm
	}{
		{"the strongest hash, not the first", []string{`Digest realm="a", nonce="n", algorithm=MD5`, `Digest realm="b", nonce="n", algorithm=SHA-256`}, "b"},
		{"the server's order among equals", []string{`Digest realm="a", nonce="n", algorithm=SHA-256`, `Digest realm="b", nonce="n", algorithm=SHA-512-256`}, "a"},
		{"one that can be answered", []string{`Digest realm="a", nonce="n", algorithm=SHA3`, `Digest realm="b", nonce="n", qop="x"`, `Digest realm="c", nonce="n"`}, "c"},
		{"several in one line, as fetch joins them", []string{`Negotiate, NTLM TlRMTVNTUAA=, Basic realm="x, Digest realm=y", Digest realm="a", nonce="n", ` +
			`algorithm=MD5, qop="auth,auth-int", DIGEST realm="b", nonce="n", algorithm=SHA-256`}, "b"},
		{"names in any case, values without quotes, with spaces", []string{"digest  Realm = a/b=c ,\tNONCE=x+/= , Algorithm=md5"}, "a/b=c"},
		{"escapes", []string{`Digest realm="a \"b\" \\c", nonce="n"`}, `a "b" \c`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, found := bestChallenge(http.Header{"Www-Authenticate": test.lines})
			require.True(t, found)
			require.Equal(t, test.want, c.realm)
		})
	}
}

func FuzzSchemes(f *testing.F) {
	f.Add(`Digest realm="a\"b", nonce=x, Basic`)
	f.Add(`Negotiate abc==, "", =, Digest nonce`)
	f.Add("Digest nonce=\"\xff\", algorithm=MD5-sess, qop=\"auth, auth-int\", domain=\"/a %zz http://[\"")
	at, err := url.Parse("https://h.example/")
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, line string) {
		var d Digest
		for _, s := range schemes(line) {
			require.NotEmpty(t, s.name)
		}
		for range 2 {
			d.renew(&space{}, http.Header{"Authentication-Info": {line}})
		}
		c, found := bestChallenge(http.Header{"Www-Authenticate": {line}})
		if !found {
			return
		}
		s := d.remember(at, c)
		got, err := d.use(s).answer(&http.Request{Method: "GET", URL: at}, credentials("u", "p"))
		require.NoError(t, err)
		// A server reads out of the answer what it asked.
		read := schemes(got)
		require.Len(t, read, 1)
		require.Equal(t, c.realm, read[0].params["realm"])
		require.Equal(t, c.nonce, read[0].params["nonce"])
		require.Equal(t, c.opaque, read[0].params["opaque"])
	})
}

func TestWhatAServerAsksForIsListed(t *testing.T) {
	for _, c := range []struct {
		lines []string
		want  []exchange.Challenge
	}{
		{[]string{`Basic realm="staff only, please", charset="UTF-8"`}, []exchange.Challenge{{Scheme: "Basic", Realm: "staff only, please"}}},
		{[]string{`Basic realm="r"`, `Digest realm="r", nonce="n", qop="auth,auth-int"`}, []exchange.Challenge{{Scheme: "Basic", Realm: "r"}, {Scheme: "Digest", Realm: "r"}}},
		{[]string{`Basic realm="r", Digest realm="d", nonce="abc=", Negotiate`}, []exchange.Challenge{{Scheme: "Basic", Realm: "r"}, {Scheme: "Digest", Realm: "d"}, {Scheme: "Negotiate"}}},
		{[]string{`Bearer error="invalid_token", error_description="The token expired."`}, []exchange.Challenge{{Scheme: "Bearer", Reason: "The token expired."}}},
		{[]string{`Bearer error=invalid_token`}, []exchange.Challenge{{Scheme: "Bearer", Reason: "invalid_token"}}},
		{[]string{`basic realm=r`}, []exchange.Challenge{{Scheme: "basic", Realm: "r"}}},
		{[]string{"Negotiate oRQwEqADCgEBoQsGCSqGSIb3EgECAg=="}, []exchange.Challenge{{Scheme: "Negotiate"}}},
		{[]string{"Negotiate oRQwEqADCgEB, Basic realm=caf\xe9"}, []exchange.Challenge{{Scheme: "Negotiate"}, {Scheme: "Basic", Realm: "café"}}},
		{[]string{""}, nil},
		{nil, nil},
	} {
		require.Equal(t, c.want, Challenges(http.Header{"Www-Authenticate": c.lines}), "%q", c.lines)
	}
}
