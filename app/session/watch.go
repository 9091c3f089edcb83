package session

import (
	"context"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// Watch is told what happens to an exchange on its way. Its functions may be nil, and must return soon.
type Watch struct {
	Uploaded func(sent int64)                              // bytes of the request's body that went out
	Hop      func(exchange.Hop)                            // a request and its response's head, or its failure
	Raw      func(hop int, whole func() *exchange.Traffic) // of a hop over HTTP/1.1, before it is told: whole gives what was recorded so far
	Wait     func(exchange.Wait)                           // the pause before the next attempt begins
	Untimed  bool                                          // nobody will ask for the browser's own timing
	Count    bool                                          // nobody will look at the body: a browser's transport may count it before it returns
}

// call is what the round trippers of one exchange share. They find it in the context of the request.
type call struct {
	prepared *Prepared
	watch    Watch
	start    time.Time
	hops     int
	why      exchange.Why // of the next hop
	paused   time.Time    // when the pause before the next hop began
	away     bool         // a redirect has led away from the origin that the credentials are meant for
	withheld []string     // headers that a redirect left out of the next hop
	carried  []string     // credentials that the next hop takes to another origin
	alive    func()       // tells the read timeout of bytes that went out or came in
}

type callKey struct{}

func callOf(ctx context.Context) *call { return ctx.Value(callKey{}).(*call) }

func (c *call) options() request.Options { return c.prepared.Options }

func (c *call) uploaded(sent int64) {
	c.heard()
	if c.watch.Uploaded != nil {
		c.watch.Uploaded(sent)
	}
}

// heard tells the read timeout of bytes that came in.
func (c *call) heard() {
	if c.alive != nil {
		c.alive()
	}
}

func (c *call) wait(w exchange.Wait) {
	c.paused = time.Now()
	if c.watch.Wait != nil {
		c.watch.Wait(w)
	}
}
