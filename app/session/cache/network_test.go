package cache

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// pipes is a network in memory, for bubbles of testing/synctest: a real server and a real transport talk over it.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	select {
	case <-p.closed:
	default:
		close(p.closed)
	}
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

// serve starts a server and returns a transport whose every connection leads to it.
func serve(t *testing.T, handler http.Handler) *http.Transport {
	p := &pipes{conns: make(chan net.Conn), closed: make(chan struct{})}
	server := &httptest.Server{Listener: p, Config: &http.Server{Handler: handler}}
	server.Start()
	transport := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		near, far := net.Pipe()
		select {
		case p.conns <- far:
			return near, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		server.Close()
	})
	return transport
}

const origin = "http://site.example"

// ask makes a request with headers as lines "Name: value".
func ask(t testing.TB, p Policy, method, target, lines string) *http.Request {
	if strings.HasPrefix(target, "/") {
		target = origin + target
	}
	req, err := http.NewRequestWithContext(WithPolicy(t.Context(), p), method, target, nil)
	require.NoError(t, err)
	for name, value := range fields(lines) {
		req.Header[name] = append(req.Header[name], value) // as it was typed
	}
	return req
}

// fields reads lines "Name: value".
func fields(lines string) func(func(string, string) bool) {
	return func(yield func(string, string) bool) {
		for line := range strings.SplitSeq(lines, "\n") {
			if name, value, ok := strings.Cut(line, ": "); ok && !yield(name, value) {
				return
			}
		}
	}
}

// take sends a request and reads the whole response.
func take(t testing.TB, transport http.RoundTripper, req *http.Request) (*http.Response, string) {
	resp, err := transport.RoundTrip(req)
	require.NoError(t, err)
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	return resp, string(body)
}

func outcome(t testing.TB, resp *http.Response) Outcome {
	o, ok := OutcomeOf(resp)
	require.True(t, ok, "no outcome")
	return o
}
