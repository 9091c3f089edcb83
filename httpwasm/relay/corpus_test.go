//go:build !js

package relay

import (
	"bufio"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

// corpus reads a file of ../shared/corpora/ssrf, whose lines are JSON.
func corpus[T any](t *testing.T, name string) []T {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "corpora", "ssrf", name)
	file, err := os.Open(path)
	if os.IsNotExist(err) {
		t.Skip("the corpus is not beside this tree: " + path)
	}
	require.NoError(t, err)
	defer file.Close()
	var cases []T
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var c T
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		cases = append(cases, c)
	}
	require.NotEmpty(t, cases)
	return cases
}

func TestAddressesOfTheCorpusAreJudgedAsAPublicRelayWould(t *testing.T) {
	config := Defaults()
	for _, c := range corpus[struct{ IP, Verdict string }](t, "addresses.jsonl") {
		to, err := parseHost(c.IP)
		require.NoError(t, err, c.IP)
		refusal := config.checkAddr(to, to.addr)
		require.Equal(t, c.Verdict == "deny", refusal != nil, "%s: %v", c.IP, refusal)
		if refusal != nil {
			require.Equal(t, "-relay-allow "+c.IP, refusal.Flag)
		}
	}
}

// Whatever a name resolves to, these are refused over the wire, before or when they are dialled.
func TestURLsOfTheCorpusAreRefusedByAPublicRelay(t *testing.T) {
	_, relay := serveRelay(t, func(c *Config) {
		public(c)
		c.Resolver = resolverOf(t, func(name string, _ int) string {
			if strings.HasPrefix(name, "metadata.") {
				return "169.254.169.254"
			}
			return "127.0.0.1"
		})
	})
	tried := 0
	for _, c := range corpus[struct{ URL, Verdict, Why string }](t, "urls.jsonl") {
		require.True(t, strings.HasPrefix(c.Verdict, "deny"), c.URL)
		host, port := authority(c.URL)
		if host == "" {
			continue // other schemes have no way to a relay
		}
		opened := asked(t, relay, host, port)
		require.NotNil(t, opened.Refusal, c.URL)
		require.Contains(t, []wire.Kind{wire.Forbidden, wire.BadOpen}, opened.Refusal.Kind, "%s: %s", c.URL, opened.Refusal.Reason)
		require.NotEmpty(t, opened.Refusal.Reason)
		tried++
	}
	require.Greater(t, tried, 35)
}

// authority takes a URL apart without a parser's opinion about hosts.
func authority(text string) (string, int) {
	scheme, rest, found := strings.Cut(text, "://")
	if !found || scheme == "file" || scheme == "unix" {
		return "", 0
	}
	rest, _, _ = strings.Cut(rest, "/")
	port := 80
	if host, after, found := strings.Cut(rest, "]"); found {
		rest = host[1:]
		if after != "" {
			port, _ = strconv.Atoi(after[1:])
		}
	} else if host, after, found := strings.Cut(rest, ":"); found {
		rest = host
		port, _ = strconv.Atoi(after)
	}
	return rest, port
}

func TestHostsAndPortsOfTheCorpusAreReadAsWritten(t *testing.T) {
	for _, c := range corpus[struct {
		HostPort string
		Host     string
		Port     *int
	}](t, "hostport.jsonl") {
		if c.Port == nil {
			continue // no port, or none that there is: the wire has ports as numbers
		}
		text, port, err := net.SplitHostPort(c.HostPort)
		require.NoError(t, err)
		require.Equal(t, strconv.Itoa(*c.Port), port)
		to, err := parseHost(text)
		require.NoError(t, err, c.HostPort)
		require.Equal(t, strings.TrimSuffix(c.Host, "."), to.String())
	}
}
