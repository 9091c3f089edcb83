package body

// hexBytes is how many bytes a row of the hex view shows.
const hexBytes = 16

const hexDigits = "0123456789abcdef"

// hexReading shows the bytes of a store. It has nothing to work out: a row is known by its number.
type hexReading struct{ store *Store }

func (h *hexReading) step() bool        { return false }
func (h *hexReading) problem() *Problem { return nil }
func (h *hexReading) tally() Tally      { return Tally{} }
func (h *hexReading) continued() int    { return 0 }
func (h *hexReading) done() bool        { return h.store.Closed() }
func (h *hexReading) rows() int         { return int((h.store.Len() + hexBytes - 1) / hexBytes) }

func (h *hexReading) window(from, count int) Window {
	w := Window{From: from, Count: count, Line: from + 1}
	text := make([]byte, 0, count*(8+2+3*hexBytes+3+hexBytes))
	var row [hexBytes]byte
	for i := range count {
		if i > 0 {
			text = append(text, '\n')
		}
		off := int64(from+i) * hexBytes
		n, _ := h.store.ReadAt(row[:], off) // io.EOF is the last row
		text = appendHex(text, off, row[:n])
	}
	w.Text = string(text)
	return w
}

// HexRows sets bytes out in rows, as the hex view of a body does.
func HexRows(data []byte) string {
	var text []byte
	for off := 0; off < len(data); off += hexBytes {
		if off > 0 {
			text = append(text, '\n')
		}
		text = appendHex(text, int64(off), data[off:min(off+hexBytes, len(data))])
	}
	return string(text)
}

// appendHex appends a row as hexdump -C prints it: "00000010  48 69 …  |Hi…|".
func appendHex(text []byte, off int64, row []byte) []byte {
	digits := 8
	for digits < 16 && off>>(4*digits) != 0 {
		digits++
	}
	for d := digits - 1; d >= 0; d-- {
		text = append(text, hexDigits[off>>(4*d)&15])
	}
	text = append(text, ' ')
	for k := range hexBytes {
		if k%8 == 0 {
			text = append(text, ' ')
		}
		if k < len(row) {
			text = append(text, hexDigits[row[k]>>4], hexDigits[row[k]&15], ' ')
		} else {
			text = append(text, "   "...)
		}
	}
	text = append(text, " |"...)
	for _, c := range row {
		if c < ' ' || c > '~' {
			c = '.'
		}
		text = append(text, c)
	}
	return append(text, '|')
}
