//go:build !js

package relay

import (
	"context"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

// pace is how somebody reads who is slow: 1 kB every 50 ms, until there is hurry.
type pace struct {
	hurry chan struct{}
	seen  *sync.WaitGroup // waits until it has shown its pace
	reads int
}

const slowReads = 10 // that show a pace

func (p *pace) read(from io.Reader, space []byte) (int, error) {
	select {
	case <-p.hurry:
		p.show(slowReads)
		return from.Read(space)
	case <-time.After(50 * time.Millisecond):
		p.show(1)
		return from.Read(space[:min(len(space), 1<<10)])
	}
}

func (p *pace) show(reads int) {
	if p.reads < slowReads && p.reads+reads >= slowReads {
		p.seen.Done()
	}
	p.reads += reads
}

// drain reads to the end.
func (p *pace) drain(from io.Reader) (n int64, err error) {
	space := make([]byte, 16<<10)
	for {
		more, err := p.read(from, space)
		n += int64(more)
		if err != nil {
			return n, err
		}
	}
}

// slowConn is a connection at whose end somebody slow reads.
type slowConn struct {
	net.Conn
	*pace
}

func (c slowConn) Read(p []byte) (int, error) { return c.read(c.Conn, p) }

// Both ends send as fast as they can and read a little at a time. Of the tunnels every fourth reads its WebSocket slowly, so that TCP
// holds the relay up, and the others acknowledge slowly, so that the window does.
func TestHundredsThatReadSlowlyHoldNoMoreThanTheirWindows(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds")
	}
	const slow = many * 3 / 10
	hurry := make(chan struct{})
	hurried := sync.OnceFunc(func() { close(hurry) })
	defer hurried()
	var seen, served sync.WaitGroup
	seen.Add(2 * slow)
	var sentDown, sentUp, gotDown, gotUp atomic.Int64
	// pour writes without end, until there is hurry.
	pour := func(to io.Writer, sent *atomic.Int64) {
		p := make([]byte, 16<<10)
		for {
			select {
			case <-hurry:
				return
			default:
			}
			n, err := to.Write(p)
			sent.Add(int64(n))
			if err != nil {
				return
			}
		}
	}
	server := listen(t, func(c *net.TCPConn) {
		served.Add(1)
		defer served.Done()
		defer c.Close()
		_ = c.SetWriteBuffer(64 << 10) // what lies in the systems is no matter here
		var poured sync.WaitGroup
		poured.Go(func() { pour(c, &sentDown); _ = c.CloseWrite() })
		n, _ := (&pace{hurry: hurry, seen: &seen}).drain(c)
		gotUp.Add(n)
		poured.Wait()
	})
	process := startProcess(t, "127.0.0.1:0")
	goroutines, memory := process.goroutines(t), process.memory(t)
	host, port := hostPort(t, server)
	conns := openEach(t, slow, func(ctx context.Context, i int) (*tunnel, error) {
		if i%4 > 0 {
			return dialTunnel(ctx, process.relay(), wire.Open{Host: host, Port: port, Window: wire.MinWindow})
		}
		return dialTunnelOver(ctx, func(ctx context.Context, network, addr string) (net.Conn, error) {
			conn, err := (&net.Dialer{}).DialContext(ctx, network, addr)
			if err != nil {
				return nil, err
			}
			_ = conn.(*net.TCPConn).SetReadBuffer(256 << 10)
			return slowConn{conn, &pace{hurry: hurry, seen: &seen}}, nil
		}, process.relay(), wire.Open{Host: host, Port: port, Window: wire.MaxWindow})
	})
	var ends sync.WaitGroup
	for i, conn := range conns {
		go func() { pour(conn, &sentUp); _ = conn.CloseWrite() }()
		ends.Go(func() {
			var n int64
			var err error
			if from := (struct{ io.Reader }{conn}); i%4 > 0 {
				n, err = (&pace{hurry: hurry, seen: &seen}).drain(from)
			} else {
				n, err = io.Copy(io.Discard, from)
			}
			gotDown.Add(n)
			if err != nil && err != io.EOF {
				t.Errorf("a connection ended with %v", err)
			}
			<-conn.over
			if websocket.CloseStatus(conn.status) != websocket.StatusNormalClosure {
				t.Errorf("a WebSocket ended with %v", conn.status)
			}
		})
	}

	paced := make(chan struct{})
	go func() { seen.Wait(); close(paced) }()
	most := int64(0)
	for showing := true; showing; {
		select {
		case <-paced:
			showing = false
		case <-time.After(100 * time.Millisecond):
		}
		most = max(most, process.memory(t)-memory)
	}
	t.Logf("%d connections with 64 kB windows whose ends read slowly hold %d MB", slow, most>>20)
	require.Less(t, most, int64(slow)*(2*wire.MinWindow+largeBuffer+100<<10))
	begin := time.Now()
	othersGoOn(t, process)
	require.Less(t, time.Since(begin), 20*time.Second, "others go on")

	hurried()
	ends.Wait()
	served.Wait()
	require.Equal(t, sentDown.Load(), gotDown.Load(), "all that the servers sent has arrived")
	require.Equal(t, sentUp.Load(), gotUp.Load(), "and all that the tunnels sent")
	eventually(t, "its goroutines end", func() bool { return process.goroutines(t) <= goroutines+2 })
	process.stop(t)
}

// othersGoOn holds that the site beside the relay answers, and that a new connection through the relay carries.
func othersGoOn(t *testing.T, process *relayProcess) {
	t.Helper()
	process.goroutines(t)
	echo := listen(t, func(c *net.TCPConn) { _, _ = io.Copy(c, c); _ = c.CloseWrite(); _ = c.Close() })
	host, port := hostPort(t, echo)
	conn, err := dialTunnel(t.Context(), process.relay(), wire.Open{Host: host, Port: port, Window: wire.MinWindow})
	require.NoError(t, err)
	go func() { _, _ = conn.Write(make([]byte, 1<<20)); _ = conn.CloseWrite() }()
	n, err := io.Copy(io.Discard, struct{ io.Reader }{conn})
	require.NoError(t, err)
	require.EqualValues(t, 1<<20, n)
	<-conn.over
}
