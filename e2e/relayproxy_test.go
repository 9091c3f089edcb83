//go:build !js

package e2e

import (
	"crypto/tls"
	"net"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/peer"
)

func TestProxiesWithCredentialsAreUsedThroughTheRelay(t *testing.T) {
	s, _ := relayed(t)
	root := peer.NewAuthority(t, "Test Root")
	url := peer.StartTLS(t, with(root.Issue(t, peer.Paper{})), peer.Describe).URL
	host := strings.TrimPrefix(url, "https://")
	const user, password = "ada", "p@ss:word"
	overTLS, certificate := &peer.Proxy{User: user, Password: password}, with(root.Issue(t, peer.Paper{}))
	overTLS.Address = peer.Listen(t, func(c net.Conn) { overTLS.HTTP(tls.Server(c, certificate)) })
	proxies := map[string]*peer.Proxy{"http://": peer.HTTPProxy(t, user, password), "https://": overTLS, "socks5://": peer.SOCKSProxy(t, user, password)}

	s.trust(root)
	panel := s.tab("Options")
	panel.CSS("#set-proxy-user").Fill(user)
	for scheme, proxy := range proxies {
		panel.CSS("#set-proxy").Fill(scheme + proxy.Address)
		panel.CSS("#set-proxy-password").Fill("wrong")
		s.failsByRelay(url, "The proxy wants to know you").WaitText("The proxy does not take this user name and password: Options, Proxy.")
		require.Len(t, proxy.Asked(), 1)
		require.Contains(t, proxy.Asked()[0], " as ada:wrong")

		panel.CSS("#set-proxy-password").Fill(password)
		s.again("200 OK")
		s.responseTab("Timing").WaitMatch(`Remote address\s*` + proxy.Address).WaitText(scheme + proxy.Address + " the relay at 127.0.0.1:")
		require.Equal(t, "CONNECT "+host+" as ada:p@ss:word", proxy.Asked()[1])

		// Hosts of the list are reached without it.
		panel.CSS("#set-no-proxy").Fill("127.0.0.0/8")
		s.again("200 OK")
		s.responseTab("Timing").WaitMatch(`Remote address\s*` + host)
		require.Len(t, proxy.Asked(), 2)
		panel.CSS("#set-no-proxy").Fill("")
	}
	panel.CSS("#set-proxy").Fill("http://" + peer.Nobody(t))
	s.failsAgain("The proxy did not let it through").WaitText("The proxy was not reached.")
	_, opened := s.linked()
	require.Equal(t, []string{"proxy-password"}, opened.Wanted())
}
