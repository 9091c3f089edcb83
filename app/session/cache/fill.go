package cache

import (
	"bytes"
	"fmt"
	"io"
	"sync"
)

// fill is a response's body that is kept while the caller reads it. Read and Close may be called at the same time.
type fill struct {
	io.ReadCloser
	limit  int64
	length int64                            // Content-Length, or -1
	done   func(body []byte, broken string) // called once: with the whole body, or with why it is not whole

	mu    sync.Mutex
	body  []byte
	ended bool
}

// newFill keeps a body of a length, -1 where it is not known, up to a limit.
func newFill(body io.ReadCloser, length, limit int64, done func([]byte, string)) *fill {
	f := &fill{ReadCloser: body, limit: limit, length: length, done: done}
	if length > 0 {
		f.body = make([]byte, 0, length)
	}
	return f
}

func (f *fill) Read(p []byte) (int, error) {
	n, err := f.ReadCloser.Read(p)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended {
		return n, err
	}
	if int64(len(f.body)+n) > f.limit {
		f.end(tooLarge(f.limit))
		return n, err
	}
	f.body = append(f.body, p[:n]...)
	switch {
	case err == io.EOF && f.length >= 0 && int64(len(f.body)) != f.length:
		f.end(fmt.Sprintf("its body has %d bytes, and Content-Length says %d", len(f.body), f.length))
	case err == io.EOF:
		f.end("")
	case err != nil:
		f.end("its body broke off")
	}
	return n, err
}

// Close keeps the body where all its bytes have been read, though not the end behind them.
func (f *fill) Close() error {
	err := f.ReadCloser.Close()
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.ended && int64(len(f.body)) == f.length {
		f.end("")
	} else if !f.ended {
		f.end("its body was not read to its end")
	}
	return err
}

// end hands over what was kept. It holds on to nothing after that.
func (f *fill) end(broken string) {
	body := f.body
	f.ended, f.body = true, nil
	if broken != "" {
		body = nil
	} else if cap(body) > len(body)+len(body)/8 {
		body = bytes.Clone(body)
	}
	f.done(body, broken)
}

func tooLarge(limit int64) string {
	return fmt.Sprintf("its body is larger than the %d KiB that one entry may take", limit>>10)
}
