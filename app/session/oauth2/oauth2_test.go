package oauth2

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
	"roundtrip/web/demo"
)

// recorder is a transport that remembers what went through it, as the caller of this package does.
type recorder struct {
	next http.RoundTripper

	mu    sync.Mutex
	sent  []*http.Request
	forms []url.Values
}

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, err
	}
	again := req.Clone(req.Context())
	again.Body = io.NopCloser(strings.NewReader(string(body)))
	r.mu.Lock()
	r.sent, r.forms = append(r.sent, req), append(r.forms, form)
	r.mu.Unlock()
	return r.next.RoundTrip(again)
}

func (r *recorder) last() (*http.Request, url.Values) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.sent[len(r.sent)-1], r.forms[len(r.forms)-1]
}

// memoryNet is a network of pipes, on which a real server and a real transport run on synctest's clock.
type memoryNet struct {
	conns chan net.Conn
	done  chan struct{}
}

func (n *memoryNet) Accept() (net.Conn, error) {
	select {
	case c := <-n.conns:
		return c, nil
	case <-n.done:
		return nil, net.ErrClosed
	}
}

func (n *memoryNet) Close() error   { close(n.done); return nil }
func (n *memoryNet) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

func (n *memoryNet) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case n.conns <- there:
		return here, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// world is the demo API, with a transport to it.
type world struct {
	t    *testing.T
	base string
	rt   *recorder
}

func newWorld(t *testing.T) world {
	n := &memoryNet{conns: make(chan net.Conn), done: make(chan struct{})}
	server := &http.Server{Handler: demo.Handler("/demo", http.NotFoundHandler())}
	served := make(chan struct{})
	go func() { defer close(served); server.Serve(n) }()
	transport := &http.Transport{DialContext: n.dial}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		server.Close()
		<-served
	})
	return world{t, "http://demo.example/demo", &recorder{next: transport}}
}

// grant is one for the confidential client.
func (w world) grant() request.Grant {
	return request.Grant{
		AuthorizeURL: w.base + "/oauth/authorize", TokenURL: w.base + "/oauth/token", DeviceURL: w.base + "/oauth/device",
		ClientID: demo.ClientID, ClientSecret: request.NewSecret(demo.ClientSecret), Scope: "profile email",
	}
}

func (w world) public() request.Grant {
	g := w.grant()
	g.ClientID, g.ClientSecret = demo.PublicClientID, request.Secret{}
	return g
}

// post sends a form as a browser does, without following the redirect.
func (w world) post(url string, form url.Values) *http.Response {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), "POST", url, strings.NewReader(form.Encode()))
	require.NoError(w.t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := w.rt.next.RoundTrip(req)
	require.NoError(w.t, err)
	w.t.Cleanup(func() { resp.Body.Close() })
	return resp
}

// me asks the demo's resource who the token's owner is.
func (w world) me(token Token) map[string]any {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), "GET", w.base+"/oauth/me", nil)
	require.NoError(w.t, err)
	req.Header.Set("Authorization", token.Type+" "+token.Access.Reveal())
	resp, err := w.rt.next.RoundTrip(req)
	require.NoError(w.t, err)
	defer resp.Body.Close()
	require.Equal(w.t, 200, resp.StatusCode)
	var who map[string]any
	require.NoError(w.t, json.NewDecoder(resp.Body).Decode(&who))
	return who
}

// refused is the error that a person reads.
func refused(t *testing.T, err error) *Error {
	t.Helper()
	var e *Error
	require.ErrorAs(t, err, &e)
	require.Regexp(t, `^[A-Z].*\.$`, e.Error(), "a sentence")
	return e
}

// answering is a server that says one thing.
func answering(t *testing.T, handle http.HandlerFunc) request.Grant {
	server := httptest.NewServer(handle)
	t.Cleanup(server.Close)
	return request.Grant{AuthorizeURL: server.URL + "/a", TokenURL: server.URL + "/t", DeviceURL: server.URL + "/d", ClientID: "c", Scope: "s1"}
}

type vector struct {
	Name      string            `json:"name"`
	Kind      string            `json:"kind"`
	Verifier  string            `json:"code_verifier"`
	Challenge string            `json:"expected_code_challenge"`
	Params    map[string]string `json:"params"`
	Query     string            `json:"expected_query"`
	Form      map[string]string `json:"expected_form"`
}

func TestThePublishedExamplesAreMet(t *testing.T) {
	const path = "../../../../shared/corpora/auth/misc-vectors.jsonl"
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		t.Skipf("the corpus %s is not here", path)
	}
	require.NoError(t, err)
	defer file.Close()
	met := map[string]int{}
	for in := bufio.NewScanner(file); in.Scan(); {
		var v vector
		if json.Unmarshal(in.Bytes(), &v) != nil || !strings.HasPrefix(v.Kind, "oauth2-") && !strings.HasPrefix(v.Kind, "pkce-") {
			continue // other examples have members of other types
		}
		met[v.Kind]++
		t.Run(v.Name, func(t *testing.T) {
			switch v.Kind {
			case "pkce-s256":
				u, err := url.Parse(authorization(request.Grant{AuthorizeURL: "https://a.example/"}, "https://b.example/", "s", v.Verifier))
				require.NoError(t, err)
				require.Equal(t, v.Challenge, u.Query().Get("code_challenge"))
				require.Equal(t, "S256", u.Query().Get("code_challenge_method"))
			case "oauth2-authorize-request":
				g := request.Grant{AuthorizeURL: "https://server.example.com/authorize", ClientID: v.Params["client_id"]}
				u, err := url.Parse(authorization(g, v.Params["redirect_uri"], v.Params["state"], "v"))
				require.NoError(t, err)
				got := u.Query()
				got.Del("code_challenge") // PKCE came later than the example
				got.Del("code_challenge_method")
				want, err := url.ParseQuery(v.Query)
				require.NoError(t, err)
				require.Equal(t, want, got)
			case "oauth2-token-body":
				w := newWorld(t)
				g := w.grant()
				g.Scope = ""
				_, err := ClientCredentials(t.Context(), w.rt, g)
				require.NoError(t, err)
				_, form := w.rt.last()
				want := url.Values{}
				for name, value := range v.Form {
					want.Set(name, value)
				}
				require.Equal(t, want, form)
			default:
				require.Fail(t, "an example of a kind that nobody looks at", v.Kind)
			}
		})
	}
	require.Equal(t, map[string]int{"pkce-s256": 1, "oauth2-authorize-request": 1, "oauth2-token-body": 1}, met)
}
