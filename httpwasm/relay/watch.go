//go:build !js

package relay

import (
	"context"
	"fmt"
	"time"
)

const (
	pingAfter  = 30 * time.Second // of silence from a tunnel
	pongWithin = 30 * time.Second // or it is gone, however its TCP connection looks
)

// watch looks after the times of a connection until it ends.
func (c *connection) watch(idle, life time.Duration) {
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
			c.end(overLimit("too old", fmt.Sprintf("This connection was open for %s, which is as long as the relay allows (-relay-life).", life)))
			return
		case quiet >= idle:
			c.end(overLimit("idle", fmt.Sprintf("Nothing went through this connection for %s, which is as long as the relay waits (-relay-idle).", idle)))
			return
		case silent >= pingAfter:
			if !c.ping() {
				c.end(errGone)
				return
			}
			silent = 0
		}
		timer.Reset(min(life-now, idle-quiet, pingAfter-silent))
	}
}

// ping reports whether the tunnel answers, or has been heard of while it was asked.
func (c *connection) ping() bool {
	before := c.lastHeard.Load()
	ctx, cancel := context.WithTimeout(c.ctx, pongWithin)
	defer cancel()
	if c.ws.Ping(ctx) == nil {
		c.lastHeard.Store(int64(time.Since(c.begin)))
		return true
	}
	return c.lastHeard.Load() != before
}
