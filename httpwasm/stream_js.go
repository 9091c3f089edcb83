package httpwasm

import (
	"io"
	"syscall/js"
)

const (
	firstView = 64 << 10  // bytes asked of a stream at first
	fullView  = 512 << 10 // and once it has shown that it fills them
)

var (
	uint8Array  = js.Global().Get("Uint8Array")
	arrayBuffer = js.Global().Get("ArrayBuffer")
)

// stream reads a ReadableStream. A byte stream fills one and the same buffer again and again, so that a long body leaves no
// trail of arrays behind (see free). Where the browser has no byte streams for fetch, each chunk comes in an array of its own.
type stream struct {
	readable, reader js.Value

	bytes  bool
	view   int      // bytes to ask for
	buffer js.Value // ArrayBuffer to fill, if bytes

	wait *awaiter
	quit <-chan struct{}

	chunk       js.Value // Uint8Array that has been read, of which Go has taken the first offset bytes
	offset, end int
}

func newStream(readable js.Value, wait *awaiter, quit <-chan struct{}) (*stream, error) {
	s := &stream{readable: readable, wait: wait, quit: quit, view: firstView}
	reader, err := try(func() js.Value {
		return readable.Call("getReader", map[string]any{"mode": "byob"})
	})
	s.bytes = err == nil
	if err != nil {
		reader, err = try(func() js.Value { return readable.Call("getReader") })
	}
	s.reader = reader
	return s, err
}

// buffered is the number of bytes that copy can give without asking the browser.
func (s *stream) buffered() int { return s.end - s.offset }

// next asks for one chunk, when buffered is 0, and tells its length. At the end it returns io.EOF.
func (s *stream) next() (int, error) {
	promise, err := try(func() js.Value {
		if !s.bytes {
			return s.reader.Call("read")
		}
		if s.buffer.IsUndefined() {
			s.buffer = arrayBuffer.New(s.view)
		}
		return s.reader.Call("read", uint8Array.New(s.buffer))
	})
	if err != nil {
		return 0, err
	}
	result, err := s.wait.await(promise, s.quit)
	if err != nil {
		return 0, err
	}
	if result.Get("done").Bool() {
		s.chunk = result.Get("value")
		s.release()
		return 0, io.EOF
	}
	s.chunk = result.Get("value")
	s.offset, s.end = 0, s.chunk.Length()
	if s.bytes {
		s.buffer = s.chunk.Get("buffer")
		if s.end == s.view && s.view < fullView {
			s.view, s.buffer = fullView, js.Value{}
		}
	}
	return s.end, nil
}

// copy moves buffered bytes into p.
func (s *stream) copy(p []byte) int {
	n := min(len(p), s.buffered())
	from := s.chunk
	if s.offset > 0 {
		from = s.chunk.Call("subarray", s.offset, s.offset+n)
	}
	js.CopyBytesToGo(p[:n], from) // stops at the shorter of the two
	s.offset += n
	if s.buffered() == 0 && !s.bytes {
		free(s.chunk)
	}
	return n
}

// release lets go of the memory for chunks, when nothing will be read any more.
func (s *stream) release() {
	free(s.chunk)
	s.chunk, s.buffer = js.Value{}, js.Value{}
	s.offset, s.end = 0, 0
}
