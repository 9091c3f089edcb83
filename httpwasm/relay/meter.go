//go:build !js

package relay

import (
	"bufio"
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"
)

// meter holds a client to frames that carry something. It compares what comes over its WebSockets with what that carries: empty messages and
// fragments, pings, pongs and controls that say nothing are charged, and so is what many small frames cost beside their bytes.
// The goroutine that reads uses it, and the one that closes, which reads until the client has said farewell.
type meter struct {
	client *client

	mu    sync.Mutex
	open  int // bytes that came, and of which nobody has said what they carried
	spent bool
}

// frameHeader is what a frame may cost beside what it carries, in bytes (RFC 6455, section 5.2).
const frameHeader = 14

// smallest is how many bytes a frame must carry for its header to be free.
const smallest = 16

// underway is how many bytes may have come of a message before any of them is handed on.
const underway = chunkSize + 2*smallBuffer

var errIdleFrames = errors.New("too many frames that carry nothing")

// carried notes that so many bytes were carried.
func (m *meter) carried(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if n >= smallest {
		n += frameHeader
	}
	m.open = max(0, m.open-n)
}

// came notes bytes of the WebSocket, and takes what carried nothing from what the client may send of it.
func (m *meter) came(n int) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.open += n
	if idle := m.open - underway; idle > 0 {
		m.open = underway
		m.spent = m.spent || !m.client.idle.AllowN(time.Now(), min(idle, idleBurst))
	}
	if m.spent {
		return errIdleFrames
	}
	return nil
}

// exhausted reports whether the client has sent more of nothing than it may.
func (m *meter) exhausted() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.spent
}

// pingCost is what answering a ping costs, in bytes that came.
const pingCost = 512

// pinged charges a ping, and reports whether it is to be answered.
func (m *meter) pinged(context.Context, []byte) bool { return m.came(pingCost) == nil }

// meteredConn counts what is read.
type meteredConn struct {
	net.Conn
	meter *meter
}

func (c *meteredConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if bad := c.meter.came(n); bad != nil {
		return 0, bad
	}
	return n, err
}

// meteredWriter gives the WebSocket a connection that is counted.
type meteredWriter struct {
	http.ResponseWriter
	meter *meter
}

func (w *meteredWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, buffered, err := http.NewResponseController(w.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	return &meteredConn{conn, w.meter}, buffered, nil
}

// errFlood ends a connection of a client that sends too much of nothing.
var errFlood = overLimit("flood", "", "Too many frames came from this address that carry nothing.")
