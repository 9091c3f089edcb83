//go:build !js

package relay

import (
	"context"
	"errors"

	"github.com/coder/websocket"

	"roundtrip/httpwasm/relay/wire"
)

// ending is why a connection is over.
type ending struct {
	outcome string               // for the log
	text    string               // for the tunnel, a sentence; empty where it knows, or cannot be told
	status  websocket.StatusCode // of the WebSocket's close frame; 0 leaves it out, where there is nobody to read it
}

func (e *ending) Error() string { return e.outcome }

// say tells the tunnel, and closes its WebSocket.
func (e *ending) say(ws *websocket.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), sayWithin)
	defer cancel()
	if e.status == 0 || e.text != "" && writeJSON(ctx, ws, wire.Control{Error: e.text}) != nil {
		_ = ws.CloseNow() // it may be closed already
		return
	}
	_ = ws.Close(e.status, "")
}

var (
	errDone    = &ending{outcome: "done", status: websocket.StatusNormalClosure}
	errLeft    = &ending{outcome: "closed by the client"}
	errGone    = &ending{outcome: "client does not answer"}
	errClosing = &ending{"relay closing", "The relay is stopping.", websocket.StatusGoingAway}

	// What those are told that wait when their connection ends for another reason.
	errStopped = errors.New("stopped")
)

func wrong(text string) *ending {
	return &ending{"protocol error", text, websocket.StatusProtocolError}
}

func overLimit(outcome, text string) *ending {
	return &ending{outcome, text, websocket.StatusPolicyViolation}
}

func broken(err error) *ending {
	return &ending{"broken: " + bare(err), "The server's connection broke: " + bare(err) + ".", websocket.StatusInternalError}
}
