//go:build !js

package relay

import (
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhoMayConnect(t *testing.T) {
	listening := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080}
	everywhere := &net.TCPAddr{IP: net.IPv4zero, Port: 8080}
	for _, c := range []struct {
		name         string
		addr         net.Addr
		config       Config
		host, origin string
		header       string
		flag         string // that would let it in; empty where it is
	}{
		{name: "the page of a loopback server", addr: listening, host: "localhost:8080", origin: "http://localhost:8080"},
		{name: "by its address", addr: listening, host: "127.0.0.1:8080", origin: "http://127.0.0.1:8080"},
		{name: "by its IPv6 address", addr: listening, host: "[::1]:8080", origin: "http://[::1]:8080"},
		{name: "by one name from the page of another", addr: listening, host: "127.0.0.1:8080", origin: "http://localhost:8080"},
		{name: "a program, which sends no Origin", addr: listening, host: "127.0.0.1:8080"},
		{name: "another website", addr: listening, host: "127.0.0.1:8080", origin: "https://evil.example", flag: "-relay-origin https://evil.example"},
		{name: "another port of localhost", addr: listening, host: "localhost:8080", origin: "http://localhost:3000", flag: "-relay-origin http://localhost:3000"},
		{name: "a page over TLS, which is not spoken here", addr: listening, host: "localhost:8080", origin: "https://localhost:8080", flag: "-relay-origin https://localhost:8080"},
		{name: "such a page at another name of ours", addr: listening, host: "127.0.0.1:8080", origin: "https://localhost:8080", flag: "-relay-origin https://localhost:8080"},
		{name: "a page over TLS beside a server on port 80", addr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80}, host: "localhost", origin: "https://localhost", flag: "-relay-origin https://localhost"},
		{name: "a page over TLS that was named", addr: listening, config: Config{Origins: []string{"https://localhost:8080"}}, host: "localhost:8080", origin: "https://localhost:8080"},
		{name: "a page without an origin", addr: listening, host: "localhost:8080", origin: "null", flag: "-relay-origin null"},
		{name: "an extension", addr: listening, host: "localhost:8080", origin: "chrome-extension://localhost:8080", flag: "-relay-origin chrome-extension://localhost:8080"},
		{name: "a name that was made to resolve to loopback", addr: listening, host: "rebind.example:8080", origin: "http://rebind.example:8080", flag: "-relay-host rebind.example:8080"},
		{name: "such a name from a program", addr: listening, host: "rebind.example:8080", flag: "-relay-host rebind.example:8080"},
		{name: "a name that begins like ours", addr: listening, host: "localhost.evil.example:8080", flag: "-relay-host localhost.evil.example:8080"},
		{name: "another port in Host", addr: listening, host: "localhost:8081", flag: "-relay-host localhost:8081"},
		{name: "no port in Host", addr: listening, host: "localhost", flag: "-relay-host localhost"},
		{name: "something that came through a proxy: X-Forwarded-For", addr: listening, host: "localhost:8080", header: "X-Forwarded-For", flag: "-relay-trust-proxy 127.0.0.1"},
		{name: "something that came through a proxy: X-Forwarded-Proto", addr: listening, host: "localhost:8080", header: "X-Forwarded-Proto", flag: "-relay-trust-proxy 127.0.0.1"},
		{name: "something that came through a proxy: x-forwarded-anything", addr: listening, host: "localhost:8080", header: "x-forwarded-anything", flag: "-relay-trust-proxy 127.0.0.1"},
		{name: "something that came through a proxy: Forwarded", addr: listening, host: "localhost:8080", header: "Forwarded", flag: "-relay-trust-proxy 127.0.0.1"},
		{name: "something that came through a proxy: Via", addr: listening, host: "localhost:8080", header: "Via", flag: "-relay-trust-proxy 127.0.0.1"},
		{name: "something that came through a proxy: X-Real-IP", addr: listening, host: "localhost:8080", header: "X-Real-IP", flag: "-relay-trust-proxy 127.0.0.1"},
		{name: "something that came through a proxy: CF-Connecting-IP", addr: listening, host: "localhost:8080", header: "CF-Connecting-IP", flag: "-relay-trust-proxy 127.0.0.1"},
		{name: "something that came through a proxy: True-Client-IP", addr: listening, host: "localhost:8080", header: "True-Client-IP", flag: "-relay-trust-proxy 127.0.0.1"},
		{name: "a header that no proxy adds", addr: listening, host: "localhost:8080", header: "X-Forward"},
		{name: "a server on port 80, which browsers do not write", addr: &net.TCPAddr{IP: net.IPv6loopback, Port: 80}, host: "[::1]", origin: "http://localhost"},

		{name: "a public server by its address", addr: everywhere, host: "192.0.2.1:8080", origin: "http://192.0.2.1:8080"},
		{name: "a public server by localhost", addr: everywhere, host: "localhost:9000", origin: "http://localhost:9000"},
		{name: "a public server by a name that it was not given", addr: everywhere, host: "relay.example", origin: "https://relay.example", flag: "-relay-host relay.example"},
		{name: "by one that it was given", addr: everywhere, config: Config{Names: []string{"relay.example"}}, host: "Relay.example", origin: "https://relay.example"},
		{name: "by one that it was given, over plain http", addr: everywhere, config: Config{Names: []string{"relay.example"}}, host: "relay.example", origin: "http://relay.example"},
		{name: "by one that it was given, behind a proxy with TLS", addr: listening, config: Config{Names: []string{"relay.example"}}, host: "relay.example", origin: "https://relay.example"},
		{name: "by a name of its own, behind a proxy with TLS, where it was given", addr: listening, config: Config{Names: []string{"localhost"}}, host: "localhost:8080", origin: "https://localhost:8080"},
		{name: "a page on the visitor's own machine", addr: listening, config: Config{Names: []string{"relay.example"}}, host: "relay.example", origin: "http://localhost:8080", flag: "-relay-origin http://localhost:8080"},
		{name: "by one under one that it was given", addr: everywhere, config: Config{Names: []string{"*.example"}}, host: "relay.example:444", origin: "https://relay.example:444"},
		{name: "by any", addr: everywhere, config: Config{Names: []string{"*"}}, host: "relay.example"},
		{name: "a page of another site there", addr: everywhere, config: Config{Names: []string{"relay.example"}}, host: "relay.example", origin: "https://evil.example", flag: "-relay-origin https://evil.example"},
		{name: "a page of a site that was named", addr: listening, config: Config{Origins: []string{"https://page.example"}}, host: "127.0.0.1:8080", origin: "https://page.example"},
		{name: "over http where https was named", addr: listening, config: Config{Origins: []string{"https://page.example"}}, host: "127.0.0.1:8080", origin: "http://page.example", flag: "-relay-origin http://page.example"},
		{name: "any page", addr: everywhere, config: Config{Origins: []string{"*"}}, host: "192.0.2.1:8080", origin: "null"},
		{name: "behind a proxy that is trusted", addr: listening, config: Config{TrustProxy: networks("127.0.0.1/32")}, host: "localhost:8080", header: "X-Forwarded-For"},
		{name: "behind a proxy, by a name that was given", addr: listening, config: Config{Names: []string{"relay.example"}}, host: "relay.example", header: "Via"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.config.Listening(c.addr)
			r := httptest.NewRequest("GET", "/policy", nil)
			r.Host = c.host
			if c.origin != "" {
				r.Header.Set("Origin", c.origin)
			}
			if c.header != "" {
				r.Header.Set(c.header, "192.0.2.9")
			}
			refusal := c.config.checkAsker(r)
			if c.flag == "" {
				require.Nil(t, refusal)
				return
			}
			require.NotNil(t, refusal)
			require.Equal(t, c.flag, refusal.Flag)
		})
	}
}

func TestALoopbackListenerIsItsPersonsOwnUntilOthersAreToldOf(t *testing.T) {
	loopback := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080}
	for _, c := range []struct {
		addr   net.Addr
		config Config
		own    bool
	}{
		{loopback, Config{}, true},
		{&net.TCPAddr{IP: net.IPv6loopback, Port: 1}, Config{}, true},
		{loopback, Config{Names: []string{"relay.example"}}, false},
		{loopback, Config{Origins: []string{"https://page.example"}}, false},
		{loopback, Config{TrustProxy: networks("127.0.0.1/32")}, false},
		{&net.TCPAddr{IP: net.IPv4zero, Port: 8080}, Config{}, false},
		{&net.TCPAddr{IP: net.IPv6unspecified, Port: 8080}, Config{}, false},
		{&net.TCPAddr{IP: net.IPv4(192, 168, 1, 2), Port: 8080}, Config{}, false},
		{&net.UnixAddr{Name: "relay.sock"}, Config{}, false},
	} {
		c.config.Listening(c.addr)
		require.Equal(t, c.own, c.config.Own, "%v %+v", c.addr, c.config)
	}
}

func TestAWebSocketOfAnotherOriginOrForAnotherHostIsRefused(t *testing.T) {
	_, relay := serveRelay(t, nil)
	for _, header := range []http.Header{
		{"Origin": {"https://evil.example"}},
		{"Origin": {"null"}},
		{"Host": {"rebind.example"}, "Origin": {"http://rebind.example"}},
		{"Host": {"rebind.example"}},
	} {
		_, response, err := dialWire(t, relay, header)
		require.Error(t, err)
		require.Equal(t, http.StatusForbidden, response.StatusCode, "%v", header)
	}
	_, _, err := dialWire(t, relay, http.Header{"Origin": {relay.URL}})
	require.NoError(t, err)
}
