//go:build !js

package relay

import (
	"bufio"
	"context"
	"encoding/json"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/dns/dnsmessage"

	"roundtrip/httpwasm/relay/wire"
)

// public makes a relay what it is on a public host: it listens on loopback here, but is nobody's own.
func public(c *Config) { c.Own = false }

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

func TestHostsInOddNotationsAreNoWayRound(t *testing.T) {
	for text, want := range map[string]string{
		"127.0.0.1":                           "127.0.0.1",
		"127.0.0.1.":                          "127.0.0.1",
		"127。0。0。1":                           "127.0.0.1",
		"①②⑦.⓪.⓪.①":                           "127.0.0.1",
		"LOCALHOST":                           "localhost",
		"localhost.":                          "localhost",
		"Example.COM.":                        "example.com",
		"bücher.example":                      "xn--bcher-kva.example",
		"ｅxample.com":                         "example.com",
		"_dmarc.example.com":                  "_dmarc.example.com",
		"::1":                                 "::1",
		"0:0:0:0:0:0:0:1":                     "::1",
		"::ffff:127.0.0.1":                    "::ffff:127.0.0.1",
		"::FFFF:7F00:1":                       "::ffff:127.0.0.1",
		"0x7f.1":                              "",
		"0x7f000001":                          "",
		"0x":                                  "",
		"2130706433":                          "",
		"017700000001":                        "",
		"0177.0.0.1":                          "",
		"127.1":                               "",
		"127.0.1":                             "",
		"127.0.0.01":                          "",
		"256.0.0.1":                           "",
		"1.2.3.4.5":                           "",
		"example.com.123":                     "",
		"":                                    "",
		".":                                   "",
		"a..b":                                "",
		"example.com..":                       "",
		"-":                                   "",
		"[::1]":                               "",
		"fe80::1%eth0":                        "",
		"::1%25lo":                            "",
		"exa mple.com":                        "",
		"example.com:80":                      "",
		"user@example.com":                    "",
		"example.com/path":                    "",
		"example.com\x00.evil":                "",
		"example.com\r\nX: y":                 "",
		strings.Repeat("a", 64) + ".example":  "",
		strings.Repeat("a.", 200) + "example": "",
		strings.Repeat("x", 5000):             "",
	} {
		to, err := parseHost(text)
		if want == "" {
			require.Error(t, err, "%q was read as %s", text, to)
			continue
		}
		require.NoError(t, err, text)
		require.Equal(t, want, to.String(), text)
	}
}

func TestAddressesThatHoldOthersAreRefused(t *testing.T) {
	own := Defaults()
	own.Own = true
	for _, text := range []string{
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::1",
		"2001:0:7f00:1::1", "2606:4700::5efe:7f00:1", "2606:4700::200:5efe:7f00:1", "fec0::1", "ff02::1", "0.0.0.0", "0.1.2.3", "::",
		"255.255.255.255", "240.0.0.1", "224.0.0.1", "100.64.0.1", "198.18.0.1", "192.0.2.1", "192.0.0.8", "169.254.1.1", "fe80::1",
		"169.254.169.254", "::ffff:169.254.169.254", "fd00:ec2::254", "fd20:ce::254", "168.63.129.16", "100.100.100.200", "5f00::1", "3fff::1",
	} {
		addr := netip.MustParseAddr(text)
		require.NotNil(t, own.checkAddr(host{addr: addr}, addr), "%s, even by a relay of one's own", text)
	}
	for _, text := range []string{"127.0.0.1", "127.9.9.9", "::1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "fd12:3456::1", "8.8.8.8", "2606:4700::1"} {
		addr := netip.MustParseAddr(text)
		require.Nil(t, own.checkAddr(host{addr: addr}, addr), "%s by a relay of one's own", text)
	}
}

func TestHostsAreAllowedByNameNetworkAndAddress(t *testing.T) {
	hosts := func(text string) Hosts {
		h, err := ParseHosts(text)
		require.NoError(t, err)
		return h
	}
	for _, c := range []struct {
		name              string
		allow, deny, only string
		host, addr        string
		refused           bool
	}{
		{name: "a private address is refused", host: "10.1.2.3", addr: "10.1.2.3", refused: true},
		{name: "its network opens it", allow: "10.0.0.0/8", host: "10.1.2.3", addr: "10.1.2.3"},
		{name: "its name opens it", allow: "intranet.example", host: "intranet.example", addr: "10.1.2.3"},
		{name: "its name in other letters opens it", allow: "Intranet.Example.", host: "INTRANET.example", addr: "10.1.2.3"},
		{name: "the name above opens it", allow: "*.example", host: "a.intranet.example", addr: "127.0.0.1"},
		{name: "the name above does not mean itself", allow: "*.example.com", host: "example.com", addr: "127.0.0.1", refused: true},
		{name: "a name that ends alike does not", allow: "*.example.com", host: "notexample.com", addr: "127.0.0.1", refused: true},
		{name: "another name of the same address does not", allow: "intranet.example", host: "evil.example", addr: "10.1.2.3", refused: true},
		{name: "metadata is not opened by a name", allow: "intranet.example", host: "intranet.example", addr: "169.254.169.254", refused: true},
		{name: "nor by all networks", allow: "0.0.0.0/0", host: "169.254.169.254", addr: "169.254.169.254", refused: true},
		{name: "but by its address", allow: "169.254.169.254", host: "169.254.169.254", addr: "169.254.169.254"},
		{name: "this host is not opened by a name", allow: "a.example", host: "a.example", addr: "0.0.0.0", refused: true},
		{name: "a name is denied", deny: "example.com", host: "example.com", addr: "8.8.8.8", refused: true},
		{name: "a network is denied, by whatever name", deny: "8.8.8.0/24", host: "example.com", addr: "8.8.8.8", refused: true},
		{name: "denied goes before allowed", allow: "10.0.0.0/8", deny: "10.1.0.0/16", host: "10.1.2.3", addr: "10.1.2.3", refused: true},
		{name: "only these", only: "example.com", host: "example.com", addr: "8.8.8.8"},
		{name: "and no others", only: "example.com", host: "example.org", addr: "8.8.8.8", refused: true},
		{name: "only a network", only: "8.8.8.0/24", host: "example.org", addr: "8.8.8.8"},
		{name: "and no other network", only: "8.8.8.0/24", host: "example.org", addr: "9.9.9.9", refused: true},
		{name: "only these does not open private ones", only: "intranet.example", host: "intranet.example", addr: "10.1.2.3", refused: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			config := Defaults()
			config.Allow, config.Deny, config.Only = hosts(c.allow), hosts(c.deny), hosts(c.only)
			to, err := parseHost(c.host)
			require.NoError(t, err)
			refusal := config.checkAsked(to, 443)
			if refusal == nil {
				refusal = config.checkAddr(to, netip.MustParseAddr(c.addr))
			}
			require.Equal(t, c.refused, refusal != nil, "%v", refusal)
		})
	}
}

// resolverOf asks a DNS server that gives one IPv4 address; nth counts the questions for addresses of a name.
func resolverOf(t *testing.T, answer func(name string, nth int) string) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	go func() {
		var buf [512]byte
		asked := map[string]int{}
		for {
			n, from, err := conn.ReadFrom(buf[:])
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			q := m.Questions[0]
			m.Header.Response, m.Additionals = true, nil
			if q.Type == dnsmessage.TypeA {
				name := q.Name.String()
				text := answer(name, asked[name])
				asked[name]++
				if text == "" {
					m.RCode = dnsmessage.RCodeNameError
				} else {
					m.Answers = []dnsmessage.Resource{{
						Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
						Body:   &dnsmessage.AResource{A: netip.MustParseAddr(text).As4()},
					}}
				}
			}
			packed, err := m.Pack()
			if err == nil {
				_, _ = conn.WriteTo(packed, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

// A name answers with a public address first and with loopback from then on. Each connection is judged by what it dials.
func TestANameThatChangesItsAddressIsJudgedByTheOneThatIsDialled(t *testing.T) {
	var reached atomic.Int32
	target := listen(t, func(c *net.TCPConn) { reached.Add(1); _ = c.Close() })
	_, port := hostPort(t, target)
	var answers atomic.Int32
	resolver := resolverOf(t, func(_ string, nth int) string {
		answers.Add(1)
		if nth == 0 {
			return "198.51.100.7" // stands for a public one: it is allowed below, and nobody answers there
		}
		return "127.0.0.1"
	})
	_, relay := serveRelay(t, func(c *Config) {
		public(c)
		c.Resolver = resolver
		c.Dial = 1e9 / 4
		require.NoError(t, c.Allow.Set("198.51.100.7"))
	})
	first := asked(t, relay, "rebind.example", port)
	require.NotNil(t, first.Refusal)
	require.NotEqual(t, wire.Forbidden, first.Refusal.Kind, "the first address is fine, and does not answer")
	for range 3 {
		again := asked(t, relay, "rebind.example", port)
		require.Equal(t, wire.Forbidden, again.Refusal.Kind)
		require.Equal(t, "rebind.example (127.0.0.1) is a loopback address, and this relay connects to the public internet only.", again.Refusal.Reason)
		require.Equal(t, "-relay-allow 127.0.0.1", again.Refusal.Flag)
	}
	require.Zero(t, reached.Load())
	require.GreaterOrEqual(t, answers.Load(), int32(4))
}

// Between looking up and connecting there is nothing that could change: the check is in the kernel's way to the address.
func TestTheCheckIsOfTheAddressThatTheKernelConnectsTo(t *testing.T) {
	var reached atomic.Int32
	target := listen(t, func(c *net.TCPConn) { reached.Add(1); _ = c.Close() })
	_, port := hostPort(t, target)
	config := Defaults()
	config.Resolver = resolverOf(t, func(string, int) string { return "127.0.0.1" })
	earlier := netip.MustParseAddr("93.184.215.14")
	require.Nil(t, config.checkAddr(host{name: "rebind.example"}, earlier), "a check of its own would have passed")
	_, _, err := config.dialDirect(t.Context(), host{name: "rebind.example"}, uint16(port))
	require.ErrorContains(t, err, "loopback")
	require.Zero(t, reached.Load())
}

func TestARelayOfOnesOwnReachesItsMachineAndNoMetadata(t *testing.T) {
	_, relay := serveRelay(t, nil)
	target := listen(t, func(c *net.TCPConn) { _ = c.Close() })
	_, port := hostPort(t, target)
	for _, name := range []string{"127.0.0.1", "localhost", "localhost."} {
		opened := asked(t, relay, name, port)
		require.Nil(t, opened.Refusal, name)
		require.Equal(t, target.String(), opened.Address)
	}
	for _, name := range []string{"169.254.169.254", "fd00:ec2::254", "0.0.0.0", "::ffff:127.0.0.1", "100.100.100.200"} {
		opened := asked(t, relay, name, port)
		require.NotNil(t, opened.Refusal, name)
		require.Equal(t, wire.Forbidden, opened.Refusal.Kind, name)
	}
}

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
