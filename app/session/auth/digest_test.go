package auth

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/mccutchen/go-httpbin/v2/httpbin"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

type digestVector struct {
	Name      string
	Challenge struct {
		Realm, Nonce, Opaque, Algorithm string
		QOP                             string `json:"qop_options"`
	}
	Asked             []string `json:"www_authenticate"`
	Username          string
	Password          string
	Method, URI, QOP  string
	Cnonce            string
	WantAuthorization string `json:"expected_authorization"`
	WantResponse      string `json:"expected_response"`
}

func TestDigestAnswersTheVectors(t *testing.T) {
	n := 0
	corpus(t, "auth/digest.jsonl", func(v digestVector) {
		n++
		t.Run(v.Name, func(t *testing.T) {
			asked := v.Asked
			if asked == nil {
				c := v.Challenge
				asked = []string{fmt.Sprintf("Digest realm=%q, nonce=%q, opaque=%q, algorithm=%s, qop=%q", c.Realm, c.Nonce, c.Opaque, c.Algorithm, c.QOP)}
			}
			if strings.HasPrefix(v.Name, "curl-test153") {
				asked = asked[:1] // the others belong to later responses
			}
			c, found := bestChallenge(http.Header{"Www-Authenticate": asked})
			require.True(t, found)
			s := space{challenge: c, nonce: c.nonce, cnonce: v.Cnonce, used: 1}
			got, err := s.answer(newRequest(t, v.Method, "http://h.example"+v.URI), credentials(v.Username, v.Password))
			require.NoError(t, err)
			require.Equal(t, v.WantResponse, schemes(got)[0].params["response"])
			if v.WantAuthorization != "" {
				require.Equal(t, v.WantAuthorization, got)
			}
		})
	})
	require.Equal(t, 20, n)
}

// The user of RFC 7616, section 3.9.2, with the number of its erratum 4897: the RFC itself cut SHA-512 short.
func TestDigestHashesUserNames(t *testing.T) {
	c, found := bestChallenge(http.Header{"Www-Authenticate": {`Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="n", charset=UTF-8, userhash=true`}})
	require.True(t, found)
	got, err := space{challenge: c, nonce: c.nonce, cnonce: "c", used: 1}.answer(newRequest(t, "GET", "http://api.example.org/doe.json"), credentials("Jäsøn Doe", "Secret, or not?"))
	require.NoError(t, err)
	params := schemes(got)[0].params
	require.Equal(t, "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b", params["username"])
	require.Equal(t, "true", params["userhash"])
}

func TestDigestNamesUsersBeyondASCII(t *testing.T) {
	tests := []struct{ name, user, asked, want string }{
		{"a server that knows RFC 7616", "Jäsøn Doe", `, charset=utf-8`, `username*=UTF-8''J%C3%A4s%C3%B8n%20Doe, `},
		{"any other server gets the bytes", "Jäsøn Doe", ``, `username="Jäsøn Doe", `},
		{"a plain name is a plain parameter", `me "x" \y`, `, charset=UTF-8`, `username="me \"x\" \\y", `},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, _ := bestChallenge(http.Header{"Www-Authenticate": {`Digest realm="r", nonce="n"` + test.asked}})
			got, err := space{challenge: c, nonce: "n"}.answer(newRequest(t, "GET", "http://h.example/"), credentials(test.user, "p"))
			require.NoError(t, err)
			require.True(t, strings.HasPrefix(got, "Digest "+test.want), got)
		})
	}
}

func credentials(user, password string) request.Auth {
	return request.Auth{Kind: request.Digest, User: user, Password: request.NewSecret(password)}
}

// wire keeps what went over it: the transport below Digest.
type wire struct{ statuses []int }

func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err == nil {
		w.statuses = append(w.statuses, resp.StatusCode)
	}
	return resp, err
}

// call sends through a Digest and gives the statuses that went over the wire, and the body of the last response.
func call(t *testing.T, d *Digest, a request.Auth, method, url, body string) (statuses []int, content string) {
	t.Helper()
	req := newRequest(t, method, url)
	if body != "" {
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(body)), nil }
		req.Body, _ = req.GetBody()
		req.ContentLength = int64(len(body))
	}
	over := &wire{}
	resp, err := d.Transport(a, over).RoundTrip(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.NotContains(t, req.Header, "Authorization", "a round tripper leaves its request alone")
	return over.statuses, string(answer)
}

func TestDigestLogsInToHTTPBin(t *testing.T) {
	server := httptest.NewServer(httpbin.New())
	defer server.Close()
	for _, path := range []string{"/digest-auth/auth/me/s3cret", "/digest-auth/auth/me/s3cret/SHA-256"} {
		t.Run(path, func(t *testing.T) {
			var d Digest
			statuses, answer := call(t, &d, credentials("me", "s3cret"), "GET", server.URL+path, "")
			require.Equal(t, []int{401, 200}, statuses)
			require.Contains(t, answer, `"authenticated": true`)
			statuses, _ = call(t, &d, credentials("me", "s3cret"), "GET", server.URL+path+"?again=1", "")
			require.Equal(t, []int{200}, statuses)
			statuses, _ = call(t, &d, credentials("me", "wrong"), "GET", server.URL+path, "")
			require.Equal(t, []int{401, 401}, statuses)
			statuses, _ = call(t, &d, credentials("me", "s3cret"), "GET", server.URL+path, "")
			require.Equal(t, []int{401, 200}, statuses, "a nonce that was refused is forgotten")
		})
	}
}

func TestDigestAnswersEveryAlgorithm(t *testing.T) {
	for _, algorithm := range []string{"", "MD5", "md5-sess", "MD5-sess", "SHA-256", "SHA-256-sess", "SHA-512-256", "SHA-512-256-sess", "SHA-512"} {
		for _, qop := range []string{"", "auth", "auth-int", "auth,auth-int", "auth-int, other"} {
			for _, hashed := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s qop=%s userhash=%v", algorithm, qop, hashed), func(t *testing.T) {
					g := &guard{algorithm: algorithm, qop: qop, userhash: hashed, user: "Jöe", password: "p:w€"}
					server := httptest.NewServer(g)
					defer server.Close()
					var d Digest
					for _, body := range []string{"", "the body", "the body"} {
						want := []int{200}
						if len(g.answers) == 0 {
							want = []int{401, 200}
						}
						statuses, answer := call(t, &d, credentials("Jöe", "p:w€"), "POST", server.URL+"/a%20b?c=d&e", body)
						require.Equal(t, want, statuses, answer)
						require.Equal(t, "welcome "+body, answer)
					}
					require.Len(t, g.answers, 3)
					for i, a := range g.answers {
						if qop == "" {
							require.NotContains(t, a, "nc")
						} else {
							require.Equal(t, fmt.Sprintf("%08x", i+1), a["nc"])
						}
					}
					statuses, _ := call(t, &Digest{}, credentials("Jöe", "wrong"), "GET", server.URL, "")
					require.Equal(t, []int{401, 401}, statuses)
				})
			}
		}
	}
}

func TestDigestGetsANewNonceWithoutGivingUp(t *testing.T) {
	t.Run("where the server calls the old one stale", func(t *testing.T) {
		g := &guard{qop: "auth", user: "u", password: "p", uses: 2}
		server := httptest.NewServer(g)
		defer server.Close()
		var d Digest
		var all [][]int
		for range 4 {
			statuses, _ := call(t, &d, credentials("u", "p"), "PUT", server.URL+"/x", "data")
			all = append(all, statuses)
		}
		require.Equal(t, [][]int{{401, 200}, {200}, {401, 200}, {200}}, all)
	})
	t.Run("where the server forgot it without saying so", func(t *testing.T) {
		g := &guard{qop: "auth", user: "u", password: "p"}
		server := httptest.NewServer(g)
		defer server.Close()
		var d Digest
		call(t, &d, credentials("u", "p"), "GET", server.URL, "")
		g.restart()
		statuses, _ := call(t, &d, credentials("u", "p"), "GET", server.URL, "")
		require.Equal(t, []int{401, 200}, statuses)
	})
	t.Run("but ends where every nonce is stale", func(t *testing.T) {
		g := &guard{qop: "auth", user: "u", password: "p", uses: -1}
		server := httptest.NewServer(g)
		defer server.Close()
		statuses, _ := call(t, &Digest{}, credentials("u", "p"), "GET", server.URL, "")
		require.Equal(t, []int{401, 401, 401, 401}, statuses)
	})
	t.Run("and takes the next one from Authentication-Info", func(t *testing.T) {
		for _, algorithm := range []string{"MD5", "SHA-256-sess"} {
			g := &guard{algorithm: algorithm, qop: "auth", user: "u", password: "p", uses: 1, renews: true}
			server := httptest.NewServer(g)
			defer server.Close()
			var d Digest
			var all [][]int
			for range 3 {
				statuses, _ := call(t, &d, credentials("u", "p"), "GET", server.URL, "")
				all = append(all, statuses)
			}
			require.Equal(t, [][]int{{401, 200}, {200}, {200}}, all)
			for _, a := range g.answers {
				require.Equal(t, "00000001", a["nc"])
			}
		}
	})
}

func TestDigestKeepsToItsProtectionSpace(t *testing.T) {
	g := &guard{qop: "auth", user: "u", password: "p", domain: "/in /also?x http://elsewhere.example/"}
	server := httptest.NewServer(g)
	defer server.Close()
	other := httptest.NewServer(&guard{qop: "auth", user: "u", password: "p"})
	defer other.Close()
	var d Digest
	for _, step := range []struct {
		url  string
		want []int
	}{
		{server.URL + "/in/a", []int{401, 200}},
		{server.URL + "/in/b", []int{200}},
		{server.URL + "/also?x=1", []int{200}},
		{server.URL + "/out", []int{401, 200}},
		{other.URL + "/in/a", []int{401, 200}},
		{other.URL + "/any", []int{200}},
		{server.URL + "/in/c", []int{200}},
	} {
		statuses, _ := call(t, &d, credentials("u", "p"), "GET", step.url, "")
		require.Equal(t, step.want, statuses, step.url)
	}
	elsewhere, err := url.Parse("http://elsewhere.example/")
	require.NoError(t, err)
	require.Nil(t, d.find(elsewhere), "one server does not say what another is sent")
}

func TestDigestCountsEachRequestOnceWhenManyAreSentTogether(t *testing.T) {
	server := httptest.NewServer(httpbin.New())
	defer server.Close()
	var d Digest
	address := server.URL + "/digest-auth/auth/me/s3cret"
	call(t, &d, credentials("me", "s3cret"), "GET", address, "")
	counts := make(chan string, 20)
	var all sync.WaitGroup
	for range cap(counts) {
		all.Go(func() {
			req, err := http.NewRequestWithContext(t.Context(), "GET", address, nil)
			if !assert.NoError(t, err) {
				return
			}
			resp, err := d.Transport(credentials("me", "s3cret"), http.DefaultTransport).RoundTrip(req)
			if !assert.NoError(t, err) {
				return
			}
			defer resp.Body.Close()
			assert.Equal(t, 200, resp.StatusCode)
			counts <- schemes(resp.Request.Header.Get("Authorization"))[0].params["nc"]
		})
	}
	all.Wait()
	close(counts)
	seen := map[string]bool{"00000001": true}
	for nc := range counts {
		require.False(t, seen[nc], nc)
		seen[nc] = true
	}
	require.Len(t, seen, 21)
}

func TestDigestForgetsTheOldestSpace(t *testing.T) {
	var d Digest
	at, err := url.Parse("https://h.example/")
	require.NoError(t, err)
	for i := range 2 * maxSpaces {
		d.remember(at, challenge{realm: fmt.Sprint(i), nonce: "n"})
	}
	require.Len(t, d.spaces, maxSpaces)
	require.Equal(t, fmt.Sprint(2*maxSpaces-1), d.find(at).challenge.realm)
	d.remember(at, challenge{realm: "100", nonce: "m"})
	require.Len(t, d.spaces, maxSpaces)
	require.Equal(t, "m", d.find(at).nonce)
}

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

// postmanRequest is a request as Postman writes it; those of the kind digest have a user, some a realm and a nonce.
type postmanRequest struct {
	Name    string
	Request struct {
		URL  string
		Auth struct {
			Digest struct{ Username, Password, Realm, Nonce, Algorithm, QOP, Opaque string }
		}
	}
}

func TestDigestAnswersTheRequestsOfPostman(t *testing.T) {
	n := 0
	corpus(t, "auth/postman-auth-requests.jsonl", func(v postmanRequest) {
		p := v.Request.Auth.Digest
		if p.Username == "" {
			return
		}
		n++
		t.Run(v.Name, func(t *testing.T) {
			g := &guard{algorithm: p.Algorithm, qop: p.QOP, user: p.Username, password: p.Password, realm: p.Realm, first: p.Nonce, opaque: p.Opaque}
			server := httptest.NewServer(g)
			defer server.Close()
			u, err := url.Parse(v.Request.URL)
			require.NoError(t, err)
			statuses, answer := call(t, &Digest{}, credentials(p.Username, p.Password), "GET", server.URL+u.RequestURI(), "")
			require.Equal(t, []int{401, 200}, statuses, answer)
		})
	})
	require.Equal(t, 3, n)
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
