//go:build !js

package relay

import (
	"flag"
	"fmt"
	"os"
	"strings"
)

// TokensVariable is the environment variable that may hold access tokens.
const TokensVariable = "ROUNDTRIP_RELAY_TOKENS"

// Flags adds the relay's flags to a command line. Parsing it fills c.
func (c *Config) Flags(f *flag.FlagSet) {
	f.Var(&c.Allow, "relay-allow", "`hosts` that the relay may reach though their addresses are not public: names, *.names, addresses, networks")
	f.Var(&c.Deny, "relay-deny", "`hosts` that the relay never reaches")
	f.Var(&c.Only, "relay-only", "`hosts` beside which the relay reaches none")
	f.Var(&c.Ports, "relay-ports", "`ports` that the relay may reach: default is 80,443,1024-65535 but for known ones of other protocols; default,22,-8086 adds and removes")
	f.Func("relay-token-file", "`file` of access tokens, one of which the relay wants; "+TokensVariable+" in the environment may hold them too", c.readTokens)
	f.Func("relay-origin", "`origins` of pages that may use the relay, besides its own; * is every page", appendList(&c.Origins))
	f.Func("relay-host", "`names` by which the relay may be asked for, besides addresses and localhost; * is every name", appendList(&c.Names))
	f.Func("relay-trust-proxy", "`networks` of proxies before the relay, whose X-Forwarded-For is believed", c.addTrusted)
	f.Func("relay-roots", "`file` of root certificates in PEM form, which those who use the relay can choose to trust", c.readRoots)
	f.IntVar(&c.Connections, "relay-connections", c.Connections, "connections that the relay holds at once")
	f.IntVar(&c.PerClient, "relay-per-client", c.PerClient, "connections that the relay holds at once for one client")
	f.Float64Var(&c.Rate, "relay-rate", c.Rate, "new connections of one client a second")
	f.IntVar(&c.Burst, "relay-burst", c.Burst, "new connections of one client at a moment")
	f.Var(&c.Bytes, "relay-bytes", "`size` of all that one connection may carry")
	f.Var(&c.Window, "relay-window", "`size` of what a connection may hold in memory for a server that does not read, 64kB to 16MB")
	f.DurationVar(&c.Idle, "relay-idle", c.Idle, "how long a connection may carry nothing")
	f.DurationVar(&c.Life, "relay-life", c.Life, "how long a connection may last")
	f.DurationVar(&c.Dial, "relay-dial", c.Dial, "how long looking up and connecting may take")
}

func (c *Config) readTokens(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return c.addTokens(string(text), path)
}

// TokensFromEnvironment adds the tokens that the environment holds.
func (c *Config) TokensFromEnvironment() error {
	text, ok := os.LookupEnv(TokensVariable)
	if !ok {
		return nil
	}
	return c.addTokens(text, TokensVariable)
}

// addTokens wants at least one: whoever names a place for tokens does not mean that none is needed.
func (c *Config) addTokens(text, from string) error {
	tokens, err := ParseTokens(text)
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	if !tokens.Needed() {
		return fmt.Errorf("%s holds no access token", from)
	}
	c.Tokens.hashes = append(c.Tokens.hashes, tokens.hashes...)
	return nil
}

func (c *Config) addTrusted(text string) error {
	for item := range strings.SplitSeq(text, ",") {
		prefix, err := parsePrefix(strings.TrimSpace(item))
		if err != nil {
			return fmt.Errorf("%q is neither an address nor a network: write them as 10.1.2.3 or 10.0.0.0/8", item)
		}
		c.TrustProxy = append(c.TrustProxy, prefix)
	}
	return nil
}

func appendList(list *[]string) func(string) error {
	return func(text string) error {
		for item := range strings.SplitSeq(text, ",") {
			if item = strings.TrimSpace(item); item != "" {
				*list = append(*list, item)
			}
		}
		return nil
	}
}
