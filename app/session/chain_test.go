package session

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// journey is everything that was told of one exchange.
type journey struct {
	resp  *http.Response
	body  string
	err   error
	hops  []exchange.Hop
	waits []exchange.Wait
}

// travel sends a request natively and reads the answer to its end.
func travel(t *testing.T, r request.Request) journey {
	t.Helper()
	ctx, cancel := Deadline(context.Background(), r.Options)
	defer cancel()
	p, bad := Prepare(r, Place{})
	require.Nil(t, bad)
	var j journey
	s := native()
	j.resp, j.err = s.Do(ctx, p, Watch{
		Hop:  func(h exchange.Hop) { j.hops = append(j.hops, h) },
		Wait: func(w exchange.Wait) { j.waits = append(j.waits, w) },
	})
	if j.err == nil {
		var body []byte
		body, j.err = io.ReadAll(j.resp.Body)
		j.resp.Body.Close()
		j.body = string(body)
	}
	if j.err != nil {
		require.NotEmpty(t, Fail(j.err, p).Kind)
	}
	return j
}

func (j journey) kind(t *testing.T) exchange.Kind {
	t.Helper()
	require.Error(t, j.err)
	return Fail(j.err, &Prepared{URL: "http://h/"}).Kind
}

// seen is what a server saw of a request.
type seen struct {
	Method, Target, Body, Authorization, Type string
}

// site serves a mux that answers /seen with what it saw.
func site(t *testing.T, routes map[string]http.HandlerFunc) *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/seen", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		_ = json.NewEncoder(w).Encode(seen{r.Method, r.URL.RequestURI(), string(body), r.Header.Get("Authorization"), r.Header.Get("Content-Type")})
	})
	for path, handle := range routes {
		mux.HandleFunc(path, handle)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

func TestRedirectsRewriteMethodAndBodyAsRequestsDoes(t *testing.T) {
	server := site(t, map[string]http.HandlerFunc{"/to": func(w http.ResponseWriter, r *http.Request) {
		var code int
		fmt.Sscan(r.FormValue("code"), &code)
		w.Header().Set("Location", "seen")
		w.WriteHeader(code)
	}})
	for _, c := range []struct {
		code             int
		method, want     string
		keepsBody, stays bool
	}{
		{code: 301, method: "GET", want: "GET"}, {code: 301, method: "POST", want: "GET"}, {code: 301, method: "PUT", want: "PUT"}, {code: 301, method: "HEAD", want: "HEAD"},
		{code: 302, method: "POST", want: "GET"}, {code: 302, method: "PUT", want: "GET"}, {code: 302, method: "HEAD", want: "HEAD"},
		{code: 303, method: "POST", want: "GET"}, {code: 303, method: "DELETE", want: "GET"}, {code: 303, method: "HEAD", want: "HEAD"},
		{code: 307, method: "POST", want: "POST", keepsBody: true}, {code: 307, method: "PATCH", want: "PATCH", keepsBody: true},
		{code: 308, method: "POST", want: "POST", keepsBody: true}, {code: 308, method: "PUT", want: "PUT", keepsBody: true},
		{code: 300, method: "GET", stays: true}, {code: 304, method: "GET", stays: true}, {code: 305, method: "GET", stays: true},
	} {
		t.Run(fmt.Sprint(c.code, " ", c.method), func(t *testing.T) {
			r := request.Request{Method: c.method, URL: fmt.Sprint(server.URL, "/to?code=", c.code)}
			if c.method != "GET" && c.method != "HEAD" {
				r.Body = request.Body{Kind: request.JSON, JSON: `{"a":1}`}
			}
			j := travel(t, r)
			require.NoError(t, j.err)
			if c.stays {
				require.Equal(t, c.code, j.resp.StatusCode)
				require.Len(t, j.hops, 1)
				return
			}
			require.Len(t, j.hops, 2)
			require.Equal(t, exchange.Redirecting, j.hops[1].Why)
			require.Equal(t, c.want, j.hops[1].Sent.Method)
			require.Equal(t, c.code, j.hops[0].Head.Status)
			if c.method == "HEAD" {
				return
			}
			var got seen
			require.NoError(t, json.Unmarshal([]byte(j.body), &got))
			require.Equal(t, c.want, got.Method)
			if c.keepsBody {
				require.Equal(t, `{"a":1}`, got.Body)
				require.Equal(t, "application/json", got.Type)
			} else if got.Method == "GET" {
				require.Empty(t, got.Body)
				require.Empty(t, got.Type)
			}
		})
	}
}

func TestCredentialsDoNotFollowToAnotherHost(t *testing.T) {
	var there *httptest.Server
	routes := map[string]http.HandlerFunc{
		"/away": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, there.URL+"/seen", http.StatusFound) },
		"/stay": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/seen", http.StatusFound) },
	}
	here := site(t, routes)
	there = site(t, nil) // the same name, another port
	for path, want := range map[string]string{"/stay": "Bearer secret", "/away": ""} {
		r := request.Request{URL: here.URL + path, Auth: request.Auth{Kind: request.Bearer, Token: request.NewSecret("secret")}}
		j := travel(t, r)
		require.NoError(t, j.err)
		var got seen
		require.NoError(t, json.Unmarshal([]byte(j.body), &got))
		require.Equal(t, want, got.Authorization, path)
	}
}

func TestRedirectsEnd(t *testing.T) {
	var loops atomic.Int32
	server := site(t, map[string]http.HandlerFunc{
		"/loop": func(w http.ResponseWriter, r *http.Request) {
			loops.Add(1)
			http.Redirect(w, r, "/loop", http.StatusFound)
		},
		"/ftp": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "ftp://h/")
			w.WriteHeader(302)
		},
		"/bad": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "http://[::1")
			w.WriteHeader(302)
		},
	})
	j := travel(t, request.Request{URL: server.URL + "/loop", Options: request.Options{MaxRedirect: 3}})
	require.Equal(t, exchange.Redirects, j.kind(t))
	require.EqualValues(t, 4, loops.Load(), "as requests: three are followed, the fourth is one too many")
	loops.Store(0)
	require.Equal(t, exchange.Redirects, travel(t, request.Request{URL: server.URL + "/loop"}).kind(t))
	require.EqualValues(t, 31, loops.Load())
	require.Equal(t, exchange.Redirected, travel(t, request.Request{URL: server.URL + "/ftp"}).kind(t))
	require.Equal(t, exchange.Redirected, travel(t, request.Request{URL: server.URL + "/bad"}).kind(t))

	j = travel(t, request.Request{URL: server.URL + "/loop", Options: request.Options{Redirect: request.Stop}})
	require.NoError(t, j.err)
	require.Equal(t, 302, j.resp.StatusCode)
	require.Len(t, j.hops, 1)
}

func TestRetriesFollowUrllib3(t *testing.T) {
	var asked atomic.Int32
	failing := func(times int32, status int, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			if asked.Add(1) <= times {
				w.WriteHeader(status)
			}
			fmt.Fprint(w, "answer ", asked.Load(), " to ", string(body))
		}
	}
	server := site(t, map[string]http.HandlerFunc{
		"/twice": failing(2, 503), "/ever": failing(1000, 502), "/after": failing(1, 429, "Retry-After", "0"),
		"/date": failing(1, 503, "Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT"),
	})
	retry := func(n int, statuses ...int) request.Options {
		return request.Options{Retry: request.Retry{Total: n, Statuses: statuses, Backoff: 5 * time.Millisecond}}
	}
	for _, c := range []struct {
		name, method, path, body string
		options                  request.Options
		asked, status            int
		kind                     exchange.Kind
	}{
		{name: "nothing is tried again unless asked", path: "/twice", asked: 1, status: 503},
		{name: "a listed status is tried again", path: "/twice", options: retry(3, 503), asked: 3, status: 200},
		{name: "one that is not listed is not", path: "/twice", options: retry(3, 502), asked: 1, status: 503},
		{name: "POST is not repeated", method: "POST", path: "/twice", options: retry(3, 503), asked: 1, status: 503},
		{name: "but where it is asked for, with its body", method: "POST", path: "/twice", body: "b",
			options: request.Options{Retry: request.Retry{Total: 2, Statuses: []int{503}, Methods: []string{"POST"}}}, asked: 3, status: 200},
		{name: "attempts are used up", path: "/ever", options: retry(2, 502), asked: 3, kind: exchange.Retries},
		{name: "the last response is returned", path: "/ever", options: request.Options{Retry: request.Retry{Total: 2, Statuses: []int{502}, Return: true}}, asked: 3, status: 502},
		{name: "Retry-After is heeded though the status is not listed", path: "/after", options: retry(1), asked: 2, status: 200},
		{name: "unless it is to be ignored", path: "/after", options: request.Options{Retry: request.Retry{Total: 1, NoHeader: true}}, asked: 1, status: 429},
		{name: "Retry-After may be a date", path: "/date", options: retry(1), asked: 2, status: 200},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked.Store(0)
			r := request.Request{Method: c.method, URL: server.URL + c.path, Options: c.options}
			if c.body != "" {
				r.Body = request.Body{Kind: request.Text, Text: c.body}
			}
			j := travel(t, r)
			require.EqualValues(t, c.asked, asked.Load())
			require.Len(t, j.hops, c.asked)
			require.Len(t, j.waits, c.asked-1)
			if c.kind != "" {
				require.Equal(t, c.kind, j.kind(t))
				return
			}
			require.NoError(t, j.err)
			require.Equal(t, c.status, j.resp.StatusCode)
			require.Contains(t, j.body, " to "+c.body)
			for i, hop := range j.hops[1:] {
				require.Equal(t, exchange.Retrying, hop.Why)
				require.Equal(t, i+2, j.waits[i].Attempt)
				require.InDelta(t, hop.Start-j.hops[i].End, hop.Waited, 50, "the pause between two attempts is the later one's")
			}
		})
	}
}

func TestTheWaitBetweenAttempts(t *testing.T) {
	o := request.Retry{Backoff: 100 * time.Millisecond, Max: time.Second}
	after := func(text string) *http.Response {
		return &http.Response{Header: http.Header{"Retry-After": {text}}}
	}
	for _, c := range []struct {
		name     string
		resp     *http.Response
		failures int
		want     time.Duration
		asked    bool
	}{
		{"the first retry comes at once", nil, 1, 0, false},
		{"the second waits for twice the factor", nil, 2, 200 * time.Millisecond, false},
		{"then it doubles", nil, 3, 400 * time.Millisecond, false},
		{"up to the longest", nil, 9, time.Second, false},
		{"and does not overflow", nil, 100, time.Second, false},
		{"the server's word counts more", after("1"), 1, time.Second, true},
		{"up to the longest, too", after("86400"), 1, time.Second, true},
		{"what is no time is no word", after("soon"), 2, 200 * time.Millisecond, false},
		{"a number that is too large as well", after("99999999999999999999"), 2, 200 * time.Millisecond, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			wait, asked := pause(o, c.resp, c.failures)
			require.Equal(t, c.want, wait)
			require.Equal(t, c.asked, asked)
		})
	}
	o.Jitter = 50 * time.Millisecond
	for range 100 {
		wait, _ := pause(o, nil, 2)
		require.GreaterOrEqual(t, wait, 200*time.Millisecond)
		require.Less(t, wait, 250*time.Millisecond)
	}
}

func TestAWaitCanBeCancelled(t *testing.T) {
	server := site(t, map[string]http.HandlerFunc{"/later": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "60")
		w.WriteHeader(503)
	}})
	p, bad := Prepare(request.Request{URL: server.URL + "/later", Options: request.Options{Retry: request.Retry{Total: 1}}}, Place{})
	require.Nil(t, bad)
	ctx, cancel := context.WithCancel(context.Background())
	_, err := native().Do(ctx, p, Watch{Wait: func(w exchange.Wait) {
		require.InDelta(t, 60_000, w.Until, 5_000)
		w.Until = 0
		require.Equal(t, exchange.Wait{Attempt: 2, Of: 2, Cause: "503 Service Unavailable", Asked: true}, w)
		cancel()
	}})
	require.Equal(t, exchange.Cancelled, Fail(err, p).Kind)
}

func TestConnectionFailuresAreTriedAgainWhateverTheMethod(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	l.Close()
	j := travel(t, request.Request{Method: "POST", URL: "http://" + l.Addr().String(), Options: request.Options{Retry: request.Retry{Total: 2}}})
	require.Equal(t, exchange.Unreachable, j.kind(t))
	require.Len(t, j.hops, 3)
	require.Equal(t, exchange.Unreachable, j.hops[2].Failure.Kind)
}

func TestEachTimeoutFailsInItsOwnWay(t *testing.T) {
	block := make(chan struct{})
	server := site(t, map[string]http.HandlerFunc{
		"/hang": func(w http.ResponseWriter, r *http.Request) { <-block },
		"/stall": func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, "begun")
			http.NewResponseController(w).Flush()
			<-block
		},
		"/drip": func(w http.ResponseWriter, r *http.Request) {
			for range 6 {
				fmt.Fprint(w, ".")
				http.NewResponseController(w).Flush()
				time.Sleep(250 * time.Millisecond)
			}
		},
	})
	t.Cleanup(func() { close(block) })
	short := 200 * time.Millisecond
	require.Equal(t, exchange.ReadTime, travel(t, request.Request{URL: server.URL + "/hang", Options: request.Options{Read: short}}).kind(t))
	require.Equal(t, exchange.ReadTime, travel(t, request.Request{URL: server.URL + "/stall", Options: request.Options{Read: short}}).kind(t))
	require.Equal(t, exchange.TimedOut, travel(t, request.Request{URL: server.URL + "/hang", Options: request.Options{Timeout: short}}).kind(t))
	require.Equal(t, exchange.TimedOut, travel(t, request.Request{URL: server.URL + "/stall", Options: request.Options{Timeout: short}}).kind(t))
	j := travel(t, request.Request{URL: server.URL + "/drip", Options: request.Options{Read: time.Second, Connect: 5 * time.Second}})
	require.NoError(t, j.err, "1.5 s in all, but never one without a byte")
	require.Equal(t, "......", j.body)

	// The system takes connections for a listener, but a TLS handshake gets no answer.
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer silent.Close()
	require.Equal(t, exchange.ConnectTime, travel(t, request.Request{URL: "https://" + silent.Addr().String(), Options: request.Options{Connect: short}}).kind(t))
	require.Equal(t, exchange.TimedOut, travel(t, request.Request{URL: "https://" + silent.Addr().String(), Options: request.Options{Read: short, Timeout: time.Second}}).kind(t),
		"nothing can be read before there is a connection")
}

func TestWhatAHopTells(t *testing.T) {
	server := site(t, nil)
	j := travel(t, request.Request{Method: "POST", URL: server.URL + "/seen?q", Headers: []request.Field{{Name: "X-B", Value: "2"}, {Name: "Host", Value: "h.example"}, {Name: "X-A", Value: "1"}, {Name: "X-B", Value: "3"}},
		Auth: request.Auth{Kind: request.Basic, User: "u", Password: request.NewSecret("p")}, Body: request.Body{Kind: request.Text, Text: "text"}})
	require.NoError(t, j.err)
	require.Len(t, j.hops, 1)
	hop := j.hops[0]
	require.Equal(t, 1, hop.Number)
	require.Equal(t, server.URL+"/seen?q", hop.Sent.URL)
	var names []string
	for _, h := range hop.Sent.Headers {
		names = append(names, h.Name+" "+string(h.Origin))
	}
	require.Equal(t, "Host you,User-Agent session,Content-Length session,Authorization auth,Content-Type body,X-A you,X-B you,X-B you", strings.Join(names, ","), "as they were written")
	require.Equal(t, "text", hop.Sent.BodyHead)
	require.Equal(t, 200, hop.Head.Status)
	require.Greater(t, hop.End, hop.Start)
}
