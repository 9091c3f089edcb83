//go:build !js

package relay

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"

	"roundtrip/httpwasm/relay/wire"
)

// deliverWithin is how long a server may take for what a tunnel sent that has left.
const deliverWithin = 5 * time.Second

// receive reads what the tunnel says. It never waits for the server: acknowledgements and pings come through the same WebSocket, so the
// bytes wait in the queue, which the window bounds.
func (c *connection) receive() error {
	for {
		kind, r, err := c.ws.Reader(context.Background())
		if err != nil {
			c.deliver(err)
			return c.readEnding(err)
		}
		c.lastHeard.Store(int64(time.Since(c.begin)))
		if !c.open.Load() {
			return badOpen("The tunnel sent something before its connection was open.")
		}
		if kind == websocket.MessageBinary {
			err = c.receiveData(r)
		} else {
			err = c.receiveControl(r)
		}
		if err != nil {
			return err
		}
	}
}

// deliver waits until the server has taken what a tunnel sent that then said EOF and closed in good order, as programs do that
// close a connection after their last word.
func (c *connection) deliver(err error) {
	if websocket.CloseStatus(err) != websocket.StatusNormalClosure || !c.queue.hasEnded() {
		return
	}
	select {
	case <-c.sent:
	case <-c.ctx.Done():
	case <-time.After(deliverWithin):
	}
}

func (c *connection) receiveData(r io.Reader) error {
	for {
		part := newChunk()
		n, err := readFull(r, part.bytes[:], c.meter.carried)
		part.to = n
		if n == 0 {
			part.free()
		} else {
			if c.pending.Add(int64(n)) > c.window {
				part.free()
				return wrong(fmt.Sprintf("The tunnel sent more than the %d bytes that the relay had room for.", c.window))
			}
			if c.queue.put(part) != nil {
				return wrong("The tunnel sent bytes after it had said that no more come.")
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return c.readEnding(err)
		}
	}
}

// readFull reads until the space is full, and tells of every piece; io.EOF tells that the message has ended.
func readFull(r io.Reader, space []byte, read func(n int)) (n int, err error) {
	for n < len(space) && err == nil {
		var more int
		more, err = r.Read(space[n:])
		read(more)
		n += more
	}
	return n, err
}

func (c *connection) receiveControl(r io.Reader) error {
	space := newChunk() // which is larger than any control
	defer space.free()
	n, err := readFull(r, space.bytes[:], func(int) {}) // what it carries is seen when it is read
	if err != nil && err != io.EOF {
		return c.readEnding(err)
	}
	var control wire.Control
	if err := wire.Parse(space.bytes[:n], &control); err != nil {
		return wrong("The tunnel sent what is no message of this protocol.")
	}
	if !c.credit.acknowledge(control.Ack) {
		return wrong("The tunnel acknowledged more bytes than it was sent.")
	}
	if control.EOF && c.queue.end() != nil {
		return wrong("The tunnel ended its direction twice.")
	}
	if control.EOF || control.Ack >= int64(n) {
		c.meter.carried(n + frameHeader)
	}
	return nil
}

// upstream writes to the server what was received, and acknowledges it by quarters of the window.
func (c *connection) upstream() error {
	var taken int64
	for {
		part, err := c.queue.take(c.ctx.Done())
		if err != nil {
			return err
		}
		if part == nil {
			_ = closeWrite(c.server) // a server that has gone needs no end, and downstream knows how it went
			close(c.sent)
			return c.halfDone()
		}
		n, err := c.server.Write(part.held())
		part.free()
		if err != nil {
			return c.refused(err)
		}
		if err := c.moved(&c.out, n); err != nil {
			return err
		}
		if taken += int64(n); taken >= c.window/4 {
			c.pending.Add(-taken)
			_ = c.say(wire.Control{Ack: taken}) // a tunnel that has left needs none, and receive knows whether it has
			taken = 0
		}
	}
}

// refused ends the direction to a server that takes no more. It may have answered before it did so: the other direction reads that answer, and
// whatever ends it ends the connection.
func (c *connection) refused(err error) error {
	if c.halves.Add(1) == 2 {
		return broken(err)
	}
	return nil
}

// downstream sends what the server says, no more than the tunnel has room for.
func (c *connection) downstream() error {
	var b buffer
	defer b.free()
	for {
		room, err := c.credit.wait(c.ctx.Done())
		if err != nil {
			return err
		}
		space := b.space()
		n, err := c.server.Read(space[:min(room, int64(len(space)))])
		if n > 0 {
			c.credit.spend(int64(n))
			if err := c.ws.Write(context.Background(), websocket.MessageBinary, space[:n]); err != nil {
				return errLeft
			}
			if err := c.moved(&c.in, n); err != nil {
				return err
			}
			b.read(n)
		}
		switch {
		case err == io.EOF:
			if err := c.say(wire.Control{EOF: true}); err != nil {
				return err
			}
			return c.halfDone()
		case err != nil:
			return broken(err)
		}
	}
}

// moved counts bytes of a direction.
func (c *connection) moved(direction *atomic.Int64, n int) error {
	direction.Add(int64(n))
	c.lastData.Store(int64(time.Since(c.begin)))
	if c.in.Load()+c.out.Load() > c.limit {
		return overLimit("too many bytes", "-relay-bytes "+Size(2*c.limit).String(), "This connection carried more than the %s that the relay allows.", Size(c.limit))
	}
	return nil
}

func (c *connection) say(control wire.Control) error {
	if err := writeJSON(context.Background(), c.ws, control); err != nil {
		return errLeft
	}
	return nil
}

func writeJSON(ctx context.Context, ws *websocket.Conn, v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return ws.Write(ctx, websocket.MessageText, text)
}

func (c *connection) readEnding(err error) *ending {
	if c.meter.exhausted() {
		return errFlood
	}
	return readEnding(err)
}

// readEnding says why a WebSocket cannot be read. After frames that are no WebSocket's, or too large, the library has told the client so.
func readEnding(err error) *ending {
	if errors.Is(err, websocket.ErrMessageTooBig) {
		return &ending{outcome: "protocol error"}
	}
	return errLeft
}

// closeWrite ends the direction to a server, where its kind of connection can be ended by halves.
func closeWrite(conn net.Conn) error {
	if half, ok := conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}
