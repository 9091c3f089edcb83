package network

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/e2e/peer"
)

func TestProxiesOfEveryKind(t *testing.T) {
	root := peer.NewAuthority(t, "Root")
	config := with(root.Issue(t, peer.Paper{Change: forHosts("127.0.0.1", "only.proxy.knows")}))
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
					p := &peer.Proxy{User: "ada", Password: "p@ss:word", OwnName: "only.proxy.knows"}
					serve := p.HTTP
					if strings.HasPrefix(kind, "socks") {
						serve = p.SOCKS
					}
					if kind == "https" {
						inner := serve
						serve = func(c net.Conn) { inner(tls.Server(c, config)) }
					}
					at := peer.Listen(t, serve)
					target := strings.Replace(url, "127.0.0.1", "only.proxy.knows", 1)
					o := request.Network{CA: root.PEM(), Proxy: kind + "://" + at, ProxyUser: "ada", ProxyPassword: request.NewSecret("p@ss:word")}
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
					require.Equal(t, []string{want + " as ada:p@ss:word"}, p.Asked())
					c := r.trace.Connection()
					require.Equal(t, kind+"://"+at, c.Via)
					require.Equal(t, at, c.Remote)
					if name != "http" {
						require.Equal(t, []string{"Connect", "Proxy", "TLS"}, names(opening(r.trace.Phases(r.trace.start)))[:3])
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
	root := peer.NewAuthority(t, "Root")
	config := with(root.Issue(t, peer.Paper{}))
	closed := peer.Listen(t, func(net.Conn) {})
	nobody := peer.Nobody(t)
	for _, c := range []struct {
		name, proxy string
		cause       exchange.Cause
		detail      string
	}{
		{"nobody listens", "http://" + nobody, exchange.Refused, "The proxy was not reached. Nobody listens at " + nobody + ": the connection was refused."},
		{"it refuses", "http://" + peer.Listen(t, (&peer.Proxy{Refuse: 403}).HTTP), "", "The proxy answered 403 Forbidden when it was asked for a connection to 127.0.0.1:9."},
		{"it wants credentials", "http://" + peer.Listen(t, (&peer.Proxy{User: "a"}).HTTP), exchange.ProxyCredentials, "The proxy wants a user name and a password: Options, Proxy."},
		{"SOCKS wants credentials", "socks5://" + peer.Listen(t, (&peer.Proxy{User: "a"}).SOCKS), exchange.ProxyCredentials, "The proxy wants a user name and a password: Options, Proxy."},
		{"SOCKS refuses", "socks5://" + peer.Listen(t, (&peer.Proxy{Refuse: 2}).SOCKS), "", "The proxy did not connect to 127.0.0.1:9: connection not allowed by ruleset."},
		{"SOCKS finds nobody", "socks5://" + peer.Listen(t, (&peer.Proxy{}).SOCKS), "", "The proxy did not connect to 127.0.0.1:9: connection refused."},
		{"it closes", "http://" + closed, exchange.Closed, ""},
		{"SOCKS closes", "socks5://" + closed, "", ""},
		{"its certificate is not trusted", "https://" + peer.Listen(t, func(c net.Conn) { (&peer.Proxy{}).HTTP(tls.Server(c, config)) }), exchange.UnknownAuthority,
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
	at := peer.Listen(t, func(c net.Conn) {
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

func TestAProxyOfSOCKSLooksUpNamesUnderBothNames(t *testing.T) {
	p := &peer.Proxy{OwnName: "only.proxy.knows"}
	at := peer.Listen(t, p.SOCKS)
	s := httptest.NewServer(http.HandlerFunc(hello))
	t.Cleanup(s.Close)
	tr := newTransport(t)
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	for _, scheme := range []string{"socks5", "socks5h"} {
		require.NoError(t, fetch(t, tr, request.Network{Proxy: scheme + "://" + at}, "http://only.proxy.knows:"+port).err)
	}
	require.Equal(t, []string{"CONNECT only.proxy.knows:" + port, "CONNECT only.proxy.knows:" + port}, p.Asked())
}

func TestAProxyIsToldTheHostAsItIsLookedUp(t *testing.T) {
	p := &peer.Proxy{Refuse: 503}
	o := request.Network{Proxy: "http://" + peer.Listen(t, p.HTTP), NoProxy: "xn--mnchen-3ya.example"}
	require.NoError(t, fetch(t, newTransport(t), o, "http://b\u00fccher.example:8080/a%2Fb").err)
	require.Equal(t, []string{"GET http://xn--bcher-kva.example:8080/a%2Fb"}, p.Asked())
	require.Error(t, fetch(t, newTransport(t), o, "http://m\u00fcnchen.example:1/").err)
	require.Len(t, p.Asked(), 1, "that is not reached through the proxy")
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
	p := &peer.Proxy{}
	o := request.Network{Proxy: "http://" + peer.Listen(t, p.HTTP), NoProxy: "127.0.0.1"}
	require.NoError(t, fetch(t, newTransport(t), o, s.URL).err)
	require.Empty(t, p.Asked())
}
