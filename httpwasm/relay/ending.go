//go:build !js

package relay

import (
	"context"
	"errors"
	"fmt"

	"github.com/coder/websocket"

	"roundtrip/httpwasm/relay/wire"
)

// ending is why a connection is over.
type ending struct {
	outcome string               // for the log
	last    wire.Control         // for the tunnel; empty where it knows, or cannot be told
	status  websocket.StatusCode // of the WebSocket's close frame; 0 leaves it out, where there is nobody to read it
}

func (e *ending) Error() string { return e.outcome }

// say tells the tunnel, and closes its WebSocket.
func (e *ending) say(ws *websocket.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), sayWithin)
	defer cancel()
	if e.status == 0 || e.last != (wire.Control{}) && writeJSON(ctx, ws, e.last) != nil {
		_ = ws.CloseNow() // it may be closed already
		return
	}
	_ = ws.Close(e.status, "")
}

var (
	errDone    = &ending{outcome: "done", status: websocket.StatusNormalClosure}
	errLeft    = &ending{outcome: "closed by the client"}
	errGone    = &ending{outcome: "client does not answer"}
	errClosing = &ending{"relay closing", wire.Control{Refusal: closing}, websocket.StatusGoingAway}

	// What those are told that wait when their connection ends for another reason.
	errStopped = errors.New("stopped")
)

func wrong(text string) *ending {
	return &ending{"protocol error", wire.Control{Error: text}, websocket.StatusProtocolError}
}

func overLimit(outcome, flag, format string, args ...any) *ending {
	refusal := &wire.Refusal{Kind: wire.Spent, Flag: flag, Reason: fmt.Sprintf(format, args...)}
	return &ending{outcome, wire.Control{Refusal: refusal}, websocket.StatusPolicyViolation}
}

func broken(err error) *ending {
	return &ending{"broken: " + bare(err), wire.Control{Error: "The server's connection broke: " + bare(err) + "."}, websocket.StatusInternalError}
}
