//go:build !js

package relay

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

// openMany opens that many connections at once.
func openMany(t testing.TB, relay string, to net.Addr) []*tunnel {
	t.Helper()
	host, port := hostPort(t, to)
	return openEach(t, many, func(ctx context.Context, _ int) (*tunnel, error) {
		return dialTunnel(ctx, relay, wire.Open{Host: host, Port: port, Window: wire.MinWindow})
	})
}

// openEach opens n connections at once, each in its way.
func openEach(t testing.TB, n int, open func(ctx context.Context, i int) (*tunnel, error)) []*tunnel {
	t.Helper()
	conns := make([]*tunnel, n)
	var group sync.WaitGroup
	var mu sync.Mutex
	var failure error
	for i := range conns {
		group.Go(func() {
			ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
			defer cancel()
			conn, err := open(ctx, i)
			mu.Lock()
			defer mu.Unlock()
			conns[i], failure = conn, errors.Join(failure, err)
		})
	}
	group.Wait()
	require.NoError(t, failure)
	return conns
}

func TestAThousandConnectionsAtOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds")
	}
	echo := listen(t, func(c *net.TCPConn) {
		_, _ = io.Copy(c, c)
		_ = c.Close()
	})
	process := startProcess(t, "127.0.0.1:0")
	goroutines, memory := process.goroutines(t), process.memory(t)

	conns := openMany(t, process.relay(), echo)
	idle := process.memory(t) - memory
	t.Logf("%d idle connections hold %d kB each", many, idle/many>>10)
	require.Less(t, idle/many, int64(100<<10))

	host, port := hostPort(t, echo)
	_, err := dialTunnel(t.Context(), process.relay(), wire.Open{Host: host, Port: port, Window: wire.MinWindow})
	var refusal *wire.Refusal
	require.ErrorAs(t, err, &refusal, "one more is one too many")
	require.Equal(t, wire.Busy, refusal.Kind)

	begin := time.Now()
	process.goroutines(t)
	require.Less(t, time.Since(begin), 5*time.Second, "the site goes on")

	// Each sends 200 kB and gets them back, all at once; a message of theirs and a buffer for the answer is what that may take.
	var group sync.WaitGroup
	sent := make([]byte, 200<<10)
	for _, conn := range conns {
		group.Go(func() {
			go func() { _, _ = conn.Write(sent); _ = conn.CloseWrite() }()
			n, _ := io.Copy(io.Discard, struct{ io.Reader }{conn})
			if n != int64(len(sent)) {
				t.Errorf("%d bytes came back of %d", n, len(sent))
			}
		})
	}
	group.Wait()
	t.Logf("%d connections that carried 200 kB each way left %d MB", many, (process.memory(t)-memory)>>20)

	for _, conn := range conns {
		_ = conn.ws.CloseNow() // it may be closed already
	}
	eventually(t, "its goroutines end", func() bool { return process.goroutines(t) <= goroutines+2 })
	left := process.memory(t) - memory
	t.Logf("afterwards it holds %d MB more than before", left>>20)
	process.stop(t)
}

// All servers send without end and take nothing, all tunnels send as much as they may and read nothing.
func TestAThousandThatDoNotReadHoldNoMoreThanTheirWindows(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds")
	}
	stuck := make(chan struct{})
	defer close(stuck)
	rude := listen(t, func(c *net.TCPConn) {
		go func() { <-stuck; _ = c.Close() }()
		p := make([]byte, 64<<10)
		for {
			if _, err := c.Write(p); err != nil {
				return
			}
		}
	})
	process := startProcess(t, "127.0.0.1:0")
	goroutines, memory := process.goroutines(t), process.memory(t)
	conns := openMany(t, process.relay(), rude)
	endless := make([]byte, 8<<20)
	for _, conn := range conns {
		go func() { _, _ = conn.Write(endless) }()
	}
	most := int64(0)
	for range 5 {
		time.Sleep(300 * time.Millisecond)
		most = max(most, process.memory(t)-memory)
	}
	t.Logf("%d connections with 64 kB windows that nobody reads hold %d MB", many, most>>20)
	require.Less(t, most, int64(many)*(2*wire.MinWindow+largeBuffer+100<<10))
	begin := time.Now()
	process.goroutines(t)
	require.Less(t, time.Since(begin), 5*time.Second, "the site goes on")
	for _, conn := range conns {
		_ = conn.ws.CloseNow() // it may be closed already
	}
	eventually(t, "its goroutines end", func() bool { return process.goroutines(t) <= goroutines+2 })
	process.stop(t)
}

func TestARelayThatIsRestartedServesOn(t *testing.T) {
	echo := listen(t, func(c *net.TCPConn) {
		_, _ = io.Copy(c, c)
		_ = c.Close()
	})
	first := startProcess(t, "127.0.0.1:0")
	host, port := hostPort(t, echo)
	open := wire.Open{Host: host, Port: port, Window: wire.MinWindow}
	conn, err := dialTunnel(t.Context(), first.relay(), open)
	require.NoError(t, err)
	first.stop(t)
	_, err = conn.Read(make([]byte, 1))
	require.EqualError(t, err, "The relay is stopping.")

	second := startProcess(t, first.address)
	conn, err = dialTunnel(t.Context(), second.relay(), open)
	require.NoError(t, err)
	_, err = conn.Write([]byte("again"))
	require.NoError(t, err)
	p := make([]byte, 5)
	_, err = io.ReadFull(struct{ io.Reader }{conn}, p)
	require.NoError(t, err)
	require.Equal(t, "again", string(p))
	require.NoError(t, conn.ws.CloseNow())
	second.stop(t)
}

// BenchmarkDownload carries bytes from a server to a tunnel, and tells what that costs the relay.
func BenchmarkDownload(b *testing.B) {
	const size = 256 << 20
	source := listen(b, func(c *net.TCPConn) {
		p := make([]byte, 256<<10)
		for range size / len(p) {
			if _, err := c.Write(p); err != nil {
				return
			}
		}
		_ = c.Close()
	})
	process := startProcess(b, "127.0.0.1:0")
	host, port := hostPort(b, source)
	b.SetBytes(size)
	before := process.processor(b)
	for b.Loop() {
		conn, err := dialTunnel(b.Context(), process.relay(), wire.Open{Host: host, Port: port, Window: wire.FullWindow})
		require.NoError(b, err)
		n, err := io.CopyBuffer(io.Discard, struct{ io.Reader }{conn}, make([]byte, 256<<10))
		require.NoError(b, err)
		require.EqualValues(b, size, n)
		_ = conn.ws.CloseNow() // it may be closed already
	}
	used := process.processor(b) - before
	b.ReportMetric(used.Seconds()*(1<<30)/float64(size)/float64(b.N), "cpu-s/GB")
}

// BenchmarkUpload is the other way.
func BenchmarkUpload(b *testing.B) {
	const size = 256 << 20
	sink := listen(b, func(c *net.TCPConn) {
		_, _ = io.CopyBuffer(struct{ io.Writer }{io.Discard}, struct{ io.Reader }{c}, make([]byte, 256<<10))
		_ = c.Close()
	})
	process := startProcess(b, "127.0.0.1:0")
	host, port := hostPort(b, sink)
	b.SetBytes(size)
	before := process.processor(b)
	for b.Loop() {
		conn, err := dialTunnel(b.Context(), process.relay(), wire.Open{Host: host, Port: port, Window: wire.MinWindow})
		require.NoError(b, err)
		p := make([]byte, 256<<10)
		for range size / len(p) {
			_, err := conn.Write(p)
			require.NoError(b, err)
		}
		require.NoError(b, conn.CloseWrite())
		_, err = conn.Read(make([]byte, 1))
		require.ErrorIs(b, err, io.EOF)
		_ = conn.ws.CloseNow() // it may be closed already
	}
	used := process.processor(b) - before
	b.ReportMetric(used.Seconds()*(1<<30)/float64(size)/float64(b.N), "cpu-s/GB")
}
