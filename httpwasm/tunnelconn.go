package httpwasm

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"time"

	"roundtrip/httpwasm/relay/wire"
)

// linger is how long a connection that was closed goes on to send what was written before.
const linger = 5 * time.Second

// outboxSize is how many bytes may wait to be sent, besides those that are on their way to the relay.
const outboxSize = 4 * block

// tunnelConn is a connection through a relay. What comes lies in inbox until it is read; what is written lies in outbox until the one
// goroutine that sends gets to it, so that many small writes in a row become one message.
//
// The socket calls text, data and ended. In a browser these are JavaScript's calls, which must not block: nothing below holds mu while it waits.
type tunnelConn struct {
	relay, address string
	info           ConnInfo
	socket         *socket
	opened         wire.Opened   // valid once answered is closed
	answered       chan struct{} // the relay has answered, or never will

	writing sync.Mutex // held for a whole Write, so that no other comes between its bytes

	mu                           sync.Mutex
	readable, writable, sendable sync.Cond
	readBy, writeBy              deadline

	window   int64 // bytes that the relay may send in all, unacknowledged
	room     int64 // what is left of it
	taken    int64 // bytes that were read and not acknowledged
	credit   int64 // bytes that the relay has room for
	inbox    queue
	outbox   queue
	opening  bool  // nothing was answered yet
	eof      bool  // the far end sends no more
	eofSent  bool  // nor do we
	finished bool  // CloseWrite was called
	closed   bool  // Close was called
	err      error // what broke it; a *RelayError
}

func newTunnelConn(relay, address string, window int64) *tunnelConn {
	c := &tunnelConn{relay: relay, address: address, window: window, room: window, opening: true, answered: make(chan struct{})}
	c.readable.L, c.writable.L, c.sendable.L = &c.mu, &c.mu, &c.mu
	c.readBy.passed, c.writeBy.passed = &c.readable, &c.writable
	return c
}

// connect opens the WebSocket.
func (c *tunnelConn) connect(ctx context.Context, url string) (kind wire.Kind, err error) {
	if ctx.Err() != nil {
		return endedKind(ctx)
	}
	c.socket, kind, err = dialSocket(ctx, url, c)
	if err != nil && ctx.Err() != nil {
		return endedKind(ctx)
	}
	return kind, err
}

// ask sends the first message and waits for the answer.
func (c *tunnelConn) ask(ctx context.Context, open wire.Open) (wire.Kind, error) {
	text, err := json.Marshal(open)
	if err == nil {
		err = c.socket.sendText(text)
	}
	if err != nil {
		go c.socket.close()
		return RelayBroke, err
	}
	select {
	case <-ctx.Done():
		go c.socket.close()
		return endedKind(ctx)
	case <-c.answered:
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	var broken *RelayError
	switch refusal := c.opened.Refusal; {
	case refusal != nil:
		go c.socket.close()
		return refusal.Kind, refusal
	case errors.As(c.err, &broken) && c.opening:
		go c.socket.close()
		return broken.Kind, broken.Err
	}
	go c.send()
	return "", nil
}

// text takes a text message.
func (c *tunnelConn) text(message []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err != nil {
		return
	}
	if c.opening {
		if err := wire.Parse(message, &c.opened); err != nil {
			c.fail(RelayBroke, err)
			return
		}
		if o := c.opened; o.Refusal == nil && (o.Window < wire.MinWindow || o.Window > wire.MaxWindow) {
			c.fail(RelayBroke, errProtocol)
			return
		}
		c.opening = false
		c.credit = c.opened.Window
		close(c.answered)
		return
	}
	var said wire.Control
	if err := wire.Parse(message, &said); err != nil {
		c.fail(RelayBroke, err)
		return
	}
	switch {
	case said.Ack < 0 || said.Ack > c.opened.Window-c.credit:
		c.fail(RelayBroke, errProtocol)
		return
	case said.Ack > 0:
		c.credit += said.Ack
		c.sendable.Signal()
	}
	if said.EOF {
		c.eof = true
		c.readable.Broadcast()
		c.sendable.Signal()
	}
	if said.Error != "" {
		c.fail(ConnectionBroke, errors.New(said.Error))
	}
}

// data takes a binary message of n bytes, which copyTo gives piece by piece.
func (c *tunnelConn) data(n int, copyTo func(p []byte)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.err != nil || c.closed:
		return
	case c.opening || c.eof || n > wire.MaxData || int64(n) > c.room:
		c.fail(RelayBroke, errProtocol)
		return
	}
	c.room -= int64(n)
	for n > 0 {
		space := c.inbox.space()
		space = space[:min(n, len(space))]
		copyTo(space)
		c.inbox.filled(len(space))
		n -= len(space)
	}
	c.readable.Broadcast()
}

// ended takes the end of the socket, which is in order only when both sides have said EOF.
func (c *tunnelConn) ended(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.eof && c.eofSent {
		return
	}
	c.fail(RelayBroke, err)
}

// fail breaks the connection, for the first reason alone. The caller holds mu.
func (c *tunnelConn) fail(kind wire.Kind, err error) {
	if c.err != nil {
		return
	}
	c.err = &RelayError{Kind: kind, Relay: c.relay, Address: c.address, Err: err}
	if c.opening {
		close(c.answered)
	}
	c.wake()
}

func (c *tunnelConn) wake() {
	c.readable.Broadcast()
	c.writable.Broadcast()
	c.sendable.Broadcast()
}

// send sends whatever there is to be sent until the connection has ended, then closes the socket. Nothing else sends.
func (c *tunnelConn) send() {
	defer c.socket.close()
	for {
		err := c.sendNext()
		if err == io.EOF {
			return
		}
		if err != nil {
			c.ended(err)
		}
	}
}

// sendNext waits for something to send, and sends it. At the end it returns io.EOF.
func (c *tunnelConn) sendNext() error {
	c.mu.Lock()
	for {
		switch {
		case c.err != nil, c.eofSent && (c.eof || c.closed):
			c.mu.Unlock()
			return io.EOF
		case c.taken >= c.window/4 && !c.eof && !c.closed:
			ack := c.taken
			c.taken = 0
			c.room += ack
			c.mu.Unlock()
			return c.sendControl(wire.Control{Ack: ack})
		case c.outbox.size > 0 && c.credit > 0:
			p, done := c.outbox.take(c.credit)
			c.credit -= int64(len(p))
			c.writable.Broadcast()
			c.mu.Unlock()
			defer done()
			return c.socket.sendData(p)
		case c.outbox.size == 0 && (c.finished || c.closed) && !c.eofSent:
			c.eofSent = true
			c.mu.Unlock()
			return c.sendControl(wire.Control{EOF: true})
		}
		c.sendable.Wait()
	}
}

func (c *tunnelConn) sendControl(said wire.Control) error {
	text, err := json.Marshal(said)
	if err != nil {
		return err
	}
	return c.socket.sendText(text)
}

func (c *tunnelConn) Read(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for {
		switch {
		case c.closed:
			return 0, c.opError("read", net.ErrClosed)
		case c.readBy.expired():
			return 0, c.opError("read", os.ErrDeadlineExceeded)
		case len(p) == 0:
			return 0, nil
		case c.inbox.size > 0:
			n := c.inbox.read(p)
			c.taken += int64(n)
			if c.taken >= c.window/4 {
				c.sendable.Signal()
			}
			return n, nil
		case c.eof:
			return 0, io.EOF
		case c.err != nil:
			return 0, c.opError("read", c.err)
		}
		c.readable.Wait()
	}
}

// Write returns when p has been taken over, as it does for a socket of the system. It blocks while the relay has no room.
func (c *tunnelConn) Write(p []byte) (n int, err error) {
	c.writing.Lock()
	defer c.writing.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	for {
		switch {
		case c.closed:
			return n, c.opError("write", net.ErrClosed)
		case c.writeBy.expired():
			return n, c.opError("write", os.ErrDeadlineExceeded)
		case c.err != nil:
			return n, c.opError("write", c.err)
		case c.finished:
			return n, c.opError("write", syscall.EPIPE)
		case n == len(p):
			return n, nil
		}
		if space := outboxSize - c.outbox.size; space > 0 {
			taken := p[n:min(n+space, len(p))]
			c.outbox.write(taken)
			n += len(taken)
			c.sendable.Signal()
			continue
		}
		c.writable.Wait()
	}
}

// CloseWrite says that no more bytes come, after those that were written. Reading goes on.
func (c *tunnelConn) CloseWrite() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.closed:
		return c.opError("close", net.ErrClosed)
	case c.err != nil:
		return c.opError("close", c.err)
	}
	c.finished = true
	c.wake()
	return nil
}

// Close ends both directions. What was written is still sent, and what has come is forgotten.
func (c *tunnelConn) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return c.opError("close", net.ErrClosed)
	}
	c.closed = true
	c.inbox.clear()
	c.readBy.set(time.Time{})
	c.writeBy.set(time.Time{})
	c.wake()
	if c.outbox.size > 0 {
		time.AfterFunc(linger, c.abandon)
	}
	return nil
}

// abandon gives up what was written and could not be sent.
func (c *tunnelConn) abandon() {
	c.ended(net.ErrClosed)
	c.socket.close()
}

func (c *tunnelConn) opError(op string, err error) error {
	return &net.OpError{Op: op, Net: "tcp", Source: c.LocalAddr(), Addr: c.RemoteAddr(), Err: err}
}

// LocalAddr names the relay: which of its addresses the far end sees is not known here.
func (c *tunnelConn) LocalAddr() net.Addr  { return namedAddr(c.relay) }
func (c *tunnelConn) RemoteAddr() net.Addr { return tunnelAddr(c.opened.Address) }

func (c *tunnelConn) SetDeadline(t time.Time) error {
	return c.setDeadlines(t, &c.readBy, &c.writeBy)
}
func (c *tunnelConn) SetReadDeadline(t time.Time) error  { return c.setDeadlines(t, &c.readBy) }
func (c *tunnelConn) SetWriteDeadline(t time.Time) error { return c.setDeadlines(t, &c.writeBy) }

func (c *tunnelConn) setDeadlines(t time.Time, which ...*deadline) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return c.opError("set", net.ErrClosed)
	}
	for _, d := range which {
		d.set(t)
	}
	return nil
}
