package wire

import "time"

// Subprotocol is the WebSocket subprotocol that both sides speak (RFC 6455, section 1.9). A later version has another name.
const Subprotocol = "roundtrip-relay-1"

// OpenWithin is how long a relay waits for the [Open] of a WebSocket.
const OpenWithin = 10 * time.Second

// Open asks for a connection.
type Open struct {
	Host   string `json:"host"` // a name, or an address without brackets
	Port   int    `json:"port"`
	Token  string `json:"token,omitempty"` // of access to the relay
	Window int64  `json:"window"`          // how many bytes the tunnel has room for, from [MinWindow] to [MaxWindow]
}

// Opened is the answer: what was dialled, or a refusal.
type Opened struct {
	Window  int64   `json:"window,omitempty"`  // how many bytes the relay has room for
	Address string  `json:"address,omitempty"` // host and port that were dialled
	Via     string  `json:"via,omitempty"`     // host and port of the operator's own proxy, where the relay goes through one
	DNS     float64 `json:"dns,omitempty"`     // milliseconds that it took to resolve the name
	Connect float64 `json:"connect,omitempty"` // milliseconds that it took to connect

	Refusal *Refusal `json:"refusal,omitempty"` // in place of all of it
}

// Refusal is why a relay does not connect.
type Refusal struct {
	Kind   Kind   `json:"kind"`
	Reason string `json:"reason"`         // a sentence for people
	Flag   string `json:"flag,omitempty"` // of the relay's command line, as it would have to be set to allow it

	Cause Cause `json:"cause,omitempty"` // of Unreachable: more exactly, where the relay's system told
}

func (r *Refusal) Error() string { return r.Reason }

// Kind says what kind of thing a refusal is.
type Kind string

// The kinds. The first six are the relay's own decisions, the others are what it met.
const (
	BadOpen     Kind = "bad open"     // the first message makes no sense
	Denied      Kind = "denied"       // the access token is missing or wrong
	Forbidden   Kind = "forbidden"    // the policy does not allow the host, its address or the port
	Busy        Kind = "busy"         // a limit on connections or on their rate is reached
	Spent       Kind = "spent"        // a limit of one connection is reached, of bytes or of time
	Closing     Kind = "closing"      // the relay is about to stop
	NotFound    Kind = "not found"    // the name does not resolve
	Unreachable Kind = "unreachable"  // no connection: refused, no route, reset
	TimedOut    Kind = "timed out"    // no connection in time
	ProxyFailed Kind = "proxy failed" // the operator's own proxy did not connect
)

// Cause says more exactly why there was no connection.
type Cause string

// The causes.
const (
	Refused Cause = "refused"  // nobody listens at the port
	NoRoute Cause = "no route" // there is no way to the network or to the host
)
