//go:build !js

package httpwasm

import (
	"context"
	"fmt"
	"io"
	"sync"

	"github.com/coder/websocket"

	"roundtrip/httpwasm/relay/wire"
)

// socket is a WebSocket outside of a browser.
type socket struct {
	ws   *websocket.Conn
	once sync.Once
}

// dialSocket opens a WebSocket. What comes over it goes to c until it is closed.
func dialSocket(ctx context.Context, address string, c *tunnelConn) (*socket, wire.Kind, error) {
	ws, resp, err := websocket.Dial(ctx, address, &websocket.DialOptions{Subprotocols: []string{wire.Subprotocol}})
	if err != nil {
		if resp != nil {
			return nil, RelayRefused, err
		}
		return nil, RelayUnreachable, err
	}
	if ws.Subprotocol() != wire.Subprotocol {
		ws.CloseNow()
		return nil, RelayRefused, errProtocol
	}
	ws.SetReadLimit(wire.MaxData)
	s := &socket{ws: ws}
	go s.receive(c)
	return s, "", nil
}

func (s *socket) receive(c *tunnelConn) {
	for {
		kind, message, err := s.ws.Read(context.Background())
		if err != nil {
			c.ended(fmt.Errorf("%w: %w", io.ErrUnexpectedEOF, err))
			return
		}
		if kind == websocket.MessageText {
			c.text(message)
			continue
		}
		c.data(len(message), func(p []byte) { message = message[copy(p, message):] })
	}
}

func (s *socket) sendData(p []byte) error {
	return s.ws.Write(context.Background(), websocket.MessageBinary, p)
}

func (s *socket) sendText(text []byte) error {
	return s.ws.Write(context.Background(), websocket.MessageText, text)
}

// close closes the WebSocket after what was sent. It waits for the relay to answer, some seconds at most.
func (s *socket) close() {
	s.once.Do(func() { _ = s.ws.Close(websocket.StatusNormalClosure, "") })
}
