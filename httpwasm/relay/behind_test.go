//go:build !js

package relay

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

// As docs/relay.md has it: the proxy hands on Host, the upgrade, and whom it serves.
func TestItServesItsNameBehindAReverseProxy(t *testing.T) {
	target := listen(t, func(c *net.TCPConn) { _, _ = c.Read(make([]byte, 1)); _ = c.Close() })
	host, port := hostPort(t, target)
	_, relay := serveRelay(t, func(c *Config) {
		public(c)
		c.Names, c.TrustProxy, c.PerClient = []string{"relay.example"}, networks("127.0.0.1/32"), 1
		require.NoError(t, c.Allow.Set("127.0.0.1"))
	})
	behind, err := url.Parse(relay.URL)
	require.NoError(t, err)
	proxy := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(behind)
		r.Out.Host = r.In.Host
		r.Out.Header["X-Forwarded-For"] = r.In.Header["X-Forwarded-For"]
		r.SetXForwarded()
	}})
	t.Cleanup(proxy.Close)
	from := func(client, origin string) wire.Opened {
		ws, response, err := dialWire(t, proxy, http.Header{"Host": {"relay.example"}, "Origin": {origin}, "X-Forwarded-For": {client}})
		if err != nil {
			require.Equal(t, http.StatusForbidden, response.StatusCode)
			return wire.Opened{Refusal: &wire.Refusal{Kind: wire.Forbidden}}
		}
		sayText(t, ws, wire.Open{Host: host, Port: port, Window: wire.FullWindow})
		return answer(t, ws)
	}
	require.Nil(t, from("192.0.2.1", "https://relay.example").Refusal)
	require.Equal(t, wire.Busy, from("192.0.2.1", "https://relay.example").Refusal.Kind)
	require.Nil(t, from("192.0.2.2", "https://relay.example").Refusal, "another client")
	require.Equal(t, wire.Forbidden, from("192.0.2.3", "https://evil.example").Refusal.Kind)
}
