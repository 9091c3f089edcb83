//go:build !js

package httpwasm

import (
	"bytes"
	"fmt"
	"io"
)

// Blob is a run of bytes, here in memory. In a browser it wraps a JavaScript Blob or File.
type Blob struct {
	data   []byte
	reader *bytes.Reader
}

// NewBody joins parts of type []byte, string and *Blob, in their order. Any other type is an error.
func NewBody(parts ...any) (*Blob, error) {
	var data []byte
	for i, part := range parts {
		switch part := part.(type) {
		case []byte:
			data = append(data, part...)
		case string:
			data = append(data, part...)
		case *Blob:
			data = append(data, part.data...)
		default:
			return nil, fmt.Errorf("part %d of the body is a %T: use []byte, string or *httpwasm.Blob", i, part)
		}
	}
	return &Blob{data: data}, nil
}

// Size is the number of bytes.
func (b *Blob) Size() int64 { return int64(len(b.data)) }

// Type is the media type, or empty.
func (b *Blob) Type() string { return "" }

// Name is the file name of a File, or empty.
func (b *Blob) Name() string { return "" }

// Open gives another reader of the same bytes, at their start.
func (b *Blob) Open() *Blob { return &Blob{data: b.data} }

// Slice gives the bytes from one offset up to another, without copying them.
func (b *Blob) Slice(from, to int64) *Blob {
	size := b.Size()
	return &Blob{data: b.data[min(from, size):min(to, size)]}
}

// Read reads on from where the last Read stopped.
func (b *Blob) Read(p []byte) (int, error) {
	if b.reader == nil {
		b.reader = bytes.NewReader(b.data)
	}
	return b.reader.Read(p)
}

// Close ends the reading and goes back to the start: a Blob may be read or sent again.
func (b *Blob) Close() error {
	b.reader = nil
	return nil
}

var _ io.ReadCloser = (*Blob)(nil)
