//go:build !js

package relay

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"sync"

	"golang.org/x/time/rate"

	"roundtrip/httpwasm/relay/wire"
)

// limits counts connections, in all and of each client.
type limits struct {
	config *Config

	mu      sync.Mutex
	open    int
	waiting []*place // those that have not shown their token yet, the longest first
	clients map[netip.Prefix]*client
	sweepAt int
}

type client struct {
	open, waiting int
	rate          *rate.Limiter // of connections
	idle          *rate.Limiter // of bytes that carry nothing
}

// What a client may send in frames that carry nothing, in bytes a second and at a moment: some thousand frames, and some ten thousand.
const (
	idleRate  = 32 << 10
	idleBurst = 256 << 10
)

func newLimits(config *Config) *limits {
	return &limits{config: config, clients: map[netip.Prefix]*client{}, sweepAt: 1024}
}

// place is that of one connection: one of all, or before it has shown its token one of those that wait. Who waits takes no place from
// those who have a token.
type place struct {
	limits *limits
	client *client
	state  placeState
	evict  context.CancelCauseFunc
}

type placeState int

const (
	nowhere placeState = iota
	waits
	taken
)

// enter takes a place for a connection, or says why there is none. Where a token is wanted it is one to wait at, from which the connection is
// evicted where others come in numbers.
func (l *limits) enter(from netip.Prefix, evict context.CancelCauseFunc) (*place, *wire.Refusal) {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := l.client(from)
	if !c.rate.Allow() {
		return nil, busy(fmt.Sprintf("-relay-rate %v", 2*l.config.Rate),
			"This relay takes %v new connections a second from one address, and %d at a moment. Try again in a moment.", l.config.Rate, l.config.Burst)
	}
	p := &place{limits: l, client: c, evict: evict}
	if !l.config.Tokens.Needed() {
		return p, l.take(p)
	}
	if len(l.waiting) >= l.config.Connections {
		l.makeRoom()
	}
	p.state = waits
	c.waiting++
	l.waiting = append(l.waiting, p)
	return p, nil
}

// makeRoom evicts who has waited longest of the client of whom most wait, so that one client does not keep others out.
func (l *limits) makeRoom() {
	most := slices.MaxFunc(l.waiting, func(a, b *place) int { return a.client.waiting - b.client.waiting })
	i := slices.IndexFunc(l.waiting, func(p *place) bool { return p.client == most.client })
	l.waiting[i].evict(busy("-relay-connections "+fmt.Sprint(2*l.config.Connections),
		"Too many connections wait at this relay for their first message. Try again in a moment."))
	l.drop(l.waiting[i])
}

// take gives a place of all.
func (l *limits) take(p *place) *wire.Refusal {
	switch c := p.client; {
	case c.open >= l.config.PerClient:
		return busy(fmt.Sprintf("-relay-per-client %d", 2*l.config.PerClient),
			"This relay holds %d connections for one address, and that many are open. Close some.", l.config.PerClient)
	case l.open >= l.config.Connections:
		return busy(fmt.Sprintf("-relay-connections %d", 2*l.config.Connections),
			"This relay holds %d connections, and that many are open. Try again later.", l.config.Connections)
	}
	l.drop(p)
	p.state = taken
	l.open++
	p.client.open++
	return nil
}

// drop gives a place back.
func (l *limits) drop(p *place) {
	switch p.state {
	case waits:
		l.waiting = slices.DeleteFunc(l.waiting, func(other *place) bool { return other == p })
		p.client.waiting--
	case taken:
		l.open--
		p.client.open--
	}
	p.state = nowhere
}

// admit gives a connection that has shown its token a place of all, or says why there is none.
func (p *place) admit() *wire.Refusal {
	p.limits.mu.Lock()
	defer p.limits.mu.Unlock()
	if p.state == taken {
		return nil
	}
	return p.limits.take(p)
}

func (p *place) leave() {
	p.limits.mu.Lock()
	defer p.limits.mu.Unlock()
	p.limits.drop(p)
}

func (l *limits) client(from netip.Prefix) *client {
	c := l.clients[from]
	if c == nil {
		if len(l.clients) >= l.sweepAt {
			l.sweep()
		}
		c = &client{rate: rate.NewLimiter(rate.Limit(l.config.Rate), l.config.Burst), idle: rate.NewLimiter(idleRate, idleBurst)}
		l.clients[from] = c
	}
	return c
}

// sweep forgets clients about which there is nothing to remember.
func (l *limits) sweep() {
	for from, c := range l.clients {
		if c.open+c.waiting == 0 && c.rate.Tokens() >= float64(l.config.Burst) && c.idle.Tokens() >= idleBurst {
			delete(l.clients, from)
		}
	}
	l.sweepAt = max(1024, 2*len(l.clients))
}
