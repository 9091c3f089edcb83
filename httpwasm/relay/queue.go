//go:build !js

package relay

import (
	"errors"
	"sync"
)

const chunkSize = 32 << 10

var chunks = sync.Pool{New: func() any { return new(chunk) }}

// chunk is a piece of a queue. It comes from a pool and goes back there.
type chunk struct {
	bytes [chunkSize]byte
	to    int // how many of them are held
}

func newChunk() *chunk {
	c := chunks.Get().(*chunk)
	c.to = 0
	return c
}

func (c *chunk) held() []byte { return c.bytes[:c.to] }
func (c *chunk) free()        { chunks.Put(c) }

// queue holds what the tunnel has sent and the server has not taken yet, at most a window of it. Small messages share a chunk, so it takes
// at most twice the memory of the bytes that it holds, and a chunk.
type queue struct {
	mu      sync.Mutex
	chunks  []*chunk
	ended   bool
	dropped bool
	wake    chan struct{}
}

var errQueueEnded = errors.New("nothing comes after the end")

func newQueue() *queue { return &queue{wake: make(chan struct{}, 1)} }

// put adds a chunk, which is the queue's then.
func (q *queue) put(c *chunk) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.ended || q.dropped {
		c.free()
		return errQueueEnded
	}
	if last := len(q.chunks) - 1; last >= 0 && len(c.held()) <= chunkSize-q.chunks[last].to {
		q.chunks[last].to += copy(q.chunks[last].bytes[q.chunks[last].to:], c.held())
		c.free()
	} else {
		q.chunks = append(q.chunks, c)
	}
	q.signal()
	return nil
}

// end says that nothing comes any more.
func (q *queue) end() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.ended {
		return errQueueEnded
	}
	q.ended = true
	q.signal()
	return nil
}

func (q *queue) hasEnded() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.ended
}

func (q *queue) signal() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// take waits for bytes, which are the caller's then, to be freed. A nil chunk is the end.
func (q *queue) take(done <-chan struct{}) (*chunk, error) {
	for {
		if c, ended := q.first(); c != nil || ended {
			return c, nil
		}
		select {
		case <-q.wake:
		case <-done:
			return nil, errStopped
		}
	}
}

func (q *queue) first() (c *chunk, ended bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.chunks) == 0 {
		return nil, q.ended
	}
	c = q.chunks[0]
	q.chunks[0] = nil
	q.chunks = q.chunks[1:]
	return c, false
}

// drop frees what is left. Nothing is kept from then on.
func (q *queue) drop() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, c := range q.chunks {
		c.free()
	}
	q.chunks, q.dropped = nil, true
}
