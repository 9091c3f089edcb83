//go:build !js

package relay

import (
	"context"
	"fmt"
	"time"

	"roundtrip/httpwasm/relay/wire"
)

// times are those of the protocol, which are no matter of policy.
type times struct {
	open      time.Duration // until a tunnel says where to
	pingAfter time.Duration // of silence from a tunnel
	pong      time.Duration // until it answers, or it is gone, however its TCP connection looks
}

var usual = times{open: wire.OpenWithin, pingAfter: 30 * time.Second, pong: 30 * time.Second}

// watch looks after the times of a connection until it ends.
func (c *connection) watch(idle, life time.Duration, t times) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-c.ctx.Done():
			return
		case <-timer.C:
		}
		now := time.Since(c.begin)
		quiet := now - time.Duration(c.lastData.Load())
		silent := now - time.Duration(c.lastHeard.Load())
		switch {
		case now >= life:
			c.end(overLimit("too old", fmt.Sprint("-relay-life ", 2*life), "This connection was open for %s, which is as long as the relay allows.", life))
			return
		case quiet >= idle:
			c.end(overLimit("idle", fmt.Sprint("-relay-idle ", 2*idle), "Nothing went through this connection for %s, which is as long as the relay waits.", idle))
			return
		}
		next := t.pingAfter - silent
		if next <= 0 {
			if next = c.behind() - quiet; next <= 0 {
				if !c.ping(t.pong) {
					c.end(errGone)
					return
				}
				next = t.pingAfter
			}
		}
		timer.Reset(min(life-now, idle-quiet, next))
	}
}

// slowestLine is how many bytes a second must reach a tunnel for it to be waited for.
const slowestLine = 16 << 10

// behind is how long what was sent before may take to reach a tunnel. Until then it is not asked: a ping would have to wait behind it, which
// the library lets it do for five seconds.
func (c *connection) behind() time.Duration {
	return time.Duration(c.credit.out()) * time.Second / slowestLine
}

// ping reports whether the tunnel answers. What moves meanwhile shows that it is there, too.
func (c *connection) ping(within time.Duration) bool {
	heard, data := c.lastHeard.Load(), c.lastData.Load()
	ctx, cancel := context.WithTimeout(c.ctx, within)
	defer cancel()
	if c.ws.Ping(ctx) == nil {
		c.lastHeard.Store(int64(time.Since(c.begin)))
		return true
	}
	return c.lastHeard.Load() != heard || c.lastData.Load() != data
}
