//go:build !js

package relay

import (
	"context"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"

	"roundtrip/httpwasm/relay/wire"
)

// connection carries bytes between a WebSocket and a server.
type connection struct {
	ws     *websocket.Conn
	meter  *meter   // of what comes over it
	server net.Conn // set before bytes flow
	host   string   // that was asked for, with the port
	port   uint16

	ctx context.Context
	end context.CancelCauseFunc // with an ending; the first one counts

	credit  *credit      // what the tunnel has room for
	queue   *queue       // what the server has not taken yet
	window  int64        // how much of that there may be
	pending atomic.Int64 // what was received and not acknowledged
	open    atomic.Bool  // bytes may flow

	limit     int64        // bytes in both directions
	in, out   atomic.Int64 // bytes from the server, and to it
	lastData  atomic.Int64 // when bytes last moved, in nanoseconds since the connection began
	lastHeard atomic.Int64 // when the tunnel last said anything
	begin     time.Time

	running sync.WaitGroup
	halves  atomic.Int32  // directions that have ended as they should
	sent    chan struct{} // closed when the server has taken all that the tunnel sent
}

// start runs a part of the connection, whose error ends all of it.
func (c *connection) start(part func() error) {
	c.running.Go(func() {
		if err := part(); err != nil && !errors.Is(err, errStopped) {
			c.end(err)
		}
	})
}

// halfDone notes the end of a direction, and that of the connection with the second.
func (c *connection) halfDone() error {
	if c.halves.Add(1) == 2 {
		return errDone
	}
	return nil
}

func newConnection(ctx context.Context, ws *websocket.Conn, room int64, config *Config) *connection {
	c := &connection{
		ws:     ws,
		credit: newCredit(room),
		queue:  newQueue(),
		window: int64(config.Window),
		limit:  int64(config.Bytes),
		sent:   make(chan struct{}),
		begin:  time.Now(),
	}
	c.ctx, c.end = context.WithCancelCause(ctx)
	return c
}

// flow tells the tunnel that it is connected, and carries from then on.
func (c *connection) flow(server net.Conn, opened wire.Opened) error {
	c.server = server
	c.lastData.Store(int64(time.Since(c.begin)))
	c.open.Store(true)
	opened.Window = c.window
	if writeJSON(context.Background(), c.ws, opened) != nil { // with c.ctx its end would cut the WebSocket off without last words
		return errLeft
	}
	c.start(c.upstream)
	c.start(c.downstream)
	return nil
}

// finish says why the connection has ended to whom that concerns, and frees all that it held. It gives the outcome for the log.
func (c *connection) finish() string {
	cause := context.Cause(c.ctx)
	if c.server != nil {
		_ = c.server.Close() // whoever reads or writes there returns
	}
	end, outcome := (*ending)(nil), ""
	switch {
	case !errors.As(cause, &end), end == errClosing && !c.open.Load():
		refusal := asRefusal(cause)
		outcome = string(refusal.Kind)
		sayRefusal(c.ws, refusal)
	default:
		outcome = end.outcome
		end.say(c.ws)
	}
	c.running.Wait()
	c.queue.drop()
	return outcome
}
