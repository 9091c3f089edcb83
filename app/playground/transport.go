package playground

import (
	"slices"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// The transport of a request, by which it leaves the page: the browser, or a relay. It is a person's choice, for each host that
// requests go to, and is remembered. It changes by nothing else.
type (
	TransportChosen struct{ Relay bool }
	// RelaySendPressed chooses the relay for the host of the request, and sends it.
	RelaySendPressed struct{}
)

// AtTransport is the control that holds the transport: see [Invalid].
const AtTransport exchange.Where = "transport"

// Transport is what the screen says of the way that the request takes.
type Transport struct {
	Relay   bool   // it is a relay
	Host    string // of the relay that could be used, whether it is chosen or not; "" where there is none
	Reason  string // why it is this one, and what that means; "" where there is nothing to say
	Note    string // what is to be known of it before Send; "" in the ordinary case
	Limits  []exchange.Fact
	Unsent  int    // headers that are not sent as they were typed, and of which their rows say so
	Known   bool   // there is a relay that could be used
	Problem string // what kept the last Send from going out

	Warnings []string // what is to be known before Send, whichever way it goes

	Permission string // what the person must have allowed the page, in a sentence
}

// maxRelayedHosts is how many hosts are remembered.
const maxRelayedHosts = 500

// relayHost is the host of the request, with its port if it has one: what the choice of a transport is remembered for. It is "" while
// there is none.
func (m Model) relayHost() string {
	raw := strings.TrimSpace(m.Whole().URL)
	if raw == "" {
		return ""
	}
	if strings.HasPrefix(raw, "/") && !strings.HasPrefix(raw, "//") {
		raw = m.Origin + raw
	}
	raw = request.WithScheme(raw)
	scheme, rest, _ := strings.Cut(raw, "://")
	if end := strings.IndexAny(rest, "/?#\\"); end >= 0 {
		rest = rest[:end]
	}
	host := strings.ToLower(rest[strings.LastIndexByte(rest, '@')+1:])
	return strings.TrimSuffix(host, usualPorts[strings.ToLower(scheme)])
}

var usualPorts = map[string]string{"http": ":80", "https": ":443"}

// relayed reports whether requests to the host on the screen go through a relay.
func (m Model) relayed() bool { return slices.Contains(m.Relay.Kept.Hosts, m.relayHost()) }

// Via is the way that the request on the screen takes.
func (m Model) Via() exchange.Via {
	if !m.relayed() {
		return exchange.Via{}
	}
	return m.Relay.via()
}

// missingRelay says what is wrong where a relay was chosen, and none is known any more.
func (m Model) missingRelay() *Invalid {
	if !m.relayed() || m.Relay.Address() != "" {
		return nil
	}
	return &Invalid{Where: AtTransport, Message: "Requests to " + m.relayHost() + " are to go through a relay, and this page knows of none. Choose Browser, or name a relay: Tools, Relay."}
}

// Transport says how the request on the screen goes out, and why.
func (m Model) Transport() Transport {
	t := Transport{Relay: m.relayed(), Known: m.Relay.Address() != "", Problem: m.InvalidAt(AtTransport), Warnings: m.warnings()}
	host := m.Relay.via().Host()
	if t.Known {
		t.Host = host
	}
	switch {
	case t.Relay && !t.Known:
		if t.Problem == "" {
			t.Problem = m.missingRelay().Message
		}
	case t.Relay:
		t.Reason = "Via relay " + host + " (your choice for " + m.relayHost() + ")."
		note, warning := m.readers(host)
		if t.Note = note; warning != "" {
			t.Warnings = append([]string{warning}, t.Warnings...)
		} else {
			t.Reason += " HTTPS content stays encrypted."
		}
	default:
		t.Permission = m.Permission
		for _, l := range m.Limits {
			if m.saidAtRow(l) {
				t.Unsent++
			} else {
				t.Limits = append(t.Limits, l)
			}
		}
		if t.Known {
			t.Reason = "Sent by your browser. CORS applies."
		}
		if m.Whole().Options.Network.Verify == request.VerifyOff {
			t.Warnings = append(t.Warnings, "“Verify the certificate: off” applies to relay requests only. Browsers always verify.")
		}
	}
	return t
}

// saidAtRow reports whether a row of the headers says a limit itself.
func (m Model) saidAtRow(l exchange.Fact) bool {
	return m.Prepared != nil && slices.ContainsFunc(m.Prepared.Headers, func(h exchange.Header) bool {
		return h.Row > 0 && h.Name == l.What && h.Note == l.Text
	})
}

// LimitsText says what the browser would not do of the request: what stands out, and the rest.
func (t Transport) LimitsText() (first, rest string) {
	more := len(t.Limits)
	switch {
	case t.Unsent > 0:
		first = count(t.Unsent, "header") + " will not be sent as typed."
	case more > 0:
		first, rest, more = t.Limits[0].What+".", t.Limits[0].Text, more-1
	}
	if more > 0 {
		rest += " +" + group(int64(more)) + " more in Preview."
	}
	return first, strings.TrimSpace(rest)
}

// transport chooses the way for the host of the request.
func (m Model) transport(relay bool) (Model, []Cmd) {
	host := m.relayHost()
	switch {
	case host == "":
		m, cmds := m.refuse(Invalid{Where: exchange.AtURL, Message: "Type a URL first: the transport is chosen for its host."})
		return m, cmds
	case relay && m.Relay.Address() == "":
		return m.relay(RelayPressed{})
	}
	hosts := slices.DeleteFunc(slices.Clone(m.Relay.Kept.Hosts), func(h string) bool { return h == host })
	if relay {
		hosts = append(hosts, host)
		hosts = hosts[max(0, len(hosts)-maxRelayedHosts):]
	}
	m.Relay.Kept.Hosts = hosts
	return m.viaChanged([]Cmd{KeepRelay{Kept: m.Relay.Kept}})
}

// viaChanged has what is known of the request worked out anew for its way.
func (m Model) viaChanged(cmds []Cmd) (Model, []Cmd) {
	m.Invalid, m.Limits, m.Permission = nil, nil, ""
	return m, append(m.askWire(cmds), Prepare{Request: m.Whole(), Via: m.Via()})
}

// sendThroughRelay is the one press after which a call that was blocked goes through the relay.
func (m Model) sendThroughRelay() (Model, []Cmd) {
	if m.Relay.Address() == "" {
		return m.relay(RelayPressed{})
	}
	m, cmds := m.transport(true)
	m, sent := m.send()
	return m, append(cmds, sent...)
}

// foreseen takes what is known of the request as it would go out.
func (m Model) foreseen(msg Prepared) Model {
	if !same(msg.Request, m.Whole()) || msg.Via != m.Via() {
		return m
	}
	m.Prepared = marked(msg.Sent, msg.Request, m.Request)
	m.Limits, m.Permission = msg.Limits, msg.Permission
	if msg.Refused && msg.Failure != nil {
		m.Limits = []exchange.Fact{{What: refusedAt[msg.Failure.Where], Text: msg.Failure.Detail}}
	}
	return m
}

// refusedAt names the parts of a request that a browser may refuse.
var refusedAt = map[exchange.Where]string{exchange.AtMethod: "Method", exchange.AtBody: "Body", exchange.AtURL: "URL", exchange.AtHeaders: "Headers"}

// RelayOffer is the button under a failure that a relay may help against. Without a text there is none.
type RelayOffer struct{ Text string }

// RelayOffer offers the relay where the browser did not let the call through that is shown.
func (m Model) RelayOffer() RelayOffer {
	e := m.Shown
	if e == nil || e.Failure == nil || e.Via.Relayed() || e.Of != nil { // a relay is for a run as a whole
		return RelayOffer{}
	}
	switch d := e.Failure.Diagnosis; e.Failure.Kind {
	case exchange.Blocked, exchange.MixedContent, exchange.Redirected:
		if d != nil && d.Cause == exchange.ByPermission {
			return RelayOffer{} // one on this machine needs the same permission, and one elsewhere does not reach the server
		}
		if d != nil && d.Known != nil {
			return RelayOffer{} // the relay was asked, and does not get an answer either
		}
		if m.Relay.Address() == "" {
			return RelayOffer{"Set up a relay …"}
		}
		return RelayOffer{"Send through relay"}
	}
	return RelayOffer{}
}
