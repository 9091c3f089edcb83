package network

import (
	"context"
	"crypto/tls"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// secure serves over TLS and, with http2, HTTP/2.
func secure(t *testing.T, c *tls.Config, http2 bool, handle http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewUnstartedServer(handle)
	s.TLS, s.EnableHTTP2 = c, http2
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	return s.URL
}

// spoken serves what a function does with each connection.
func spoken(t *testing.T, serve func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				serve(c)
			}()
		}
	}()
	t.Cleanup(func() { l.Close(); <-done })
	return l.Addr().String()
}

// raw answers each connection's first request with these bytes, and closes it.
func raw(t *testing.T, answer string) string {
	return "http://" + spoken(t, func(c net.Conn) {
		buffer := make([]byte, 64<<10)
		if _, err := c.Read(buffer); err == nil {
			_, _ = io.WriteString(c, answer)
		}
	})
}

// result is what came of one request.
type result struct {
	resp  *http.Response
	body  string
	err   error // of the head or the body
	trace *Trace
}

func (r result) failure(t *testing.T) *Error {
	t.Helper()
	var e *Error
	require.ErrorAs(t, r.err, &e)
	return e
}

// fetch sends a GET and reads the answer to its end.
func fetch(t *testing.T, tr *Transport, o request.Network, url string, header ...string) result {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	require.NoError(t, err)
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	return do(t, tr, o, req)
}

func do(t *testing.T, tr *Transport, o request.Network, req *http.Request) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(req.Context(), 20*time.Second)
	defer cancel()
	ctx, trace := WithTrace(WithOptions(ctx, o), nil)
	r := result{trace: trace}
	r.resp, r.err = tr.RoundTrip(req.WithContext(ctx))
	if r.err != nil {
		return r
	}
	var body []byte
	body, r.err = io.ReadAll(r.resp.Body)
	r.resp.Body.Close()
	r.body = string(body)
	return r
}

func newTransport(t *testing.T) *Transport {
	tr := &Transport{}
	t.Cleanup(tr.CloseIdleConnections)
	return tr
}

func names(phases []exchange.Phase) []string {
	var list []string
	for _, p := range phases {
		list = append(list, p.Name)
	}
	return list
}
