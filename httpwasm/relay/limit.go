//go:build !js

package relay

import (
	"fmt"
	"net/netip"
	"sync"

	"golang.org/x/time/rate"

	"roundtrip/httpwasm/relay/wire"
)

// limits counts connections, in all and of each client.
type limits struct {
	config *Config

	mu      sync.Mutex
	open    int
	clients map[netip.Prefix]*client
	sweepAt int
}

type client struct {
	open int
	rate *rate.Limiter
}

func newLimits(config *Config) *limits {
	return &limits{config: config, clients: map[netip.Prefix]*client{}, sweepAt: 1024}
}

// enter takes a place for a connection, or says why there is none.
func (l *limits) enter(from netip.Prefix) (leave func(), refusal *wire.Refusal) {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := l.client(from)
	switch {
	case !c.rate.Allow():
		return nil, busy(fmt.Sprintf("-relay-rate %v", 2*l.config.Rate),
			"This relay takes %v new connections a second from one address, and %d at a moment. Try again in a moment.", l.config.Rate, l.config.Burst)
	case c.open >= l.config.PerClient:
		return nil, busy(fmt.Sprintf("-relay-per-client %d", 2*l.config.PerClient),
			"This relay holds %d connections for one address, and that many are open. Close some.", l.config.PerClient)
	case l.open >= l.config.Connections:
		return nil, busy(fmt.Sprintf("-relay-connections %d", 2*l.config.Connections),
			"This relay holds %d connections, and that many are open. Try again later.", l.config.Connections)
	}
	l.open++
	c.open++
	return sync.OnceFunc(func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.open--
		c.open--
	}), nil
}

func (l *limits) client(from netip.Prefix) *client {
	c := l.clients[from]
	if c == nil {
		if len(l.clients) >= l.sweepAt {
			l.sweep()
		}
		c = &client{rate: rate.NewLimiter(rate.Limit(l.config.Rate), l.config.Burst)}
		l.clients[from] = c
	}
	return c
}

// sweep forgets clients about which there is nothing to remember.
func (l *limits) sweep() {
	for from, c := range l.clients {
		if c.open == 0 && c.rate.Tokens() >= float64(l.config.Burst) {
			delete(l.clients, from)
		}
	}
	l.sweepAt = max(1024, 2*len(l.clients))
}
