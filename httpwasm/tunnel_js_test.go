package httpwasm

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

// over is a client through the relay of the test server, which trusts its certificate.
func over(t testing.TB, s servers, second bool) *http.Client {
	transport := &http.Transport{
		DialContext:     (&Tunnel{URL: s.Relay}).DialContext,
		Protocols:       new(http.Protocols),
		TLSClientConfig: &tls.Config{RootCAs: x509.NewCertPool()},
	}
	require.True(t, transport.TLSClientConfig.RootCAs.AppendCertsFromPEM([]byte(s.PEM)))
	transport.Protocols.SetHTTP1(!second)
	transport.Protocols.SetHTTP2(second)
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func tunnelTo(t testing.TB, s servers, address string) *tunnelConn {
	t.Helper()
	c, err := (&Tunnel{URL: s.Relay}).dial(t.Context(), "tcp", address)
	require.NoError(t, err)
	t.Cleanup(func() { c.Close() })
	return c
}

func hostOf(origin string) string { return origin[strings.Index(origin, "//")+2:] }

func TestATunnelCarriesRequestsOfEveryProtocol(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	const size = 5_000_000
	want := sha256.Sum256([]byte(pattern(size)))
	for sentence, c := range map[string]struct {
		origin string
		second bool
	}{"HTTP/1.1": {s.HTTP, false}, "HTTP/1.1 over TLS": {s.TLS1, false}, "HTTP/2 over TLS": {s.TLS, true}} {
		t.Run(sentence, func(t *testing.T) {
			client := over(t, s, c.second)
			for range 3 {
				resp, err := client.Get(at(c.origin, "/bytes", "n", fmt.Sprint(size)))
				require.NoError(t, err)
				require.Equal(t, c.second, resp.ProtoMajor == 2)
				got := sha256.Sum256([]byte(readAllOf(t, resp)))
				require.Equal(t, want, got)
			}
			resp, err := client.Post(c.origin+"/echo", "", strings.NewReader(pattern(size)))
			require.NoError(t, err)
			var told echoed
			require.NoError(t, json.Unmarshal([]byte(readAllOf(t, resp)), &told))
			require.EqualValues(t, size, told.Length)
			require.Equal(t, hex.EncodeToString(want[:]), told.SHA256)
		})
	}
}

func TestATunnelWaitsForASlowReader(t *testing.T) {
	s := serversOf(t)
	c := tunnelTo(t, s, hostOf(s.HTTP))
	_, err := io.WriteString(c, "GET /bytes?n=30000000 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		return c.room == 0
	}, waitFor, tick)
	c.mu.Lock()
	require.LessOrEqual(t, c.inbox.size, wire.FullWindow)
	c.mu.Unlock()
	got, err := io.ReadAll(c)
	require.NoError(t, err)
	_, body, _ := bytes.Cut(got, []byte("\r\n\r\n"))
	require.Equal(t, 30_000_000, len(body))
	require.True(t, string(body) == pattern(30_000_000))
}

func TestATunnelIsEndedByHalvesAndByDeadlines(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	c := tunnelTo(t, s, s.Echo)
	require.NoError(t, c.SetReadDeadline(time.Now().Add(50*time.Millisecond)))
	_, err := c.Read(make([]byte, 1))
	var timeout net.Error
	require.ErrorAs(t, err, &timeout)
	require.True(t, timeout.Timeout())
	require.NoError(t, c.SetReadDeadline(time.Time{}))
	go func() {
		_, _ = io.WriteString(c, pattern(3_000_000))
		_ = c.CloseWrite()
	}()
	got, err := io.ReadAll(c)
	require.NoError(t, err)
	require.True(t, string(got) == pattern(3_000_000))
	require.NoError(t, c.Close())
}

func TestATunnelDeliversWhatWasWrittenBeforeItsClose(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	for range 10 {
		key := newKey()
		c := tunnelTo(t, s, hostOf(s.HTTP))
		_, err := fmt.Fprintf(c, "GET /open?key=%s HTTP/1.1\r\nHost: x\r\n\r\n", key)
		require.NoError(t, err)
		require.NoError(t, c.Close())
		seen(t, s, key)
	}
}

func TestTwoHundredTunnelsLeaveNothingBehind(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	far := hostOf(s.HTTP)
	dial := func(url, address string, patience time.Duration) (net.Conn, error) {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		return (&Tunnel{URL: url}).DialContext(ctx, "tcp", address)
	}
	// with opens a connection through the relay, writes and does something with it.
	with := func(address, text string, do func(c *tunnelConn) error) error {
		c, err := dial(s.Relay, address, waitFor)
		if err != nil {
			return err
		}
		_, err = io.WriteString(c, text)
		return errors.Join(err, do(c.(*tunnelConn)), c.Close())
	}
	readAll := func(c *tunnelConn) error { _, err := io.Copy(io.Discard, c); return err }
	readSome := func(c *tunnelConn) error { _, err := io.ReadFull(c, make([]byte, 100)); return err }
	request := func(path string) string { return "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" }
	failed := func(_ net.Conn, err error) error { return err }
	ways := []struct {
		sentence string
		kind     wire.Kind
		run      func() error
	}{
		{"closed at once", "", func() error { return with(s.Echo, "x", func(*tunnelConn) error { return nil }) }},
		{"closed by us by halves", "", func() error {
			return with(s.Echo, pattern(1000), func(c *tunnelConn) error { return errors.Join(c.CloseWrite(), readAll(c)) })
		}},
		{"closed by the far end", "", func() error { return with(far, request("/bytes?n=100000"), readAll) }},
		{"closed with bytes unread", "", func() error { return with(far, request("/bytes?n=20000000"), readSome) }},
		{"through http.Transport", "", func() error {
			client := over(t, s, true)
			defer client.CloseIdleConnections()
			resp, err := client.Get(at(s.TLS, "/bytes", "n", "100000"))
			if err != nil {
				return err
			}
			_, err = io.Copy(io.Discard, resp.Body)
			return errors.Join(err, resp.Body.Close())
		}},
		{"reset by the far end", ConnectionBroke, func() error {
			return with(far, request("/reset?n=1000&after=tunnel-open"), readAll)
		}},
		{"broken by the relay", RelayBroke, func() error {
			return with(s.Echo, "x", func(c *tunnelConn) error {
				resp, err := send(t.Context(), "POST", s.Relay+"/drop", nil)
				if err != nil {
					return err
				}
				resp.Body.Close()
				return readAll(c)
			})
		}},
		{"cancelled before the WebSocket is open", wire.TimedOut, func() error { return failed(dial(s.Relay+"/deaf", s.Echo, 10*time.Millisecond)) }},
		{"cancelled before the relay answers", wire.TimedOut, func() error { return failed(dial(s.Relay+"/mute", s.Echo, 30*time.Millisecond)) }},
		{"refused by the policy", wire.Forbidden, func() error { return failed(dial(s.Relay, "127.0.0.1:22", waitFor)) }},
		{"refused by the server", RelayRefused, func() error { return failed(dial(s.HTTP, s.Echo, waitFor)) }},
		{"no relay", RelayUnreachable, func() error { return failed(dial("http://127.0.0.1:1", s.Echo, waitFor)) }},
		{"no URL", RelayUnreachable, func() error { return failed(dial("mailto:x", s.Echo, waitFor)) }},
	}
	readAllOf(t, get(t, at(s.HTTP, "/open", "key", "tunnel-open")))
	var before int
	for i := range 220 {
		if i == 20 { // once every part of the machinery has run
			require.Eventually(t, func() bool { return liveCallbacks.Load() == 0 }, waitFor, tick)
			before = liveReferences()
		}
		way := ways[i%len(ways)]
		err := way.run()
		if way.kind == "" {
			require.NoError(t, err, way.sentence)
			continue
		}
		var failure *RelayError
		require.ErrorAs(t, err, &failure, way.sentence)
		require.Equal(t, way.kind, failure.Kind, "%s: %v", way.sentence, err)
	}
	require.Eventually(t, func() bool { return liveCallbacks.Load() == 0 }, waitFor, tick)
	after := liveReferences()
	t.Logf("JavaScript values that Go holds: %d before, %d after", before, after)
	require.Less(t, after, before+50, "two hundred connections must not hold on to JavaScript values")
}
