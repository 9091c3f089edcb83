//go:build !js

package relay

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/http/httpproxy"

	"roundtrip/e2e/peer"
	"roundtrip/httpwasm/relay/wire"
)

// connectProxy is a proxy that connects to target, whatever it is asked for, and notes what that was.
type connectProxy struct {
	*httptest.Server
	target string

	mu    sync.Mutex
	asked []string
}

func newProxy(t *testing.T, secure bool, target, user string) *connectProxy {
	p := &connectProxy{target: target}
	p.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.asked = append(p.asked, r.Method+" "+r.RequestURI)
		p.mu.Unlock()
		if user != "" && r.Header.Get("Proxy-Authorization") != user {
			w.Header().Set("Proxy-Authenticate", "Basic")
			w.WriteHeader(http.StatusProxyAuthRequired)
			return
		}
		server, err := net.Dial("tcp", p.target)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		client, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = io.WriteString(client, "HTTP/1.1 200 Connection established\r\n\r\nfirst words, ")
		go func() { _, _ = io.Copy(server, client); _ = closeWrite(server) }()
		_, _ = io.Copy(client, server)
		_ = client.Close()
	}))
	if secure {
		p.Server.StartTLS()
	} else {
		p.Server.Start()
	}
	t.Cleanup(p.Close)
	return p
}

func (p *connectProxy) wasAsked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked
}

func TestTheOperatorsProxyIsHandedTheAddressThatWasJudged(t *testing.T) {
	target := listen(t, func(c *net.TCPConn) {
		line, _ := bufio.NewReader(c).ReadString('\n')
		_, _ = io.WriteString(c, "you said "+line)
		_ = c.Close()
	})
	proxy := newProxy(t, false, target.String(), "Basic dXNlcjpwYXNz")
	through, err := url.Parse(proxy.URL)
	require.NoError(t, err)
	through.User = url.UserPassword("user", "pass")
	_, relay := serveRelay(t, func(c *Config) {
		public(c)
		c.Proxy = &httpproxy.Config{HTTPSProxy: through.String(), NoProxy: "direct.example"}
		c.Resolver = resolverOf(t, func(name string, _ int) string {
			switch strings.Split(name, ".")[0] {
			case "public":
				return "93.184.215.14"
			case "private":
				return "10.1.2.3"
			case "direct":
				return "127.0.0.1"
			}
			return ""
		})
		require.NoError(t, c.Allow.Set("inside.example"))
	})

	conn, err := dialTunnel(t.Context(), address(relay), wire.Open{Host: "public.example", Port: 443, Window: wire.FullWindow})
	require.NoError(t, err)
	require.Equal(t, through.Host, conn.opened.Via)
	require.Equal(t, "93.184.215.14:443", conn.opened.Address)
	_, err = conn.Write([]byte("hello\n"))
	require.NoError(t, err)
	answer, err := io.ReadAll(struct{ io.Reader }{conn})
	require.NoError(t, err)
	require.Equal(t, "first words, you said hello\n", string(answer))
	require.Equal(t, []string{"CONNECT 93.184.215.14:443"}, proxy.wasAsked())

	for name, flag := range map[string]string{
		"private.example": "-relay-allow private.example", // by its address
		"unknown.example": "-relay-allow unknown.example", // because nobody knows its address
		"10.1.2.3":        "-relay-allow 10.1.2.3",
		"direct.example":  "-relay-allow direct.example", // which does not go through the proxy at all
	} {
		opened := asked(t, relay, name, 443)
		require.NotNil(t, opened.Refusal, name)
		require.Equal(t, wire.Forbidden, opened.Refusal.Kind, name)
		require.Equal(t, flag, opened.Refusal.Flag)
	}
	require.Len(t, proxy.wasAsked(), 1)

	require.Nil(t, asked(t, relay, "inside.example", 443).Refusal)
	require.Equal(t, "CONNECT inside.example:443", proxy.wasAsked()[1], "only the proxy knows it, and it is allowed")
}

func TestAProxyThatDoesNotConnectIsSaidToBeTheOne(t *testing.T) {
	refusing := newProxy(t, false, "127.0.0.1:1", "")
	wanting := newProxy(t, false, "127.0.0.1:1", "Basic something")
	for proxy, says := range map[string]string{
		refusing.URL:               "502 Bad Gateway",
		wanting.URL:                "407 Proxy Authentication Required",
		"http://" + peer.Nobody(t): "connection refused",
		"ftp://proxy.example":      "scheme ftp",
	} {
		_, relay := serveRelay(t, func(c *Config) {
			c.Proxy = &httpproxy.Config{HTTPSProxy: proxy, HTTPProxy: proxy}
		})
		for _, port := range []int{80, 443} {
			opened := asked(t, relay, "93.184.215.14", port)
			require.NotNil(t, opened.Refusal, proxy)
			require.Equal(t, wire.ProxyFailed, opened.Refusal.Kind)
			require.Contains(t, opened.Refusal.Reason, says)
		}
	}
}

func TestOnlyPort80GoesWhereHTTPGoes(t *testing.T) {
	config := Defaults()
	config.Proxy = &httpproxy.Config{HTTPProxy: "http://plain.example", HTTPSProxy: "http://secure.example"}
	for port, want := range map[uint16]string{80: "plain.example", 443: "secure.example", 8080: "secure.example", 8443: "secure.example"} {
		through, err := config.proxyFor(host{name: "example.com"}, port)
		require.NoError(t, err)
		require.Equal(t, want, through.Host, port)
	}
	through, err := config.proxyFor(host{name: "localhost"}, 443)
	require.NoError(t, err)
	require.Nil(t, through)
}
