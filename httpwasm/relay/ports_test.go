//go:build !js

package relay

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

func TestPortsOfOtherProtocolsAreRefused(t *testing.T) {
	_, relay := serveRelay(t, nil)
	for _, port := range []int{1, 22, 23, 25, 110, 143, 445, 465, 587, 1433, 2525, 3306, 3389, 5432, 5900, 6000, 6379, 6667, 10080, 11211, 27017} {
		opened := asked(t, relay, "127.0.0.1", port)
		require.Equal(t, wire.Forbidden, opened.Refusal.Kind, port)
		require.Equal(t, "-relay-ports default,"+strconv.Itoa(port), opened.Refusal.Flag)
	}
	for _, port := range []uint16{80, 443, 1024, 1080, 3000, 3128, 5173, 8000, 8080, 8443, 9200, 65535} {
		config := Defaults()
		require.True(t, config.Ports.Open(port), port)
	}
}

func TestThePortsOfARefusalsFlagOpenThePort(t *testing.T) {
	for _, text := range []string{"default", "443", "80,443,-80,1-100,-22"} {
		ports, err := ParsePorts(text)
		require.NoError(t, err)
		for _, port := range []uint16{1, 22, 3306, 65535} {
			again, err := ParsePorts(ports.String() + "," + portText(port))
			require.NoError(t, err)
			require.True(t, again.Open(port))
		}
	}
	for _, text := range []string{"", "0", "80,", "65536", "9-8", "-", "http", "1-2-3", "80 443", "--5"} {
		_, err := ParsePorts(text)
		require.ErrorContains(t, err, "is not a port", "%q", text)
	}
}
