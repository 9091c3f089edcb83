//go:build !js

package relay

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

// tap keeps all that the copy loop reads and writes at the server's side.
type tap struct {
	net.Conn
	mu   *sync.Mutex
	seen *bytes.Buffer
}

func (t tap) Read(p []byte) (int, error) {
	n, err := t.Conn.Read(p)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.seen.Write(p[:n])
	return n, err
}

func (t tap) Write(p []byte) (int, error) {
	t.mu.Lock()
	t.seen.Write(p)
	t.mu.Unlock()
	return t.Conn.Write(p)
}

func (t tap) CloseWrite() error { return closeWrite(t.Conn) }

func TestACaptureAtTheCopyLoopShowsNothingOfAnHTTPSRequest(t *testing.T) {
	var log bytes.Buffer
	handler, relay := serveRelay(t, func(c *Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	var mu sync.Mutex
	var seen bytes.Buffer
	dial := handler.dial
	handler.dial = func(ctx context.Context, to host, port uint16) (net.Conn, wire.Opened, error) {
		conn, opened, err := dial(ctx, to, port)
		if err != nil {
			return nil, opened, err
		}
		return tap{conn, &mu, &seen}, opened, nil
	}
	answers := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Secret-Answer", "answer-header-value")
		_, _ = w.Write(append([]byte("answer-body "), body...))
	})
	secrets := []string{"secret-path", "secret-query", "secret-header", "secret-body", "answer-header-value", "answer-body", "HTTP/1.1", "Authorization"}
	send := func(site *httptest.Server) string {
		mu.Lock()
		seen.Reset()
		mu.Unlock()
		transport := through(relay)
		defer transport.CloseIdleConnections()
		if site.TLS != nil {
			transport.TLSClientConfig = site.Client().Transport.(*http.Transport).TLSClientConfig
		}
		r, err := http.NewRequest("POST", site.URL+"/secret-path?q=secret-query", strings.NewReader("secret-body"))
		require.NoError(t, err)
		r.Header.Set("Authorization", "Bearer secret-header")
		response, err := transport.RoundTrip(r)
		require.NoError(t, err)
		body, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		require.Equal(t, "answer-body secret-body", string(body))
		mu.Lock()
		defer mu.Unlock()
		return seen.String()
	}

	plain := httptest.NewServer(answers)
	defer plain.Close()
	captured := send(plain)
	for _, secret := range secrets {
		require.Contains(t, captured, secret, "the capture sees all that HTTP says")
	}

	secure := httptest.NewTLSServer(answers)
	defer secure.Close()
	captured = send(secure)
	require.Greater(t, len(captured), 1000)
	for _, secret := range secrets {
		require.NotContains(t, captured, secret)
	}

	relay.Close()
	handler.Close()
	lines := log.String()
	require.Equal(t, 2, strings.Count(lines, "\n"))
	for _, secret := range secrets {
		require.NotContains(t, lines, secret)
	}
	_, port, err := net.SplitHostPort(secure.Listener.Addr().String())
	require.NoError(t, err)
	require.Regexp(t, `msg=relay host=127\.0\.0\.1 port=`+port+` in=\d+ out=\d+ outcome="[a-z ]+"\n`, lines)
}
