package auth

import (
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
