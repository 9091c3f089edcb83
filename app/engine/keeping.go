package engine

import (
	"bytes"
	"errors"
	"io"
	"sync"
	"sync/atomic"

	"roundtrip/httpwasm"
)

// mostKept is how many bytes of bodies a run keeps, all together, and the browser's transport of those of all runs. Bodies that
// come once they are full are counted and not kept.
const mostKept = 64 << 20

// keeping keeps bodies in memory as long as there is room for them.
type keeping struct{ held atomic.Int64 }

// take takes room for n bytes, if there is so much.
func (k *keeping) take(n int64) bool {
	if k.held.Add(n) <= mostKept {
		return true
	}
	k.held.Add(-n)
	return false
}

// receive reads a body to its end. It gives nil for one that is not kept, because there is no room or because it broke off.
func (k *keeping) receive(body io.Reader) (size int64, kept httpwasm.Kept, err error) {
	if counted, ok := body.(httpwasm.Counted); ok {
		return counted.Counted()
	}
	in := &inMemory{by: k}
	size, err = io.Copy(in, body)
	if err != nil {
		in.Drop()
	}
	if in.full || err != nil {
		return size, nil, err
	}
	in.body.Reset(in.buffer.Bytes())
	return size, in, nil
}

// inMemory is a body in memory.
type inMemory struct {
	by *keeping

	mu     sync.Mutex
	buffer bytes.Buffer
	body   bytes.Reader
	full   bool // there was no room for all of it, or it was dropped
}

// Write takes everything, and keeps it as long as there is room.
func (b *inMemory) Write(p []byte) (int, error) {
	if !b.full && !b.by.take(int64(len(p))) {
		b.Drop()
	}
	if !b.full {
		b.buffer.Write(p)
	}
	return len(p), nil
}

func (b *inMemory) ReadAt(p []byte, off int64) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.full {
		return 0, errors.New("the body was dropped")
	}
	return b.body.ReadAt(p, off)
}

// Drop lets go of what was kept.
func (b *inMemory) Drop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.by.held.Add(-int64(b.buffer.Len()))
	b.buffer, b.full = bytes.Buffer{}, true
	b.body.Reset(nil)
}
