package httpwasm

import (
	"errors"
	"fmt"

	"roundtrip/httpwasm/relay/wire"
)

// What stops a [Tunnel] besides what the relay says, which is a [wire.Kind] of its own.
const (
	RelayUnreachable wire.Kind = "relay unreachable" // no WebSocket to the relay: its address is wrong, or it is not there
	RelayRefused     wire.Kind = "relay refused"     // the relay is there and gives no WebSocket: it does not take this page's origin, or is no relay
	RelayBroke       wire.Kind = "relay broke"       // the WebSocket ended, or the relay said what makes no sense
	ConnectionBroke  wire.Kind = "connection broke"  // the relay's connection to the far end broke
	DialCancelled    wire.Kind = "cancelled"         // the context was cancelled while dialling
)

// RelayError is every error of [Tunnel.DialContext]. Connections wrap it in a [net.OpError], as net's own do.
//
// errors.As finds the [wire.Refusal] in it where the relay refused; errors.Is finds context.Canceled or context.DeadlineExceeded
// where the context ended.
type RelayError struct {
	Kind    wire.Kind
	Relay   string // host of the relay
	Address string // host and port that were asked for
	Err     error
}

func (e *RelayError) Error() string {
	return fmt.Sprintf("relay %s: %s: %s: %v", e.Relay, e.Address, e.Kind, e.Err)
}

func (e *RelayError) Unwrap() error { return e.Err }

// Timeout reports whether there was no connection in time, as in net.Error.
func (e *RelayError) Timeout() bool { return e.Kind == wire.TimedOut }

// Temporary is false: it is there for net.Error alone.
func (e *RelayError) Temporary() bool { return false }

// Refusal is what the relay said, or nil where it said nothing.
func (e *RelayError) Refusal() *wire.Refusal {
	var refusal *wire.Refusal
	errors.As(e.Err, &refusal)
	return refusal
}
