package exchange

import (
	"net/netip"
	"net/url"
	"strings"
)

// Via is the way that requests take. It is no part of a request: links and files say nothing of it. The zero value is the browser's
// own way, fetch.
type Via struct {
	Relay string `json:"relay,omitempty"` // the address of a relay that carries them
	Token string `json:"token,omitempty"` // of access to it: it goes from the page to its own worker and to the relay, and nowhere further
	Roots bool   `json:"roots,omitempty"` // the root certificates that its operator adds are trusted too, on this way alone
}

// Relayed reports whether requests go through a relay.
func (v Via) Relayed() bool { return v.Relay != "" }

// Host is the host of the relay, and its port, for people.
func (v Via) Host() string {
	u, err := url.Parse(v.Relay)
	if err != nil {
		return v.Relay
	}
	return u.Host
}

// Local reports whether the relay is on the machine of the page: nobody between the two can read or change what they say.
func (v Via) Local() bool {
	u, err := url.Parse(v.Relay)
	if err != nil {
		return false
	}
	host := u.Hostname()
	addr, err := netip.ParseAddr(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || err == nil && addr.IsLoopback()
}

// MayCarry reports whether a relay that nobody has chosen for a URL may carry a call to it: it could read what is sent over http, and may
// be someone else's unless it is on this machine.
func (v Via) MayCarry(url string) bool {
	return v.Relayed() && (v.Local() || !strings.HasPrefix(strings.ToLower(url), "http:"))
}

// String leaves the token out.
func (v Via) String() string {
	if !v.Relayed() {
		return "the browser"
	}
	return "the relay " + v.Relay
}

// GoString leaves the token out.
func (v Via) GoString() string { return v.String() }

// RelayState is what a relay says of itself.
type RelayState struct {
	Accepts bool   `json:"accepts"`           // requests of this page can go through it
	Problem string `json:"problem,omitempty"` // why they cannot, in sentences
	Flag    string `json:"flag,omitempty"`    // of the relay's command line, which would change that
	Facts   []Fact `json:"facts,omitempty"`   // what it allows
	Shut    string `json:"shut,omitempty"`    // ports that are exceptions to those that the facts name
	Roots   []Fact `json:"roots,omitempty"`   // the root certificates that its operator adds: their names and fingerprints
}
