package body

import (
	"io"

	"roundtrip/app/body/textdecoder"
)

// decoder is the text of a store in another charset than UTF-8, as UTF-8. It holds a copy: the state of a decoder cannot
// be kept in a checkpoint, and such texts are rare and small.
type decoder struct {
	raw  *Store
	off  int64 // raw has been decoded up to here
	text *Store
	to   io.WriteCloser
}

func newDecoder(raw *Store, c charset) *decoder {
	text := NewStore()
	return &decoder{raw: raw, off: c.bom, text: text, to: textdecoder.NewWriter(text, c.name)}
}

// step decodes some of what has arrived and tells whether there was something to decode.
func (d *decoder) step() bool {
	if d.text.Closed() {
		return false
	}
	closed := d.raw.Closed()
	run := d.raw.Run(d.off)
	if len(run) == 0 && !closed {
		return false
	}
	// Neither can fail: a decoder writes U+FFFD for what it cannot read, and the store is closed here only.
	if len(run) > 0 {
		_, _ = d.to.Write(run)
		d.off += int64(len(run))
	} else {
		_ = d.to.Close()
		d.text.Close(nil)
	}
	return true
}

func (d *decoder) Run(off int64) []byte { return d.text.Run(off) }

func (d *decoder) Closed() bool { return d.text.Closed() }
