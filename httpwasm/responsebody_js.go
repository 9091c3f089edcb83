package httpwasm

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"syscall/js"
)

// responseBody is the body of a response. It holds on to the exchange until it has ended.
type responseBody struct {
	x        *exchange
	received *atomic.Int64

	response js.Value

	reading sync.Mutex // held while a Read waits
	reader  streamReader

	state sync.Mutex
	err   error // how it ended
}

func newResponseBody(x *exchange, response js.Value, received *atomic.Int64) *responseBody {
	return &responseBody{
		x: x, received: received, response: response,
		reader: streamReader{arrived: func(n int) { received.Add(int64(n)) }},
	}
}

// open begins to read. The caller holds reading.
func (b *responseBody) open() (err error) {
	if b.reader.stream == nil {
		b.reader.stream, err = newStream(b.response.Get("body"), b.x.wait, b.x.quit)
	}
	return err
}

func (b *responseBody) Read(p []byte) (int, error) {
	b.reading.Lock()
	defer b.reading.Unlock()
	if err := b.ended(); err != nil {
		return 0, err
	}
	if err := b.open(); err != nil {
		return 0, b.outcome(err)
	}
	n, err := b.reader.Read(p)
	return n, b.outcome(err)
}

// WriteTo is what io.Copy uses: it spares a copy of each chunk.
func (b *responseBody) WriteTo(w io.Writer) (int64, error) {
	b.reading.Lock()
	defer b.reading.Unlock()
	if err := b.ended(); err == io.EOF {
		return 0, nil
	} else if err != nil {
		return 0, err
	}
	if err := b.open(); err != nil {
		return 0, b.outcome(err)
	}
	failing := &failingWriter{Writer: w}
	n, err := b.reader.WriteTo(failing)
	switch {
	case failing.err != nil:
		return n, failing.err
	case err == nil:
		b.outcome(io.EOF)
		return n, nil
	}
	return n, b.outcome(err)
}

// Close aborts a body that has not come to its end, also while a Read waits.
func (b *responseBody) Close() error {
	if b.finish(http.ErrBodyReadAfterClose) != io.EOF {
		b.x.stop()
	}
	b.x.end()
	if b.reader.stream != nil {
		b.reader.release()
	}
	return nil
}

func (b *responseBody) ended() error {
	b.state.Lock()
	defer b.state.Unlock()
	return b.err
}

// finish notes how the body ended, unless it has ended before, and tells how it did.
func (b *responseBody) finish(err error) error {
	b.state.Lock()
	defer b.state.Unlock()
	if b.err == nil {
		b.err = err
	}
	return b.err
}

// outcome turns an error of the stream into the one that a caller sees.
func (b *responseBody) outcome(err error) error {
	switch {
	case err == nil:
		return nil
	case err == io.EOF:
	case b.x.ctx.Err() != nil:
		kind, cause := ended(b.x.ctx)
		err = b.failure(kind, cause)
	case errors.Is(err, errQuit):
		err = http.ErrBodyReadAfterClose
	default:
		err = b.failure(BrokenBody, fmt.Errorf("%w: %w", io.ErrUnexpectedEOF, err))
	}
	err = b.finish(err)
	b.x.end()
	return err
}

func (b *responseBody) failure(kind Kind, err error) *Error {
	failure := b.x.failure(kind, err)
	failure.Received = b.received.Load()
	return failure
}

// failingWriter remembers the writer's error, to tell it from one of the body.
type failingWriter struct {
	io.Writer
	err error
}

func (w *failingWriter) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	w.err = err
	return n, err
}
