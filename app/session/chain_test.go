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
	require.Equal(t, exchange.ReadTime, travel(t, request.Request{URL: server.URL + "/hang", Options: request.Options{Timeout: short}}).kind(t), "one value for both")
	require.Equal(t, exchange.TimedOut, travel(t, request.Request{URL: server.URL + "/hang", Options: request.Options{Total: short}}).kind(t))
	require.Equal(t, exchange.TimedOut, travel(t, request.Request{URL: server.URL + "/stall", Options: request.Options{Total: short}}).kind(t))
	require.Equal(t, exchange.TimedOut, travel(t, request.Request{URL: server.URL + "/drip", Options: request.Options{Total: time.Second}}).kind(t))
	j := travel(t, request.Request{URL: server.URL + "/drip", Options: request.Options{Read: time.Second, Connect: 5 * time.Second}})
	require.NoError(t, j.err, "1.5 s in all, but never one without a byte")
	require.Equal(t, "......", j.body)

	// The system takes connections for a listener, but a TLS handshake gets no answer.
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer silent.Close()
	require.Equal(t, exchange.ConnectTime, travel(t, request.Request{URL: "https://" + silent.Addr().String(), Options: request.Options{Connect: short}}).kind(t))
	require.Equal(t, exchange.ConnectTime, travel(t, request.Request{URL: "https://" + silent.Addr().String(), Options: request.Options{Timeout: short}}).kind(t))
	require.Equal(t, exchange.TimedOut, travel(t, request.Request{URL: "https://" + silent.Addr().String(), Options: request.Options{Read: short, Total: time.Second}}).kind(t),
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
	require.Equal(t, "Host you,User-Agent session,Content-Length session,Accept session,Authorization auth,Content-Type body,X-A you,X-B you,X-B you", strings.Join(names, ","), "as they were written")
	require.Equal(t, "text", hop.Sent.BodyHead)
	require.Equal(t, 200, hop.Head.Status)
	require.Greater(t, hop.End, hop.Start)
}
