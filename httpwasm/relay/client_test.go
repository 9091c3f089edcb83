//go:build !js

package relay

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheClientIsThePeerOrWhoCameToATrustedProxy(t *testing.T) {
	config := Config{TrustProxy: networks("10.0.0.0/8", "::1/128")}
	for _, c := range []struct {
		peer      string
		forwarded []string
		want      string
	}{
		{"192.0.2.1:5000", nil, "192.0.2.1/32"},
		{"192.0.2.1:5000", []string{"198.51.100.1"}, "192.0.2.1/32"}, // it is not trusted, so it may say what it likes
		{"10.0.0.1:5000", []string{"198.51.100.1"}, "198.51.100.1/32"},
		{"10.0.0.1:5000", []string{"6.6.6.6, 198.51.100.1"}, "198.51.100.1/32"},
		{"10.0.0.1:5000", []string{"6.6.6.6", "198.51.100.1, 10.0.0.2"}, "198.51.100.1/32"},
		{"10.0.0.1:5000", []string{"198.51.100.1:5678"}, "198.51.100.1/32"}, // as gateways of Azure write it
		{"10.0.0.1:5000", []string{"6.6.6.6:1, 198.51.100.1:5678, 10.0.0.2:443"}, "198.51.100.1/32"},
		{"10.0.0.1:5000", []string{"[2001:db8:1:2:3:4:5:6]:443"}, "2001:db8:1:2::/64"},
		{"10.0.0.1:5000", []string{"[2001:db8:1:2:3:4:5:6]"}, "2001:db8:1:2::/64"},
		{"10.0.0.1:5000", []string{"[::ffff:198.51.100.1]:443"}, "198.51.100.1/32"},
		{"10.0.0.1:5000", []string{"198.51.100.1:port"}, "10.0.0.1/32"},
		{"10.0.0.1:5000", []string{"198.51.100.1, unknown"}, "10.0.0.1/32"},
		{"10.0.0.1:5000", []string{"nonsense"}, "10.0.0.1/32"},
		{"10.0.0.1:5000", nil, "10.0.0.1/32"},
		{"[::1]:5000", []string{"2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2::/64"},
		{"[2001:db8::1]:5000", nil, "2001:db8::/64"},
		{"[::ffff:192.0.2.1]:5000", nil, "192.0.2.1/32"},
		{"[fe80::1%eth0]:5000", nil, "fe80::/64"},
	} {
		r := &http.Request{RemoteAddr: c.peer, Header: http.Header{"X-Forwarded-For": c.forwarded}}
		require.Equal(t, c.want, config.clientOf(r).String(), "%+v", c)
	}
	require.NotPanics(t, func() { config.clientOf(&http.Request{RemoteAddr: "@"}) })
}
