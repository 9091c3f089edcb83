package httpwasm

import (
	"context"
	"net"
	"time"

	"roundtrip/httpwasm/relay/wire"
)

// ConnInfo is how a connection through a relay came to be. Spans count from Start.
type ConnInfo struct {
	Relay   string // host of the relay
	Address string // host and port that it dialled
	Via     string // host and port of the relay's own proxy, or ""

	Start     time.Time
	WebSocket Span          // to the relay
	DNS       Span          // by the relay; zero for an address, or where its proxy resolves
	Connect   Span          // by the relay, TCP alone
	End       time.Duration // the tunnel knew
}

// opened notes what the relay answered just now. It says how long its steps took, not when: they are put in the middle of the time
// that passed, with half of the way there before and half of the way back behind.
func (i *ConnInfo) opened(o wire.Opened) {
	i.End = time.Since(i.Start)
	i.Address, i.Via = o.Address, o.Via
	waited := i.End - i.WebSocket.End
	dns := min(stepOf(o.DNS), waited)
	connect := min(stepOf(o.Connect), waited-dns)
	begun := i.WebSocket.End + (waited-dns-connect)/2
	i.Connect = Span{begun + dns, begun + dns + connect}
	if dns > 0 {
		i.DNS = Span{begun, begun + dns}
	}
}

// stepOf reads milliseconds that a relay told, which may be anything.
func stepOf(ms float64) time.Duration {
	const most = float64(time.Hour / time.Millisecond)
	return time.Duration(max(0, min(ms, most)) * float64(time.Millisecond))
}

// InfoOfConn tells about a connection of [Tunnel.DialContext], also from the TLS connection over it.
func InfoOfConn(conn net.Conn) (info ConnInfo, ok bool) {
	for {
		switch c := conn.(type) {
		case *tunnelConn:
			return c.info, true
		case interface{ NetConn() net.Conn }:
			conn = c.NetConn()
		default:
			return ConnInfo{}, false
		}
	}
}

type dialledKey struct{}

// WithDialled makes [Tunnel.DialContext] tell about each connection that it has made for this context, before it returns. An
// http.Transport dials in the context of a request that waits, which may not be the one that gets the connection.
func WithDialled(ctx context.Context, told func(ConnInfo)) context.Context {
	return context.WithValue(ctx, dialledKey{}, told)
}
