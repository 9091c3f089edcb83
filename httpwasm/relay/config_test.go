//go:build !js

package relay

import (
	"flag"
	"io"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// parsed is what a command line makes of the defaults.
func parsed(args ...string) (Config, error) {
	config := Defaults()
	f := flag.NewFlagSet("", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	config.Flags(f)
	if err := f.Parse(args); err != nil {
		return Config{}, err
	}
	return config, config.check()
}

func TestTheCommandLineFillsThePolicy(t *testing.T) {
	config, err := parsed("-relay-allow", "10.0.0.0/8, *.corp.example", "-relay-allow", "::1", "-relay-only", "a.example", "-relay-deny", "192.0.2.7",
		"-relay-ports", "443,-444", "-relay-origin", "https://page.example,null", "-relay-host", "relay.example", "-relay-trust-proxy", "127.0.0.1,10.0.0.0/8",
		"-relay-connections", "7", "-relay-per-client", "3", "-relay-rate", "0.5", "-relay-burst", "2", "-relay-bytes", "10MB", "-relay-window", "64kb",
		"-relay-idle", "1m", "-relay-life", "1h", "-relay-dial", "1s")
	require.NoError(t, err)
	require.Equal(t, []string{"*.corp.example", "10.0.0.0/8", "::1"}, config.Allow.list())
	require.Equal(t, []string{"https://page.example", "null"}, config.Origins)
	require.Equal(t, networks("127.0.0.1/32", "10.0.0.0/8"), config.TrustProxy)
	require.Equal(t, Size(10<<20), config.Bytes)
	require.Equal(t, Size(64<<10), config.Window)
	require.Equal(t, time.Minute, config.Idle)
	config.Listening(&net.TCPAddr{IP: net.IPv4zero, Port: 80})
	text := config.String()
	for _, part := range []string{"10.0.0.0/8", "-relay-deny 192.0.2.7", "-relay-only a.example", "ports 443,-444", "https://page.example", "relay.example",
		"behind 127.0.0.1,10.0.0.0/8", "7 connections, 3 of one client", "0.5 a second and 2", "10MB", "64kB", "1h0m0s", "wants no access token"} {
		require.Contains(t, text, part)
	}
}

func TestWhatMakesNoSenseOnTheCommandLineIsRefused(t *testing.T) {
	for _, c := range [][]string{
		{"-relay-allow", "10.0.0.0/33"}, {"-relay-allow", "http://a.example"}, {"-relay-allow", "a.example:80"}, {"-relay-allow", "*"}, {"-relay-deny", "0x7f.1"},
		{"-relay-trust-proxy", "localhost"}, {"-relay-ports", "none"}, {"-relay-bytes", "-1"}, {"-relay-bytes", "10XB"}, {"-relay-bytes", "9999999999GB"},
		{"-relay-window", "1kB"}, {"-relay-window", "1GB"}, {"-relay-connections", "0"}, {"-relay-per-client", "-1"}, {"-relay-rate", "0"},
		{"-relay-burst", "0"}, {"-relay-idle", "0s"}, {"-relay-life", "-1s"}, {"-relay-dial", "soon"}, {"-relay-token", "secret"},
	} {
		_, err := parsed(c...)
		require.Error(t, err, "%v", c)
	}
}

func TestSizesAreReadAsTheyAreWritten(t *testing.T) {
	for text, size := range map[string]Size{"1B": 1, "1500B": 1500, "64kB": 64 << 10, "10MB": 10 << 20, "4GB": 4 << 30, "1025kB": 1025 << 10} {
		var s Size
		require.NoError(t, s.Set(text))
		require.Equal(t, size, s)
		require.Equal(t, text, s.String())
	}
	var s Size
	require.NoError(t, s.Set("77"))
	require.Equal(t, Size(77), s)
}
