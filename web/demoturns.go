package web

import (
	"net/http"
	"net/netip"
	"sync"
	"time"
)

// How many requests the demo answers at once, and how many of those have a body of more than largeBody bytes, which takes up to 28 times its
// size. Others wait, and are sent away where too many do or the time is up.
const (
	demoAtOnce, demoPerClient   = 64, 16
	largeAtOnce, largePerClient = 4, 2
	largeBody                   = 64 << 10

	demoWaiting    = 512
	demoWaitingOne = 128 // of one client
	demoWaitFor    = 10 * time.Second
)

// turns counts who is at work. A client, which is an IPv4 address or an IPv6 network of 64 bits, waits for a turn of its own first, so that
// it does not hold up others.
type turns struct {
	all       chan struct{}
	perClient int

	mu      sync.Mutex
	waiting int
	clients map[netip.Prefix]*clientTurns
}

type clientTurns struct {
	own   chan struct{}
	users int // who hold or wait for a turn
}

func newTurns(atOnce, perClient int) *turns {
	return &turns{all: make(chan struct{}, atOnce), perClient: perClient, clients: map[netip.Prefix]*clientTurns{}}
}

// inTurn hands on requests of at least so many bytes when it is their turn, and all others at once.
func inTurn(t *turns, from int64, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength >= 0 && r.ContentLength < from {
			next.ServeHTTP(w, r)
			return
		}
		done, ok := t.take(r)
		if !ok {
			w.Header().Set("Retry-After", "1")
			http.Error(w, "The demo API is busy. Try again in a second.", http.StatusServiceUnavailable)
			return
		}
		defer done()
		next.ServeHTTP(w, r)
	})
}

// take waits for a turn. It is over with done.
func (t *turns) take(r *http.Request) (done func(), ok bool) {
	client := peerOf(r)
	c := t.enter(client)
	if c == nil {
		return nil, false
	}
	timer := time.NewTimer(demoWaitFor)
	defer timer.Stop()
	held := []chan struct{}{}
	for _, turn := range []chan struct{}{c.own, t.all} {
		select {
		case turn <- struct{}{}:
			held = append(held, turn)
			continue
		case <-timer.C:
		case <-r.Context().Done():
		}
		break
	}
	done = func() {
		for _, turn := range held {
			<-turn
		}
		t.mu.Lock()
		defer t.mu.Unlock()
		if c.users--; c.users == 0 {
			delete(t.clients, client)
		}
	}
	t.mu.Lock()
	t.waiting--
	t.mu.Unlock()
	if len(held) < 2 {
		done()
		return nil, false
	}
	return done, true
}

// enter counts a client as waiting, and gives nil where too many do.
func (t *turns) enter(client netip.Prefix) *clientTurns {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.clients[client]
	if t.waiting >= demoWaiting || c != nil && c.users >= t.perClient+demoWaitingOne {
		return nil
	}
	if c == nil {
		c = &clientTurns{own: make(chan struct{}, t.perClient)}
		t.clients[client] = c
	}
	c.users++
	t.waiting++
	return c
}

// peerOf is who asks: behind a proxy, the proxy.
func peerOf(r *http.Request) netip.Prefix {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Prefix{}
	}
	addr := peer.Addr().Unmap().WithZone("")
	bits := addr.BitLen()
	if addr.Is6() {
		bits = 64
	}
	network, _ := addr.Prefix(bits) // of an address there is always one
	return network
}
