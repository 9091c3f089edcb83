package httpwasm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"syscall/js"
	"time"

	"roundtrip/httpwasm/relay/wire"
)

// socket is the browser's WebSocket (https://websockets.spec.whatwg.org/). github.com/coder/websocket has one for browsers too. It cannot
// close one that is being opened, and leaves the memory of each message to the garbage collector, which is late.
type socket struct {
	ws             js.Value
	message, state callback
	once           sync.Once
}

// outgoing is what passes bytes to every socket: send takes a copy of them before it returns.
var outgoing = sync.OnceValue(func() js.Value { return uint8Array.New(block) }) // a block long

// dialSocket opens a WebSocket. What comes over it goes to c, from when it is open until it is closed.
func dialSocket(ctx context.Context, address string, c *tunnelConn) (*socket, wire.Kind, error) {
	s := &socket{}
	var err error
	s.ws, err = try(func() js.Value {
		ws := js.Global().Get("WebSocket").New(address, wire.Subprotocol)
		ws.Set("binaryType", "arraybuffer")
		return ws
	})
	if err != nil {
		return nil, RelayUnreachable, err
	}
	settled, opened := make(chan struct{}), false
	settle := sync.OnceFunc(func() { close(settled) })
	var cause error
	s.message = newCallback(func(args []js.Value) { s.take(args[0].Get("data"), c) })
	s.state = newCallback(func(args []js.Value) {
		switch event := args[0]; event.Get("type").String() {
		case "open":
			opened = true
			settle()
		case "close": // an error is always followed by a close, and says nothing itself
			cause = closed(event)
			if opened {
				c.ended(cause)
			}
			settle()
		}
	})
	s.ws.Set("onmessage", s.message.fn)
	s.ws.Set("onopen", s.state.fn)
	s.ws.Set("onclose", s.state.fn)
	select {
	case <-settled:
	case <-ctx.Done():
		s.close()
		return nil, DialCancelled, ctx.Err()
	}
	if !opened {
		s.close()
		return nil, probe(ctx, address), cause
	}
	return s, "", nil
}

// closed is what a close event says.
func closed(event js.Value) error {
	code, reason := event.Get("code").Int(), text(event.Get("reason"))
	switch {
	case reason != "":
		return fmt.Errorf("the WebSocket was closed with code %d: %s: %w", code, reason, io.ErrUnexpectedEOF)
	case code == 1006:
		return fmt.Errorf("the WebSocket broke: %w", io.ErrUnexpectedEOF)
	}
	return fmt.Errorf("the WebSocket was closed with code %d: %w", code, io.ErrUnexpectedEOF)
}

// probeWithin is how long a server may take that gave no WebSocket, and is asked whether it is there.
const probeWithin = 3 * time.Second

// probe tells whether a server is there that gave no WebSocket. The browser keeps from programs why one could not be opened.
func probe(ctx context.Context, address string) wire.Kind {
	u, err := url.Parse(address)
	if err != nil {
		return RelayUnreachable
	}
	u.Scheme = strings.Replace(u.Scheme, "ws", "http", 1)
	ctx, cancel := context.WithTimeout(ctx, probeWithin)
	defer cancel()
	ctx = WithOptions(ctx, Options{Mode: ModeNoCORS, Cache: CacheNoStore, Credentials: CredentialsOmit})
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return RelayUnreachable
	}
	resp, err := new(Transport).RoundTrip(req)
	if err != nil {
		return RelayUnreachable
	}
	resp.Body.Close()
	return RelayRefused
}

// take takes a message.
func (s *socket) take(message js.Value, c *tunnelConn) {
	if message.Type() == js.TypeString {
		c.text([]byte(message.String()))
		return
	}
	array := uint8Array.New(message)
	n := array.Length()
	at := 0
	c.data(n, func(p []byte) {
		from := array
		if at > 0 {
			from = array.Call("subarray", at)
		}
		at += js.CopyBytesToGo(p, from)
	})
	messageTaken(n)
}

// sendData sends no more than a block.
func (s *socket) sendData(p []byte) error {
	array := outgoing()
	js.CopyBytesToJS(array, p)
	if len(p) < block {
		array = array.Call("subarray", 0, len(p))
	}
	return s.send(array)
}

func (s *socket) sendText(text []byte) error { return s.send(js.ValueOf(string(text))) }

var errNotOpen = errors.New("the WebSocket is not open")

func (s *socket) send(message js.Value) error {
	if s.ws.Get("readyState").Int() != 1 {
		return errNotOpen // send would throw the message away without a word
	}
	_, err := try(func() js.Value { return s.ws.Call("send", message) })
	return err
}

// close closes the WebSocket after what was sent, without waiting for it.
func (s *socket) close() {
	s.once.Do(func() {
		for _, handler := range []string{"onmessage", "onopen", "onclose"} {
			s.ws.Set(handler, js.Null())
		}
		try(func() js.Value { return s.ws.Call("close", 1000) }) // without a status it would be no good end (package wire)
		s.message.release()
		s.state.release()
	})
}
