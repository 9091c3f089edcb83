//go:build !js

package httpwasm

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// pseudo is a stream of n bytes without a pattern that a lost or doubled piece would fit into.
func pseudo(n int64) io.Reader { return io.LimitReader(&generator{state: 1}, n) }

type generator struct{ state uint32 }

func (g *generator) Read(p []byte) (int, error) {
	for i := range p {
		g.state = g.state*1664525 + 1013904223
		p[i] = byte(g.state >> 24)
	}
	return len(p), nil
}

func sum(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }

// farServer tells what was posted, or sends n= bytes. It counts its connections.
func farServer(t testing.TB, version uint16, second bool) (server *httptest.Server, connections *atomic.Int64) {
	t.Helper()
	connections = new(atomic.Int64)
	server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			h := sha256.New()
			n, _ := io.Copy(h, r.Body)
			fmt.Fprintf(w, "%d %s", n, sum(h))
			return
		}
		n, _ := strconv.ParseInt(r.FormValue("n"), 10, 64)
		w.Header().Set("X-Proto", r.Proto)
		_, _ = io.Copy(w, pseudo(n))
	}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	if version == 0 {
		server.Start()
	} else {
		server.EnableHTTP2 = second
		server.TLS = &tls.Config{MinVersion: version, MaxVersion: version}
		server.StartTLS()
	}
	t.Cleanup(server.Close)
	return server, connections
}

// through is a client through a relay that trusts the server.
func through(t testing.TB, tunnel *Tunnel, server *httptest.Server, second bool) *http.Client {
	transport := &http.Transport{DialContext: tunnel.DialContext, Protocols: new(http.Protocols)}
	transport.Protocols.SetHTTP1(!second)
	transport.Protocols.SetHTTP2(second)
	if certificate := server.Certificate(); certificate != nil {
		transport.TLSClientConfig = &tls.Config{RootCAs: x509.NewCertPool()}
		transport.TLSClientConfig.RootCAs.AddCert(certificate)
	}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

var protocols = []struct {
	sentence string
	version  uint16
	second   bool
}{
	{"HTTP/1.1", 0, false},
	{"HTTP/1.1 over TLS 1.2", tls.VersionTLS12, false},
	{"HTTP/1.1 over TLS 1.3", tls.VersionTLS13, false},
	{"HTTP/2 over TLS 1.2", tls.VersionTLS12, true},
	{"HTTP/2 over TLS 1.3", tls.VersionTLS13, true},
}

func TestATransportKeepsItsTunnels(t *testing.T) {
	r := newTestRelay(t, nil)
	for _, p := range protocols {
		t.Run(p.sentence, func(t *testing.T) {
			server, connections := farServer(t, p.version, p.second)
			client := through(t, &Tunnel{URL: r.URL}, server, p.second)
			var dialled []ConnInfo
			reused := 0
			var got []string
			ctx := WithDialled(t.Context(), func(info ConnInfo) { dialled = append(dialled, info) })
			ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(conn httptrace.GotConnInfo) {
				if conn.Reused {
					reused++
				}
				info, _ := InfoOfConn(conn.Conn)
				got = append(got, info.Address)
			}})
			for range 20 {
				req, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"?n=1000", nil)
				require.NoError(t, err)
				resp, err := client.Do(req)
				require.NoError(t, err)
				n, err := io.Copy(io.Discard, resp.Body)
				require.NoError(t, err)
				require.NoError(t, resp.Body.Close())
				require.EqualValues(t, 1000, n)
				require.Equal(t, p.second, resp.ProtoMajor == 2)
				if p.version != 0 {
					require.Equal(t, p.version, resp.TLS.Version)
				}
			}
			require.Len(t, dialled, 1)
			info := dialled[0]
			require.Equal(t, server.Listener.Addr().String(), info.Address)
			require.Equal(t, r.Listener.Addr().String(), info.Relay)
			require.Positive(t, info.WebSocket.End)
			require.GreaterOrEqual(t, info.Connect.Start, info.WebSocket.End)
			require.Positive(t, info.Connect.Duration())
			require.LessOrEqual(t, info.Connect.End, info.End)
			require.Zero(t, info.DNS, "an address needs none")
			require.Equal(t, 19, reused)
			require.Equal(t, slices.Repeat([]string{server.Listener.Addr().String()}, 20), got, "the trace is told of no connection to the relay")
			require.EqualValues(t, 1, connections.Load())
		})
	}
}

func TestAHundredMegabytesArriveAsTheyWereSent(t *testing.T) {
	const size = 100_000_000
	h := sha256.New()
	_, err := io.Copy(h, pseudo(size))
	require.NoError(t, err)
	want := sum(h)
	r := newTestRelay(t, nil)
	for _, p := range protocols {
		if p.version == tls.VersionTLS12 {
			continue
		}
		t.Run(p.sentence, func(t *testing.T) {
			server, _ := farServer(t, p.version, p.second)
			client := through(t, &Tunnel{URL: r.URL}, server, p.second)
			resp, err := client.Get(fmt.Sprint(server.URL, "?n=", size))
			require.NoError(t, err)
			defer resp.Body.Close()
			h := sha256.New()
			_, err = io.Copy(h, resp.Body)
			require.NoError(t, err)
			require.Equal(t, want, sum(h))

			resp, err = client.Post(server.URL, "", pseudo(size))
			require.NoError(t, err)
			defer resp.Body.Close()
			got, err := io.ReadAll(resp.Body)
			require.NoError(t, err)
			require.Equal(t, fmt.Sprint(size, " ", want), string(got))
		})
	}
}

func TestACancelledRequestClosesItsTunnel(t *testing.T) {
	r := newTestRelay(t, nil)
	gone := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
		close(gone)
	}))
	defer server.Close()
	ctx, cancel := context.WithCancel(t.Context())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL, nil)
	require.NoError(t, err)
	resp, err := through(t, &Tunnel{URL: r.URL}, server, false).Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	cancel()
	_, err = io.Copy(io.Discard, resp.Body)
	require.ErrorIs(t, err, context.Canceled)
	<-gone
}

func TestAStreamThatIsNotReadStopsNoOther(t *testing.T) {
	r := newTestRelay(t, nil)
	server, connections := farServer(t, tls.VersionTLS13, true)
	client := through(t, &Tunnel{URL: r.URL}, server, true)
	var unread []*http.Response
	for range 3 {
		resp, err := client.Get(server.URL + "?n=20000000")
		require.NoError(t, err)
		unread = append(unread, resp)
	}
	resp, err := client.Get(server.URL + "?n=20000000")
	require.NoError(t, err)
	n, err := io.Copy(io.Discard, resp.Body)
	require.NoError(t, err)
	require.EqualValues(t, 20_000_000, n)
	for _, resp := range unread {
		require.NoError(t, resp.Body.Close())
	}
	require.EqualValues(t, 1, connections.Load())
}
