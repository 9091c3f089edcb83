package httpwasm

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"roundtrip/httpwasm/relay/wire"
)

// FuzzWhatARelaySays feeds a connection with messages that no relay would send. What is read must be what came, in order, no more than
// there was room for, and an error where it made no sense.
func FuzzWhatARelaySays(f *testing.F) {
	f.Add([]byte("t\x0e{\"window\":65536}b\x05hellot\x0c{\"eof\":true}"))
	f.Add([]byte("t\x10{\"window\":65536}b\x05hellot\x0b{\"ack\":100}"))
	f.Add([]byte("t\x10{\"window\":65536}t\x10{\"error\":\"gone\"}b\x01x"))
	f.Add([]byte("t\x2a{\"refusal\":{\"kind\":\"busy\",\"reason\":\"full\"}}"))
	f.Add([]byte("b\x01x"))
	f.Add([]byte("t\x10{\"window\":65536}B\xffB\xffB\xff"))
	f.Add([]byte("c\x00"))
	f.Fuzz(func(t *testing.T, script []byte) {
		c := newTunnelConn("relay", "far:1", wire.MinWindow)
		var taken []byte
		for len(script) >= 2 {
			kind, n := script[0], int(script[1])
			message := script[2:]
			message = message[:min(n, len(message))]
			script = script[2+len(message):]
			switch kind {
			case 't':
				c.text(message)
			case 'b', 'B':
				if kind == 'B' {
					message = bytes.Repeat([]byte{'B'}, n<<8)
				}
				before := c.err == nil && !c.opening && !c.eof && len(message) <= int(c.room)
				rest := message
				c.data(len(message), func(p []byte) { rest = rest[copy(p, rest):] })
				if before {
					taken = append(taken, message...)
				}
			case 'c':
				c.ended(io.ErrUnexpectedEOF)
			case 'r': // reading and sending go on meanwhile
				if c.inbox.size > 0 {
					p := make([]byte, n)
					got, err := c.Read(p)
					if err != nil || !bytes.Equal(p[:got], taken[:got]) {
						t.Fatalf("read %q, %v; want %q", p[:got], err, taken[:got])
					}
					taken = taken[got:]
					c.room += c.taken
					c.taken = 0
				}
			case 'w':
				c.credit -= min(c.credit, int64(n))
			}
			if c.inbox.size != len(taken) || c.room < 0 || int64(c.inbox.size)+c.room > c.window || c.credit > c.opened.Window {
				t.Fatalf("%d bytes in the inbox of %d, room for %d, credit %d of %d", c.inbox.size, len(taken), c.room, c.credit, c.opened.Window)
			}
		}
		c.ended(io.ErrUnexpectedEOF)
		got, err := io.ReadAll(c)
		if !bytes.Equal(got, taken) {
			t.Fatalf("read %q; want %q", got, taken)
		}
		var failure *RelayError
		if err == nil != c.eof || err != nil && !errors.As(err, &failure) {
			t.Fatalf("%v, after the end: %t", err, c.eof)
		}
		select {
		case <-c.answered:
		default:
			t.Fatal("a dial would wait for ever")
		}
	})
}
