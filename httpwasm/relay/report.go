//go:build !js

package relay

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"roundtrip/httpwasm/relay/wire"
)

// policy answers what the relay allows. Any page may read it, and it tells none a secret.
func (h *Handler) policy(w http.ResponseWriter, r *http.Request) {
	openToPages(w)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	p := wire.Policy{Protocol: wire.Subprotocol, Token: h.config.Tokens.Needed(), Refusal: h.config.checkAsker(r)}
	if p.Accepts = p.Refusal == nil; p.Accepts {
		p.Rules = h.config.rules()
	}
	_ = json.NewEncoder(w).Encode(p) // whoever is gone needs no answer
}

// preflight lets a page on the internet ask a relay on the visitor's own machine, where browsers want that said.
func preflight(w http.ResponseWriter, r *http.Request) {
	openToPages(w)
	if r.Header.Get("Access-Control-Request-Private-Network") == "true" {
		w.Header().Set("Access-Control-Allow-Private-Network", "true")
	}
	w.WriteHeader(http.StatusNoContent)
}

func openToPages(w http.ResponseWriter) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
}

func (c *Config) rules() *wire.Rules {
	rules := &wire.Rules{
		Own:         c.Own,
		Ports:       c.Ports.list,
		Proxy:       c.Proxy != nil,
		Roots:       c.Roots.list,
		Connections: c.Connections,
		PerClient:   c.PerClient,
		Rate:        c.Rate,
		Burst:       c.Burst,
		Bytes:       int64(c.Bytes),
		Window:      int64(c.Window),
		Idle:        c.Idle.Seconds(),
		Life:        c.Life.Seconds(),
		Dial:        c.Dial.Seconds(),
	}
	if !c.Tokens.Needed() {
		rules.Allow, rules.Deny, rules.Only = c.Allow.list(), c.Deny.list(), c.Only.list()
		rules.Origins, rules.Hosts = c.Origins, slices.Concat(c.listening, c.Names)
		rules.TrustProxy = Hosts{prefixes: c.TrustProxy}.list()
	}
	return rules
}

// String says the policy in lines, for whoever starts the relay.
func (c Config) String() string {
	reach := "the public internet"
	if c.Own {
		reach += ", and loopback and private addresses, because it listens on loopback"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "reaches %s; ports %s", reach, c.Ports)
	for _, list := range []struct {
		name  string
		hosts Hosts
	}{{"-relay-allow", c.Allow}, {"-relay-deny", c.Deny}, {"-relay-only", c.Only}} {
		if !list.hosts.empty() {
			fmt.Fprintf(&b, "; %s %s", list.name, list.hosts)
		}
	}
	if c.Proxy != nil {
		fmt.Fprintf(&b, "\ngoes %s", describeProxies(c.Proxy))
	}
	asked := "addresses and localhost"
	if c.listening != nil {
		asked = strings.Join(c.listening, ", ")
	}
	fmt.Fprintf(&b, "\nasked for as %s; by pages of its own", strings.Join(append([]string{asked}, c.Names...), ", "))
	if len(c.Origins) > 0 {
		fmt.Fprintf(&b, " and of %s", strings.Join(c.Origins, ", "))
	}
	if len(c.TrustProxy) > 0 {
		fmt.Fprintf(&b, "; behind %s", Hosts{prefixes: c.TrustProxy})
	}
	if len(c.Roots.list) > 0 {
		fmt.Fprintf(&b, "\nadds root certificates: %s", c.Roots)
	}
	fmt.Fprintf(&b, "\nholds %d connections, %d of one client, which opens %v a second and %d at a moment",
		c.Connections, c.PerClient, c.Rate, c.Burst)
	fmt.Fprintf(&b, "\na connection carries %s, holds %s, lasts %s, is idle for %s, and is made within %s", c.Bytes, c.Window, c.Life, c.Idle, c.Dial)
	switch {
	case c.Tokens.Needed():
		b.WriteString("\nwants an access token")
	case !c.Own:
		b.WriteString("\nwants no access token: whoever reaches this server can use it, unless -relay-token-file names some")
	}
	return b.String()
}
