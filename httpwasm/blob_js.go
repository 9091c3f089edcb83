package httpwasm

import (
	"fmt"
	"io"
	"io/fs"
	"syscall/js"
)

// Blob wraps a JavaScript Blob or File. As the body of a request it is passed to fetch untouched: the bytes never enter Go. It is an
// io.ReadCloser too, for code that knows nothing of Blobs; then it is read in chunks.
type Blob struct {
	value  js.Value
	offset int64 // bytes that Read has given

	reader *streamReader
	quit   chan struct{}
	err    error
}

var blobClass = js.Global().Get("Blob")

// WrapBlob wraps a JavaScript Blob or File.
func WrapBlob(value js.Value) (*Blob, error) {
	if blobClass.IsUndefined() || !value.InstanceOf(blobClass) {
		return nil, fmt.Errorf("a javascript value of type %s is not a Blob", value.Type())
	}
	return &Blob{value: value}, nil
}

// NewBody joins parts of type []byte, string and *Blob, in their order, into one Blob, without copying Blobs. Any other type is an
// error. Its type is empty, so fetch adds no Content-Type.
func NewBody(parts ...any) (*Blob, error) {
	var c collector
	for i, part := range parts {
		var err error
		switch part := part.(type) {
		case []byte:
			err = c.add(part)
		case string:
			err = c.add([]byte(part))
		case *Blob:
			err = c.addBlob(part.value)
		default:
			err = fmt.Errorf("part %d of the body is a %T: use []byte, string or *httpwasm.Blob", i, part)
		}
		if err != nil {
			return nil, err
		}
	}
	value, err := c.blob()
	return &Blob{value: value}, err
}

// JSValue is the JavaScript Blob or File.
func (b *Blob) JSValue() js.Value { return b.value }

// Size is the number of bytes.
func (b *Blob) Size() int64 { return int64(b.value.Get("size").Float()) }

// Type is the media type, or empty.
func (b *Blob) Type() string { return b.value.Get("type").String() }

// Name is the file name of a File, or empty.
func (b *Blob) Name() string { return text(b.value.Get("name")) }

// Open gives another reader of the same bytes, at their start.
func (b *Blob) Open() *Blob { return &Blob{value: b.value} }

// Slice gives the bytes from one offset up to another, without copying them.
func (b *Blob) Slice(from, to int64) *Blob { return &Blob{value: b.value.Call("slice", from, to)} }

// Read reads on from where the last Read stopped. A file that has changed on disk since it was chosen cannot be read.
func (b *Blob) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	if b.reader == nil {
		b.quit = make(chan struct{})
		s, err := newStream(b.value.Call("stream"), newAwaiter(), b.quit)
		b.reader = &streamReader{stream: s, arrived: func(int) {}}
		if err != nil {
			b.stop(err)
			return 0, err
		}
	}
	reader := b.reader
	n, err := reader.Read(p)
	if b.reader != reader { // closed meanwhile, as net/http's Transport does with a body that it sends no more
		return 0, fs.ErrClosed
	}
	b.offset += int64(n)
	if err != nil {
		b.stop(err)
	}
	return n, err
}

// Close ends the reading and goes back to the start: a Blob may be read or sent again.
func (b *Blob) Close() error {
	if b.reader != nil {
		b.stop(nil)
	}
	b.err, b.offset = nil, 0
	return nil
}

func (b *Blob) stop(err error) {
	if err == nil { // in the middle
		close(b.quit)
		b.reader.reader.Call("cancel")
	}
	b.reader.wait.close()
	b.reader.release()
	b.reader, b.err = nil, err
}

// rest is what Read has not given yet: the whole, untouched, in the usual case.
func (b *Blob) rest() js.Value {
	if b.offset == 0 {
		return b.value
	}
	return b.value.Call("slice", b.offset, b.Size(), b.Type())
}

var _ io.ReadCloser = (*Blob)(nil)
