//go:build !js

package relay

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/coder/websocket"

	"roundtrip/httpwasm/relay/wire"
)

var closing = &wire.Refusal{Kind: wire.Closing, Reason: "The relay is stopping."}

func badOpen(reason string) *wire.Refusal {
	return &wire.Refusal{Kind: wire.BadOpen, Reason: reason}
}

func denied(token string) *wire.Refusal {
	reason := "This relay does not know the access token."
	if token == "" {
		reason = "This relay wants an access token."
	}
	return &wire.Refusal{Kind: wire.Denied, Reason: reason, Flag: "-relay-token-file"}
}

func forbidden(flag, format string, args ...any) *wire.Refusal {
	return &wire.Refusal{Kind: wire.Forbidden, Flag: flag, Reason: fmt.Sprintf(format, args...)}
}

func busy(flag, format string, args ...any) *wire.Refusal {
	return &wire.Refusal{Kind: wire.Busy, Flag: flag, Reason: fmt.Sprintf(format, args...)}
}

func proxyFailed(format string, args ...any) *wire.Refusal {
	return &wire.Refusal{Kind: wire.ProxyFailed, Reason: fmt.Sprintf(format, args...)}
}

// asRefusal is what ended a connection before it was open, in the protocol's words.
func asRefusal(err error) *wire.Refusal {
	var refusal *wire.Refusal
	if errors.As(err, &refusal) {
		return refusal
	}
	return closing
}

func describe(refusal *wire.Refusal) string {
	if refusal.Flag == "" {
		return refusal.Reason
	}
	return fmt.Sprintf("%s The relay's operator can change that with %s.", refusal.Reason, refusal.Flag)
}

const sayWithin = 5 * time.Second // for last words

func sayRefusal(ws *websocket.Conn, refusal *wire.Refusal) {
	ctx, cancel := context.WithTimeout(context.Background(), sayWithin)
	defer cancel()
	if writeJSON(ctx, ws, wire.Opened{Refusal: refusal}) != nil {
		_ = ws.CloseNow()
		return
	}
	_ = ws.Close(statusOf(refusal.Kind), "") // the other side may be gone already
}

func statusOf(kind wire.Kind) websocket.StatusCode {
	switch kind {
	case wire.BadOpen:
		return websocket.StatusProtocolError
	case wire.Denied, wire.Forbidden, wire.Busy:
		return websocket.StatusPolicyViolation
	case wire.Closing:
		return websocket.StatusGoingAway
	}
	return websocket.StatusNormalClosure
}
