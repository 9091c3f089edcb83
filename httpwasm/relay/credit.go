//go:build !js

package relay

import "sync"

// credit is how many bytes the tunnel has room for.
type credit struct {
	mu   sync.Mutex
	left int64
	lent int64 // sent and not acknowledged
	wake chan struct{}
}

func newCredit(window int64) *credit { return &credit{left: window, wake: make(chan struct{}, 1)} }

// wait gives how much may be sent, once that is anything.
func (c *credit) wait(done <-chan struct{}) (int64, error) {
	for {
		c.mu.Lock()
		left := c.left
		c.mu.Unlock()
		if left > 0 {
			return left, nil
		}
		select {
		case <-c.wake:
		case <-done:
			return 0, errStopped
		}
	}
}

// spend notes that n bytes are about to be sent.
func (c *credit) spend(n int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.left -= n
	c.lent += n
}

// out is how much was sent and not acknowledged.
func (c *credit) out() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.lent
}

// acknowledge gives n bytes back. It reports whether so many were out.
func (c *credit) acknowledge(n int64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if n < 0 || n > c.lent {
		return false
	}
	c.left += n
	c.lent -= n
	select {
	case c.wake <- struct{}{}:
	default:
	}
	return true
}
