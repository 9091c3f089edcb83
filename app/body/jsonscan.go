package body

import (
	"encoding/binary"
	"math/bits"
)

func (j *jsonLayout) scan(p *pen, b []byte, base int64) int64 {
	i := 0
	for i < len(b) {
		if j.state.skims() && !p.collecting {
			if i = j.skim(p, b, i, base); i == len(b) {
				break
			}
		}
		c := b[i]
		if c <= ' ' && j.state.structural() {
			if !j.space(c, base+int64(i)) {
				j.fail(base+int64(i), false)
				continue
			}
			i++
			for i < len(b) && b[i] == ' ' {
				i++
			}
			continue
		}
		switch j.state {
		case jsonString:
			n := plainLen(b[i:])
			p.put(b[i:i+n], base+int64(i), j)
			i += n
			if i == len(b) {
				break
			}
			switch b[i] {
			case '"':
				p.mark('"')
				i++
				if j.name {
					j.state = jsonColon
				} else {
					j.state = j.closed()
				}
			case '\\':
				p.put(b[i:i+1], base+int64(i), j)
				i++
				j.state = jsonEscape
			default:
				j.fail(base+int64(i), false)
			}

		case jsonAfter:
			object := j.open.object()
			switch {
			case c == ',':
				p.mark(',')
				j.state = jsonItem
				if object {
					j.state = jsonName
				}
			case c == '}' && object, c == ']' && !object:
				j.end(p, c, base+int64(i), true)
			default:
				j.fail(base+int64(i), false)
				continue
			}
			i++

		case jsonFirstName, jsonName:
			switch {
			case c == '"':
				p.newline(j.open.depth, base+int64(i), j)
				p.mark('"')
				j.name, j.state = true, jsonString
			case c == '}' && j.state == jsonFirstName:
				j.end(p, c, base+int64(i), false)
			default:
				j.fail(base+int64(i), false)
				continue
			}
			i++

		case jsonColon:
			if c != ':' {
				j.fail(base+int64(i), false)
				continue
			}
			p.mark(':')
			p.mark(' ')
			j.state = jsonValue
			i++

		case jsonText, jsonValue, jsonFirstItem, jsonItem, jsonEnd:
			if c == ']' && j.state == jsonFirstItem {
				j.end(p, c, base+int64(i), false)
				i++
				continue
			}
			class := valueStart[c]
			if class == noValue || j.state == jsonEnd && !j.many {
				j.fail(base+int64(i), false)
				continue
			}
			if j.state != jsonValue && j.state != jsonText {
				p.newline(j.open.depth, base+int64(i), j)
			}
			if class == numberValue {
				j.state = jsonInteger
				switch c {
				case '-':
					j.state = jsonMinus
				case '0':
					j.state = jsonZero
				}
				i = j.number(p, b, i, i+1, base)
				continue
			}
			p.mark(c)
			i++
			switch class {
			case stringValue:
				j.name, j.state = false, jsonString
			case objectValue:
				j.open.push(true)
				j.state = jsonFirstName
			case arrayValue:
				j.open.push(false)
				j.state = jsonFirstItem
			case wordValue:
				j.left, j.state = 1, jsonWord
				switch c {
				case 't':
					j.word = "true"
				case 'f':
					j.word = "false"
				default:
					j.word = "null"
				}
			}

		case jsonWord:
			if c != j.word[j.left] {
				j.fail(base+int64(i), false)
				continue
			}
			p.mark(c)
			i++
			if j.left++; int(j.left) == len(j.word) {
				j.state = j.closed()
			}

		case jsonEscape:
			if !escapable(c) {
				j.fail(base+int64(i), false)
				continue
			}
			p.mark(c)
			i++
			j.state = jsonString
			if c == 'u' {
				j.left, j.state = 4, jsonHex
			}

		case jsonHex:
			if !hexDigit(c) {
				j.fail(base+int64(i), false)
				continue
			}
			p.mark(c)
			i++
			if j.left--; j.left == 0 {
				j.state = jsonString
			}

		case jsonBroken:
			j.rest.scan(p, b[i:], base+int64(i))
			i = len(b)

		default:
			i = j.number(p, b, i, i, base)
		}
	}
	return base + int64(len(b))
}

// number reads on in a number from b[i]; what was read from b[start] on is not written yet. It returns where to go on.
func (j *jsonLayout) number(p *pen, b []byte, start, i int, base int64) int {
	s := j.state
	for ; i < len(b); i++ {
		c := b[i]
		digit := c-'0' <= 9
		switch s {
		case jsonInteger:
			switch {
			case digit:
				continue
			case c == '.':
				s = jsonPoint
				continue
			case c|0x20 == 'e':
				s = jsonExponent
				continue
			}
		case jsonFraction:
			switch {
			case digit:
				continue
			case c|0x20 == 'e':
				s = jsonExponent
				continue
			}
		case jsonPower:
			if digit {
				continue
			}
		case jsonZero:
			switch {
			case c == '.':
				s = jsonPoint
				continue
			case c|0x20 == 'e':
				s = jsonExponent
				continue
			}
		case jsonMinus:
			if digit {
				s = jsonInteger
				if c == '0' {
					s = jsonZero
				}
				continue
			}
		case jsonPoint:
			if digit {
				s = jsonFraction
				continue
			}
		case jsonExponent:
			if c == '+' || c == '-' {
				s = jsonSign
				continue
			}
			if digit {
				s = jsonPower
				continue
			}
		case jsonSign:
			if digit {
				s = jsonPower
				continue
			}
		}
		// The number ends before c. A digit can only follow a leading zero, and a letter nothing at all.
		p.put(b[start:i], base+int64(start), nil)
		j.state = s
		if s.number() && !digit {
			j.state = j.closed()
		} else {
			j.fail(base+int64(i), false)
		}
		return i
	}
	p.put(b[start:i], base+int64(start), nil)
	j.state = s
	return i
}

// end closes the innermost container with c. Its bracket has a row of its own unless the container is empty.
func (j *jsonLayout) end(p *pen, c byte, off int64, row bool) {
	if row {
		p.newline(j.open.depth-1, off, j)
	}
	p.mark(c)
	j.open.pop()
	j.state = j.closed()
}

// space tells whether c is white space, and counts the lines.
func (j *jsonLayout) space(c byte, off int64) bool {
	switch c {
	case ' ', '\t':
	case '\n':
		if off != j.lastCR {
			j.line++
		}
		j.lineStart = off + 1
	case '\r':
		j.line++
		j.lineStart, j.lastCR = off+1, off+1
	case 0x1E: // RFC 7464: the record separator of JSON text sequences
		return j.many && (j.state == jsonText || j.state == jsonEnd)
	default:
		return false
	}
	return true
}

// The kinds of value by the byte that they begin with.
const (
	noValue = iota
	stringValue
	numberValue
	objectValue
	arrayValue
	wordValue
)

var valueStart = [256]uint8{
	'"': stringValue, '{': objectValue, '[': arrayValue, 't': wordValue, 'f': wordValue, 'n': wordValue, '-': numberValue,
	'0': numberValue, '1': numberValue, '2': numberValue, '3': numberValue, '4': numberValue,
	'5': numberValue, '6': numberValue, '7': numberValue, '8': numberValue, '9': numberValue,
}

func escapable(c byte) bool {
	switch c {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't', 'u':
		return true
	}
	return false
}

func hexDigit(c byte) bool { return c-'0' <= 9 || c|0x20 >= 'a' && c|0x20 <= 'f' }

// The lowest and the highest bit of each of eight bytes.
const lowBits, highBits = 0x0101010101010101, 0x8080808080808080

// plainLen returns how many bytes of b stand for themselves in a string: up to a quote, a backslash or a control
// character. It looks at eight at a time: in each byte of m, the top bit says that the byte is one of these, or that a
// byte below it is; only the lowest one is used.
func plainLen(b []byte) int {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		quote, slash := x^(lowBits*'"'), x^(lowBits*'\\')
		if m := ((x-lowBits*' ')&^x | (quote-lowBits)&^quote | (slash-lowBits)&^slash) & highBits; m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
	}
	for i < len(b) && b[i] >= ' ' && b[i] != '"' && b[i] != '\\' {
		i++
	}
	return i
}
