package httpwasm

import (
	"encoding/json"
	"io"

	"roundtrip/httpwasm/relay/wire"
)

// send sends whatever there is to be sent until the connection has ended, then closes the socket. Nothing else sends.
func (c *tunnelConn) send() {
	for {
		err := c.sendNext()
		if err == io.EOF {
			c.release()
			return
		}
		if err != nil {
			c.ended(err)
		}
	}
}

// release lets go of what the connection holds outside of itself.
func (c *tunnelConn) release() {
	c.mu.Lock()
	if c.lingering != nil {
		c.lingering.Stop()
	}
	c.outbox.clear()
	c.mu.Unlock()
	c.socket.close()
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
