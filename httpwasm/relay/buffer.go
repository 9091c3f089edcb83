//go:build !js

package relay

import "sync"

// A connection that waits for its server holds a small buffer, one that is busy a large one, which it borrows.
const (
	smallBuffer = 4 << 10
	largeBuffer = 128 << 10 // at most wire.MaxData
)

var largeBuffers = sync.Pool{New: func() any { return new([largeBuffer]byte) }}

// buffer is where bytes of a server are read into. It grows when a read fills it, and shrinks when little comes.
type buffer struct {
	small [smallBuffer]byte
	large *[largeBuffer]byte
}

func (b *buffer) space() []byte {
	if b.large != nil {
		return b.large[:]
	}
	return b.small[:]
}

// read notes how much came of how much there was room for.
func (b *buffer) read(n int) {
	switch {
	case b.large == nil && n == smallBuffer:
		b.large = largeBuffers.Get().(*[largeBuffer]byte)
	case b.large != nil && n < smallBuffer:
		b.free()
	}
}

func (b *buffer) free() {
	if b.large != nil {
		largeBuffers.Put(b.large)
		b.large = nil
	}
}
