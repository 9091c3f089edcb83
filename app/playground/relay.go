package playground

import (
	"cmp"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"roundtrip/app/exchange"
)

// Relay is the relay that requests can go through, and the dialog that is about it.
type Relay struct {
	Own  string // the address of the relay of the page's own host, "" where it has none
	Kept KeptRelay

	Open     bool
	Typed    string // the address as it stands in the dialog
	Token    string // the same
	TokenFor string // the address that the token is for, "" where none was typed yet
	Busy     bool   // it is being asked
	State    *exchange.RelayState
	Asked    string // the address that State is about
	Wrong    string // what is wrong with the address
	Roots    bool   // whether the roots of this relay are to be trusted, as it stands in the dialog
}

// KeptRelay is what is remembered of relays on this machine, from one visit to the next.
type KeptRelay struct {
	Relay string   `json:"relay,omitempty"` // its address, where it is not that of the page's own host
	Token string   `json:"token,omitempty"` // of access to the relay that is in use
	Roots bool     `json:"roots,omitempty"` // the root certificates that its operator adds are trusted
	Hosts []string `json:"hosts,omitempty"` // those whose requests go through it
}

// The dialog of relays.
type (
	RelayPressed      struct{}
	RelayClosed       struct{}
	RelayEdited       struct{ Text string }
	RelayTokenEdited  struct{ Text string }
	RelayCheckPressed struct{}
	RelayChecked      struct {
		Via   exchange.Via
		State exchange.RelayState
	}
	RelayUsePressed    struct{}
	RelayForgetPressed struct{} // neither this relay nor which hosts were to go through one
	// RelayKept says what another tab remembers now. It is one memory, so it holds here too.
	RelayKept struct{ Kept KeptRelay }
)

// The effects of relays.
type (
	// KeepRelay remembers on this machine.
	KeepRelay struct{ Kept KeptRelay }
	// CheckRelay asks a relay what it allows; answered by RelayChecked.
	CheckRelay struct{ Via exchange.Via }
)

// Address is where the relay is that requests can go through: "" where none is known.
func (r Relay) Address() string {
	if r.Kept.Relay != "" {
		return r.Kept.Relay
	}
	return r.Own
}

func (r Relay) via() exchange.Via {
	return exchange.Via{Relay: r.Address(), Token: r.Kept.Token, Roots: r.Kept.Roots && saysRootsSafely(r.Address())}
}

// RelayAddress is the address of a relay as it is used, from what a person typed: the site that it is part of, or its own folder or
// WebSocket. Else it says what is wrong.
func RelayAddress(typed string) (address, problem string) {
	text := strings.TrimSpace(typed)
	if text == "" {
		return "", "Type the address of a relay, such as https://relay.example/."
	}
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok {
		scheme, rest = "https", text
		if isPrivate(hostOf("http://" + text)) {
			scheme = "http"
		}
	}
	switch strings.ToLower(scheme) {
	case "ws", "http":
		scheme = "http"
	case "wss", "https":
		scheme = "https"
	default:
		return "", "The address of a relay begins with https:// or http://."
	}
	u, err := url.Parse(scheme + "://" + rest)
	switch {
	case err != nil || u.Hostname() == "":
		return "", "This is not an address such as https://relay.example/."
	case u.User != nil:
		return "", "Leave the user name and the password out. A relay takes an access token, which has its own field."
	}
	path := strings.TrimSuffix(u.Path, "/")
	for _, end := range []string{"/connect", "/policy", "/relay"} {
		path = strings.TrimSuffix(path, end)
	}
	return u.Scheme + "://" + strings.ToLower(u.Host) + path + "/relay/", ""
}

// keepToken drops an access token that was typed or kept for another relay than the one whose address is typed now: no other one is to
// hear it. One that was typed before any address stays.
func (r *Relay) keepToken() {
	address, _ := RelayAddress(r.Typed)
	if r.TokenFor != "" && address != r.TokenFor {
		r.Token, r.TokenFor = "", ""
	}
	if r.Token == "" && address != "" && address == r.Address() {
		r.Token, r.TokenFor = r.Kept.Token, address
	}
}

// mixed says that browsers keep a page over https from a relay over http, unless that is on this machine; "" where they do not.
func (m Model) mixed(address string) string {
	if !strings.HasPrefix(m.Origin, "https:") || !strings.HasPrefix(address, "http:") || (exchange.Via{Relay: address}).Local() {
		return ""
	}
	return "This page came over https, and browsers do not let it use a relay over http, unless that is on this machine. Use one over https."
}

func (m Model) relay(msg Msg) (Model, []Cmd) {
	r := &m.Relay
	switch msg := msg.(type) {
	case RelayPressed:
		r.Open, r.Typed, r.Token, r.Wrong, r.State, r.Asked, r.Roots = true, r.Address(), r.Kept.Token, "", nil, "", r.Kept.Roots
		r.TokenFor, _ = RelayAddress(r.Typed)
		if r.Typed != "" {
			return m.checkRelay()
		}
	case RelayClosed:
		r.Open, r.Busy, r.Token = false, false, ""
	case RelayEdited:
		r.Typed, r.Wrong, r.State = msg.Text, "", nil
		r.Roots = r.rootsKept()
		r.keepToken()
	case RelayRootsToggled:
		return m.trustRoots(msg.On)
	case RelayTokenEdited:
		r.Token, r.State = msg.Text, nil
		r.TokenFor, _ = RelayAddress(r.Typed)
	case RelayCheckPressed:
		return m.checkRelay()
	case RelayChecked:
		if r.Open && r.Busy && msg.Via.Relay == r.Asked && msg.Via.Token == r.Token {
			r.Busy, r.State = false, &msg.State
		}
	case RelayUsePressed:
		return m.useRelay()
	case RelayKept:
		before := m.Via()
		r.Kept = msg.Kept
		if r.Open {
			r.Roots = r.rootsKept()
		}
		if m.Via() != before {
			return m.viaChanged(nil)
		}
	case RelayForgetPressed:
		r.Kept = KeptRelay{}
		r.Typed, r.Token, r.State, r.Wrong, r.Roots = r.Own, "", nil, "", false
		m, cmds := m.viaChanged([]Cmd{KeepRelay{}})
		m, said := m.toast("Forgotten. Every request goes by the browser again.")
		return m, slices.Concat(cmds, said, []Cmd{Focus{Target{Control: "relay-address"}}})
	}
	return m, nil
}

// typedRelay reads the address in the dialog; what is wrong with it is said there.
func (m Model) typedRelay() (Model, string, []Cmd) {
	address, problem := RelayAddress(m.Relay.Typed)
	problem = cmp.Or(problem, m.mixed(address))
	m.Relay.Wrong = problem
	if problem != "" {
		return m, "", []Cmd{Focus{Target{Control: "relay-address"}}}
	}
	return m, address, nil
}

func (m Model) checkRelay() (Model, []Cmd) {
	m, address, cmds := m.typedRelay()
	if address == "" {
		return m, cmds
	}
	m.Relay.Busy, m.Relay.State, m.Relay.Asked = true, nil, address
	return m, []Cmd{CheckRelay{Via: exchange.Via{Relay: address, Token: m.Relay.Token}}}
}

// useRelay makes the relay of the dialog the one that requests can go through. Which do is chosen elsewhere.
func (m Model) useRelay() (Model, []Cmd) {
	m, address, cmds := m.typedRelay()
	if address == "" {
		return m, cmds
	}
	kept := KeptRelay{Token: strings.TrimSpace(m.Relay.Token), Hosts: m.Relay.Kept.Hosts, Roots: m.Relay.Roots && saysRootsSafely(address)}
	if address != m.Relay.Own {
		kept.Relay = address
	}
	m.Relay.Kept, m.Relay.Open, m.Relay.Token = kept, false, ""
	m, cmds = m.viaChanged([]Cmd{KeepRelay{Kept: kept}})
	m, said := m.toast("The relay at " + exchange.Via{Relay: address}.Host() + " can be chosen beside Send.")
	return m, append(cmds, said...)
}

func hostOf(origin string) string {
	u, err := url.Parse(origin)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// isPrivate reports whether a host is written as this machine or a private network.
func isPrivate(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".local") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast())
}
