package engine

import (
	"net/http"
	"sync"

	"roundtrip/app/exchange"
	"roundtrip/app/session"
	"roundtrip/app/session/cookie"
	"roundtrip/app/session/network"
)

// way is a way that requests take: where they are sent from, and what a session remembers of servers on that way, such as nonces,
// rate limits and cached responses. These are kept apart, because a browser hides parts of responses that a relay shows.
type way struct {
	session *session.Session
	place   session.Place
	via     exchange.Via // what it was made with
}

// ways are the ways through relays that were taken.
type ways struct {
	mu     sync.Mutex
	byAddr map[string]*way // by the relay's address
}

// way gives a way, made on first use. One whose token has changed, or whether roots of the relay are trusted, is made anew: neither a
// connection nor a cached response outlives the trust that it was made with.
func (e *Engine) way(v exchange.Via) *way {
	if !v.Relayed() {
		return &e.own
	}
	e.ways.mu.Lock()
	defer e.ways.mu.Unlock()
	if old := e.ways.byAddr[v.Relay]; old != nil {
		if old.via == v {
			return old
		}
		if idle, ok := old.session.Transport.(interface{ CloseIdleConnections() }); ok {
			idle.CloseIdleConnections()
		}
	}
	made := &way{
		via:     v,
		session: &session.Session{Transport: e.Relay(v), Open: e.own.session.Open, Cookies: e.withJar},
		// What is sent this way is no browser's: URL and headers go out as they were typed, and redirects are followed here.
		place: session.Place{Page: e.own.place.Page, Codings: network.AcceptEncoding},
	}
	if e.ways.byAddr == nil {
		e.ways.byAddr = map[string]*way{}
	}
	e.ways.byAddr[v.Relay] = made
	return made
}

// withJar puts the jar into a way that sees cookies: the browser's own does not.
func (e *Engine) withJar(next http.RoundTripper) http.RoundTripper {
	return &cookie.Transport{Jar: e.Jar(), Next: next, Took: func(resp *http.Response, took []cookie.Received) {
		session.SetCookies(resp, shownReceived(took))
	}}
}

// clearCaches empties the caches of all ways.
func (e *Engine) clearCaches() {
	e.own.session.Store.Clear()
	e.ways.mu.Lock()
	defer e.ways.mu.Unlock()
	for _, r := range e.ways.byAddr {
		r.session.Store.Clear()
	}
}
