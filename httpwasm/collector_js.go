package httpwasm

import (
	"io"
	"syscall/js"
)

// pieceSize is how many bytes Go gathers before it hands them to the browser.
const pieceSize = 512 << 10

// collector gathers bytes and Blobs into one Blob. The browser keeps the bytes of a Blob outside this program, on disk if they are many,
// so Go never holds more than a piece, and every piece passes through the same JavaScript array.
type collector struct {
	buf     []byte
	scratch js.Value // Uint8Array of pieceSize
	parts   js.Value // Array of Blobs that hold what came before buf
}

// add takes a copy of p.
func (c *collector) add(p []byte) error {
	for len(p) > 0 {
		space, err := c.space()
		if err != nil {
			return err
		}
		n := copy(space, p)
		c.buf = c.buf[:len(c.buf)+n]
		p = p[n:]
	}
	return nil
}

func (c *collector) addBlob(blob js.Value) error {
	if err := c.flush(); err != nil {
		return err
	}
	c.parts.Call("push", blob)
	return nil
}

// readOnce takes what one Read of r gives.
func (c *collector) readOnce(r io.Reader) (int, error) {
	space, err := c.space()
	if err != nil {
		return 0, err
	}
	n, err := r.Read(space)
	c.buf = c.buf[:len(c.buf)+n]
	return n, err
}

// space is where the next bytes go.
func (c *collector) space() ([]byte, error) {
	if len(c.buf) == cap(c.buf) {
		if cap(c.buf) < pieceSize {
			grown := make([]byte, len(c.buf), min(max(4<<10, 4*cap(c.buf)), pieceSize))
			copy(grown, c.buf)
			c.buf = grown
		} else if err := c.flush(); err != nil {
			return nil, err
		}
	}
	return c.buf[len(c.buf):cap(c.buf)], nil
}

// flush moves buf into a Blob of its own.
func (c *collector) flush() error {
	if c.parts.IsUndefined() {
		c.parts = js.Global().Get("Array").New()
	}
	if len(c.buf) == 0 {
		return nil
	}
	_, err := try(func() js.Value {
		if c.scratch.IsUndefined() {
			c.scratch = uint8Array.New(cap(c.buf))
		}
		if c.scratch.Length() < len(c.buf) {
			c.scratch = uint8Array.New(pieceSize)
		}
		js.CopyBytesToJS(c.scratch, c.buf)
		piece := js.Global().Get("Array").New(c.scratch.Call("subarray", 0, len(c.buf)))
		c.parts.Call("push", blobClass.New(piece))
		blobMade(len(c.buf))
		return js.Undefined()
	})
	c.buf = c.buf[:0]
	return err
}

// blob is all that was gathered.
func (c *collector) blob() (js.Value, error) {
	if err := c.flush(); err != nil {
		return js.Value{}, err
	}
	free(c.scratch)
	c.scratch = js.Value{}
	return try(func() js.Value { return blobClass.New(c.parts) })
}

// body is all that was gathered, as fetch takes it best: a few bytes need no Blob.
func (c *collector) body() (js.Value, error) {
	if !c.parts.IsUndefined() {
		return c.blob()
	}
	array := uint8Array.New(len(c.buf))
	js.CopyBytesToJS(array, c.buf)
	return array, nil
}
