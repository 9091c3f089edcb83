package body

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// blockSize is the size of a block: large enough that a scan rarely meets a block's end, small enough that one block is
// far below the 10 ms that a worker may be busy.
const (
	blockShift = 16
	blockSize  = 1 << blockShift
)

// ErrClosed is returned by writes to a store that has been closed.
var ErrClosed = errors.New("body: write to a closed store")

// Store holds the bytes of one body, append-only, in blocks of a fixed size, so that nothing is moved or copied while it
// grows. One goroutine may write while any number read. The zero Store is empty and ready to use.
type Store struct {
	mu     sync.Mutex
	blocks [][]byte // every block but the last is full
	size   int64
	closed bool
	err    error
	clock  clock
}

// NewStore returns an empty store.
func NewStore() *Store { return &Store{} }

// Write appends p. It fails only with [ErrClosed].
func (s *Store) Write(p []byte) (int, error) {
	n := 0
	for len(p) > 0 {
		free := s.Free()
		if free == nil {
			return n, ErrClosed
		}
		k := copy(free, p)
		s.Commit(k)
		n, p = n+k, p[k:]
	}
	return n, nil
}

// Free returns the free space of the last block, never empty, for a producer that can write into it without a copy of its
// own; [Store.Commit] then appends what was written. It returns nil when the store is closed.
func (s *Store) Free() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	if s.size == int64(len(s.blocks))<<blockShift {
		s.blocks = append(s.blocks, make([]byte, blockSize))
	}
	return s.blocks[len(s.blocks)-1][s.size&(blockSize-1):]
}

// Commit appends the first n bytes of the space that [Store.Free] last returned. It panics if n is more than that space.
// After Close it does nothing: a late chunk of a cancelled body is dropped.
func (s *Store) Commit(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	if free := int64(len(s.blocks))<<blockShift - s.size; n < 0 || int64(n) > free {
		panic(fmt.Sprintf("body: commit of %d bytes into a free space of %d", n, free))
	}
	s.size += int64(n)
	if n > 0 {
		s.clock.came(s.size, time.Now())
	}
}

// Close says that the body is over: complete when err is nil or io.EOF, cut short by err otherwise. Only the first call counts.
func (s *Store) Close(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	if !errors.Is(err, io.EOF) {
		s.err = err
	}
	s.closed = true
	// Many small bodies are kept in a history: give back the rest of the last block.
	if used := int(s.size & (blockSize - 1)); len(s.blocks) > 0 && used > 0 && used < blockSize/2 {
		last := len(s.blocks) - 1
		s.blocks[last] = append(make([]byte, 0, used), s.blocks[last][:used]...)
	}
}

// Closed tells whether the body is over.
func (s *Store) Closed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed
}

// Err returns why the body was cut short, nil if it was not, or not yet.
func (s *Store) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// Len returns how many bytes have arrived.
func (s *Store) Len() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.size
}

// Run returns the bytes from off to the end of their block, or to the last byte that has arrived; it is empty at the end.
// The caller must not change them. All bytes of a body are
//
//	for off := int64(0); off < st.Len(); {
//		run := st.Run(off)
//		off += int64(len(run))
//	}
func (s *Store) Run(off int64) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	if off < 0 || off >= s.size {
		return nil
	}
	index := off >> blockShift
	start := index << blockShift
	end := min(s.size-start, blockSize)
	return s.blocks[index][off-start : end : end]
}

// ReadAt reads the bytes at off, as [io.ReaderAt]; io.EOF means the end of what has arrived.
func (s *Store) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, fmt.Errorf("body: read at the negative offset %d", off)
	}
	n := 0
	for n < len(p) {
		run := s.Run(off + int64(n))
		if len(run) == 0 {
			return n, io.EOF
		}
		n += copy(p[n:], run)
	}
	return n, nil
}

// WriteTo writes the bytes that have arrived to w, exactly and without a copy of its own.
func (s *Store) WriteTo(w io.Writer) (int64, error) {
	off := int64(0)
	for {
		run := s.Run(off)
		if len(run) == 0 {
			return off, nil
		}
		n, err := w.Write(run)
		off += int64(n)
		if err != nil {
			return off, err
		}
	}
}
