package network

import (
	"crypto/tls"
	"net"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/e2e/peer"
)

// As with verify=False of requests.
func TestAProxyOverTLSIsNotVerifiedWhereTheServerIsNot(t *testing.T) {
	config := &tls.Config{Certificates: []tls.Certificate{peer.NewAuthority(t, "Root").Issue(t, peer.Paper{})}}
	url := secure(t, config, false, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("through it")) })
	g := &peer.Proxy{}
	o := request.Network{Proxy: "https://" + peer.Listen(t, func(c net.Conn) { g.HTTP(tls.Server(c, config)) })}
	tr := newTransport(t)
	e := fetch(t, tr, o, url).failure(t)
	require.Equal(t, []any{exchange.Proxy, exchange.UnknownAuthority}, []any{e.Kind, e.Cause}, e.Detail)
	require.Empty(t, g.Asked())

	o.Verify = request.VerifyOff
	r := fetch(t, tr, o, url)
	require.NoError(t, r.err)
	require.Equal(t, "through it", r.body)
	require.Len(t, g.Asked(), 1)
}
