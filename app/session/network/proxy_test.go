package network

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// gate is a proxy that lets through who knows its password, and remembers what it was asked for.
type gate struct {
	user, password string // "" lets everybody through
	refuse         int    // answers every CONNECT with this status, or SOCKS with this reply

	mu    sync.Mutex
	asked []string
}

func (g *gate) note(what string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.asked = append(g.asked, what)
}

func (g *gate) taken() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	asked := g.asked
	g.asked = nil
	return asked
}

// hosts are names that only the proxy knows.
func (g *gate) connect(address string) (net.Conn, error) {
	return net.Dial("tcp", strings.Replace(address, "only.proxy.knows", "127.0.0.1", 1))
}

// serveHTTP is a proxy of HTTP: CONNECT, and absolute form.
func (g *gate) serveHTTP(c net.Conn) {
	in := bufio.NewReader(c)
	for {
		req, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		g.note(req.Method + " " + req.RequestURI)
		want := "Basic " + base64.StdEncoding.EncodeToString([]byte(g.user+":"+g.password))
		switch {
		case g.user != "" && req.Header.Get("Proxy-Authorization") != want:
			_, _ = io.WriteString(c, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n")
		case g.refuse != 0:
			fmt.Fprintf(c, "HTTP/1.1 %d %s\r\nContent-Length: 0\r\n\r\n", g.refuse, http.StatusText(g.refuse))
		case req.Method == http.MethodConnect:
			far, err := g.connect(req.Host)
			if err != nil {
				_, _ = io.WriteString(c, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
				return
			}
			_, _ = io.WriteString(c, "HTTP/1.1 200 Connection established\r\n\r\n")
			both(in, c, far)
			return
		default:
			far, err := g.connect(req.URL.Host)
			if err != nil {
				return
			}
			req.Header.Del("Proxy-Authorization")
			_ = req.Write(far)
			resp, err := http.ReadResponse(bufio.NewReader(far), req)
			if err != nil {
				return
			}
			_ = resp.Write(c)
			far.Close()
		}
	}
}

func both(in io.Reader, c, far net.Conn) {
	go func() { _, _ = io.Copy(far, in); far.Close() }()
	_, _ = io.Copy(c, far)
}

// serveSOCKS is a proxy of RFC 1928, with user names and passwords of RFC 1929.
func (g *gate) serveSOCKS(c net.Conn) {
	read := func(n int) []byte {
		b := make([]byte, n)
		if _, err := io.ReadFull(c, b); err != nil {
			return make([]byte, n)
		}
		return b
	}
	methods := read(int(read(2)[1]))
	method := byte(0)
	if g.user != "" {
		method = 2
	}
	if !strings.Contains(string(methods), string(method)) {
		_, _ = c.Write([]byte{5, 0xff})
		return
	}
	_, _ = c.Write([]byte{5, method})
	if method == 2 {
		user := read(int(read(2)[1]))
		password := read(int(read(1)[0]))
		if string(user) != g.user || string(password) != g.password {
			_, _ = c.Write([]byte{1, 1})
			return
		}
		_, _ = c.Write([]byte{1, 0})
	}
	var host string
	switch read(4)[3] {
	case 1:
		host = net.IP(read(4)).String()
	case 3:
		host = string(read(int(read(1)[0])))
	case 4:
		host = net.IP(read(16)).String()
	}
	address := net.JoinHostPort(host, strconv.Itoa(int(binary.BigEndian.Uint16(read(2)))))
	g.note("CONNECT " + address)
	far, err := g.connect(address)
	if err != nil {
		g.refuse = 5
	}
	_, _ = c.Write([]byte{5, byte(g.refuse), 0, 1, 0, 0, 0, 0, 0, 0})
	if g.refuse == 0 {
		both(c, c, far)
	}
}

func TestProxiesOfEveryKind(t *testing.T) {
	root := newAuthority(t, "Root", nil)
	config := &tls.Config{Certificates: []tls.Certificate{root.issue(t, paper{names: []string{"127.0.0.1", "only.proxy.knows"}})}}
	answer := func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.Proto, " ", r.Host, " ", r.RequestURI, " ", r.Header.Get("Proxy-Authorization"))
	}
	plainServer := httptest.NewServer(http.HandlerFunc(answer))
	t.Cleanup(plainServer.Close)
	servers := map[string]string{"http": plainServer.URL, "https": secure(t, config, false, answer), "https h2": secure(t, config, true, answer)}

	for _, kind := range []string{"http", "https", "socks5", "socks5h"} {
		for name, url := range servers {
			for _, known := range []bool{true, false} {
				t.Run(fmt.Sprint(name, " through ", kind, ", credentials ", known), func(t *testing.T) {
					g := &gate{user: "ada", password: "p@ss:word"}
					serve := g.serveHTTP
					if strings.HasPrefix(kind, "socks") {
						serve = g.serveSOCKS
					}
					if kind == "https" {
						inner := serve
						serve = func(c net.Conn) { inner(tls.Server(c, config)) }
					}
					at := spoken(t, serve)
					target := strings.Replace(url, "127.0.0.1", "only.proxy.knows", 1)
					o := request.Network{CA: root.pem(), Proxy: kind + "://" + at, ProxyUser: "ada", ProxyPassword: request.NewSecret("p@ss:word")}
					if !known {
						o.ProxyPassword = request.NewSecret("wrong")
					}
					tr := newTransport(t)
					r := fetch(t, tr, o, target+"/a//b?c=d")
					if !known && kind[:4] == "http" && name == "http" {
						require.NoError(t, r.err) // the answer is the proxy's
						require.Equal(t, http.StatusProxyAuthRequired, r.resp.StatusCode)
						return
					}
					if !known {
						e := r.failure(t)
						require.Equal(t, []any{exchange.Proxy, exchange.ProxyCredentials}, []any{e.Kind, e.Cause}, e.Detail)
						require.Equal(t, "The proxy does not take this user name and password: Options, Proxy.", e.Detail)
						return
					}
					require.NoError(t, r.err)
					host := strings.SplitN(target, "//", 2)[1]
					require.Equal(t, r.resp.Proto+" "+host+" /a//b?c=d ", r.body)
					want := "CONNECT " + host
					if kind[:4] == "http" && name == "http" {
						want = "GET " + target + "/a//b?c=d"
					}
					require.Equal(t, []string{want}, g.taken())
					c := r.trace.Connection()
					require.Equal(t, kind+"://"+at, c.Via)
					require.Equal(t, at, c.Remote)
					if name != "http" {
						require.Equal(t, []string{"Connect", "Proxy", "TLS"}, names(r.trace.Phases(r.trace.start))[:3])
						require.Equal(t, "only.proxy.knows", c.TLS.ServerName)
					}
					r = fetch(t, tr, o, target+"/again")
					require.NoError(t, r.err)
					require.True(t, r.trace.Connection().Reused)
				})
			}
		}
	}
}

func TestWhatGoesWrongWithAProxy(t *testing.T) {
	root := newAuthority(t, "Root", nil)
	config := &tls.Config{Certificates: []tls.Certificate{root.issue(t, paper{})}}
	closed := spoken(t, func(net.Conn) {})
	nobody, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	nobody.Close()
	for _, c := range []struct {
		name, proxy string
		cause       exchange.Cause
		detail      string
	}{
		{"nobody listens", "http://" + nobody.Addr().String(), exchange.Refused, "The proxy was not reached. Nobody listens at " + nobody.Addr().String() + ": the connection was refused."},
		{"it refuses", "http://" + spoken(t, (&gate{refuse: 403}).serveHTTP), "", "The proxy answered 403 Forbidden when it was asked for a connection to 127.0.0.1:9."},
		{"it wants credentials", "http://" + spoken(t, (&gate{user: "a"}).serveHTTP), exchange.ProxyCredentials, "The proxy wants a user name and a password: Options, Proxy."},
		{"SOCKS wants credentials", "socks5://" + spoken(t, (&gate{user: "a"}).serveSOCKS), exchange.ProxyCredentials, "The proxy wants a user name and a password: Options, Proxy."},
		{"SOCKS refuses", "socks5://" + spoken(t, (&gate{refuse: 2}).serveSOCKS), "", "The proxy did not connect to 127.0.0.1:9: connection refused."},
		{"it closes", "http://" + closed, exchange.Closed, ""},
		{"SOCKS closes", "socks5://" + closed, "", ""},
		{"its certificate is not trusted", "https://" + spoken(t, func(c net.Conn) { (&gate{}).serveHTTP(tls.Server(c, config)) }), exchange.UnknownAuthority,
			"TLS with the proxy failed. The certificate comes from Root, which is not trusted; or the server leaves out a certificate in between."},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := fetch(t, newTransport(t), request.Network{Proxy: c.proxy}, "https://127.0.0.1:9/").failure(t)
			require.Equal(t, exchange.Proxy, e.Kind, e.Detail)
			if c.detail != "" {
				require.Equal(t, c.detail, e.Detail)
				require.Equal(t, c.cause, e.Cause)
			}
		})
	}
}

func TestAProxyThatHangsIsLeft(t *testing.T) {
	entered := make(chan struct{})
	left := make(chan struct{})
	at := spoken(t, func(c net.Conn) {
		close(entered)
		_, _ = io.Copy(io.Discard, c)
		close(left)
	})
	ctx, cancel := context.WithCancel(WithOptions(t.Context(), request.Network{Proxy: "http://" + at}))
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://127.0.0.1:9/", nil)
	require.NoError(t, err)
	go func() { <-entered; cancel() }()
	_, err = newTransport(t).RoundTrip(req)
	require.ErrorIs(t, err, context.Canceled)
	<-left
}

func TestWhoLooksUpNamesForSOCKS(t *testing.T) {
	g := &gate{}
	at := spoken(t, g.serveSOCKS)
	s := httptest.NewServer(http.HandlerFunc(hello))
	t.Cleanup(s.Close)
	tr := newTransport(t)
	tr.Resolve = func(context.Context, string) ([]netip.Addr, error) {
		return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
	}
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	require.NoError(t, fetch(t, tr, request.Network{Proxy: "socks5://" + at}, "http://api.example:"+port).err)
	require.Equal(t, []string{"CONNECT 127.0.0.1:" + port}, g.taken())
	require.NoError(t, fetch(t, tr, request.Network{Proxy: "socks5h://" + at}, "http://only.proxy.knows:"+port).err)
	require.Equal(t, []string{"CONNECT only.proxy.knows:" + port}, g.taken())
}

func TestAProxyIsToldTheHostAsItIsLookedUp(t *testing.T) {
	g := &gate{refuse: 503}
	o := request.Network{Proxy: "http://" + spoken(t, g.serveHTTP), NoProxy: "xn--mnchen-3ya.example"}
	require.NoError(t, fetch(t, newTransport(t), o, "http://b\u00fccher.example:8080/a%2Fb").err)
	require.Equal(t, []string{"GET http://xn--bcher-kva.example:8080/a%2Fb"}, g.taken())
	require.Error(t, fetch(t, newTransport(t), o, "http://m\u00fcnchen.example:1/").err)
	require.Empty(t, g.taken())
}

func TestWhatIsNotReachedThroughTheProxy(t *testing.T) {
	for _, c := range []struct {
		list, address string
		want          bool
	}{
		{"", "example.com:80", false},
		{"*", "example.com:80", true},
		{"example.com", "example.com:80", true},
		{"example.com", "API.Example.com.:443", true},
		{"example.com", "badexample.com:80", false},
		{".example.com", "example.com:80", false},
		{".example.com", "api.example.com:80", true},
		{"example.com:8080", "example.com:8080", true},
		{"example.com:8080", "example.com:80", false},
		{"localhost, 10.0.0.0/8", "10.1.2.3:80", true},
		{"10.0.0.0/8", "11.1.2.3:80", false},
		{"10.0.0.0/8", "example.com:80", false},
		{"127.0.0.1", "127.0.0.1:80", true},
		{"127.0.0.1:81", "127.0.0.1:80", false},
		{"::1", "[::1]:80", true},
		{"[::1]:80", "[::1]:80", true},
		{"fe80::/10", "[fe80::5]:80", true},
		{"127.0.0.0/8", "[::ffff:127.0.0.1]:80", true},
	} {
		o := request.Network{NoProxy: c.list}
		require.Equal(t, c.want, excepted(exceptions(o.Hosts()), c.address), "%s of %q", c.address, c.list)
	}
	s := httptest.NewServer(http.HandlerFunc(hello))
	t.Cleanup(s.Close)
	g := &gate{}
	o := request.Network{Proxy: "http://" + spoken(t, g.serveHTTP), NoProxy: "127.0.0.1"}
	require.NoError(t, fetch(t, newTransport(t), o, s.URL).err)
	require.Empty(t, g.taken())
}
