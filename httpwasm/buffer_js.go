package httpwasm

import "io"

const (
	smallCopy = 16 << 10 // the longest buffer that is not worth a call to JavaScript of its own
	fullCopy  = 64 << 10 // bytes that Go takes at once: they stay in the processor's cache until they are used
)

// streamReader is an io.Reader over a stream. Large reads are filled directly; small ones from a Go buffer that is used again.
type streamReader struct {
	*stream
	buf     []byte
	pending []byte // the rest of buf
	arrived func(n int)
}

func (r *streamReader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(r.pending) == 0 {
		if err := r.fill(); err != nil {
			return 0, err
		}
		if len(p) >= min(r.buffered(), smallCopy) {
			return r.copy(p), nil
		}
		r.refill()
	}
	n := copy(p, r.pending)
	r.pending = r.pending[n:]
	return n, nil
}

// WriteTo writes what has come, without the second buffer that io.Copy would put between.
func (r *streamReader) WriteTo(w io.Writer) (written int64, err error) {
	for {
		if len(r.pending) == 0 {
			switch err := r.fill(); err {
			case nil:
				r.refill()
			case io.EOF:
				return written, nil
			default:
				return written, err
			}
		}
		n, err := w.Write(r.pending)
		r.pending = r.pending[n:]
		written += int64(n)
		if err != nil {
			return written, err
		}
	}
}

// fill makes sure that the stream has bytes to copy.
func (r *streamReader) fill() error {
	for r.buffered() == 0 {
		n, err := r.next()
		if err != nil {
			return err
		}
		r.arrived(n)
	}
	return nil
}

// refill moves what the stream has into buf.
func (r *streamReader) refill() {
	size := min(r.buffered(), fullCopy)
	if cap(r.buf) < size {
		r.buf = make([]byte, size)
	}
	r.pending = r.buf[:size]
	r.copy(r.pending)
}
