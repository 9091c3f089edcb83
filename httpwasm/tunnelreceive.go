package httpwasm

import (
	"errors"

	"roundtrip/httpwasm/relay/wire"
)

// What the socket tells a connection. In a browser these are JavaScript's calls, which must not block: whoever holds mu does not wait meanwhile.

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
	switch {
	case said.Refusal != nil:
		c.fail(said.Refusal.Kind, said.Refusal)
	case said.Error != "":
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
