package playground

import (
	"strconv"
	"strings"

	"roundtrip/app/exchange"
)

// RelayRootsToggled is the choice, in the dialog of relays, whether the roots of the relay there are trusted.
type RelayRootsToggled struct{ On bool }

// OperatorRoots is what the dialog says of the root certificates that the relay's operator adds. Trusting them is never the default: who
// holds the key of one, and carries the bytes, can put himself between the page and any server.
type OperatorRoots struct {
	Shown   bool
	Title   string          // of the list
	List    []exchange.Fact // their names and fingerprints
	Risk    string
	Refused bool // they cannot be trusted, as Risk says
}

// OperatorRoots says it. Where they are trusted it is said even of a relay that does not answer, so that they can be switched off.
func (r Relay) OperatorRoots() OperatorRoots {
	o := OperatorRoots{Title: "The operator added one root certificate"}
	if r.State != nil {
		o.List = r.State.Roots
	}
	o.Shown = len(o.List) > 0 || r.Roots || r.rootsKept()
	if n := len(o.List); n > 1 {
		o.Title = "The operator added " + strconv.Itoa(n) + " root certificates"
	}
	address, _ := RelayAddress(r.Typed)
	if o.Refused = !saysRootsSafely(address); o.Refused {
		o.Risk = "They cannot be trusted: this relay is asked over plain http, where anybody on the way could put in others."
		return o
	}
	o.Risk = "With them, TLS through this relay accepts servers whose certificates come from these authorities too. " +
		"Whoever holds the key of one and the relay can read and change every https request that you send through it. " +
		"So trust them only where you trust the operator with that. It holds for this relay alone, also for roots that are added later."
	return o
}

// trustRoots takes the choice. For the relay that is in use it holds at once, because nobody who takes the tick away and goes is to be left
// trusting; for another it holds when that one is used.
func (m Model) trustRoots(on bool) (Model, []Cmd) {
	r := &m.Relay
	r.Roots = on
	address, _ := RelayAddress(r.Typed)
	if address == "" || address != r.Address() {
		return m, nil
	}
	r.Kept.Roots = on && saysRootsSafely(address)
	return m.viaChanged([]Cmd{KeepRelay{Kept: r.Kept}})
}

// rootsKept reports whether the roots of the relay in the dialog are trusted now. What was chosen for one relay says nothing of another.
func (r Relay) rootsKept() bool {
	address, _ := RelayAddress(r.Typed)
	return r.Kept.Roots && address != "" && address == r.Address()
}

// saysRootsSafely reports whether nobody between here and a relay could change the roots that it names.
func saysRootsSafely(address string) bool {
	return strings.HasPrefix(address, "https://") || exchange.Via{Relay: address}.Local()
}
