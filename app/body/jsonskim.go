package body

import (
	"encoding/binary"
	"math/bits"
)

// skim does what scan does from b[i] on, for what nearly all JSON consists of, several times as fast: it only counts, takes
// tokens as wholes, and keeps everything in local variables, which matters most in WebAssembly. It stops before whatever
// needs more care (an error, a token that b cuts, a row that must be broken or marked) and returns
// where it did. It decides nothing of its own: had it stopped at any earlier token, scan would have come to the same.
func (j *jsonLayout) skim(p *pen, b []byte, i int, base int64) int {
	state, open := j.state, j.open
	row, col, indent := p.row, p.col, p.base
	lastRow, limit := p.nextRow-1, p.fast // the last row that no checkpoint is due at, and the length of one
	if due := p.nextOff - base; due < int64(len(b)) {
		b = b[:max(due, 0)]
	}
skim:
	for i < len(b) {
		c := b[i]
		if c <= ' ' {
			switch c {
			case ' ', '\t':
			case '\n':
				if base+int64(i) != j.lastCR {
					j.line++
				}
				j.lineStart = base + int64(i) + 1
			default:
				break skim
			}
			i++
			for i < len(b) && b[i] == ' ' {
				i++
			}
			continue
		}
		nextRow, nextCol := row, col
		switch state {
		case jsonAfter:
			object := open.bits&1 == 1
			if c == ',' {
				i++
				col++
				state = jsonItem
				if object {
					state = jsonName
				}
				continue
			}
			if row > lastRow || c != '}' && c != ']' || (c == '}') != object {
				break skim
			}
			open.pop()
			row++
			col = indent + 2*min(open.depth, indentLimit) + 1
			i++
			if open.depth == 0 {
				state = jsonEnd
				break skim
			}
			continue

		case jsonColon:
			if c != ':' {
				break skim
			}
			i++
			col += 2
			state = jsonValue
			continue

		case jsonName, jsonFirstName:
			if c != '"' || row > lastRow {
				break skim
			}
			nextRow, nextCol = row+1, indent+2*min(open.depth, indentLimit)

		case jsonItem, jsonFirstItem:
			if row > lastRow {
				break skim
			}
			nextRow, nextCol = row+1, indent+2*min(open.depth, indentLimit)

		case jsonValue:

		default:
			break skim
		}

		if c != '"' {
			switch valueStart[c] {
			case objectValue:
				open.push(true)
				nextCol++
				state = jsonFirstName
				if i++; i < len(b) && b[i] == '}' {
					i++
					nextCol++
					open.pop()
					state = jsonAfter
				}
			case arrayValue:
				open.push(false)
				nextCol++
				state = jsonFirstItem
				if i++; i < len(b) && b[i] == ']' {
					i++
					nextCol++
					open.pop()
					state = jsonAfter
				}
			case numberValue:
				k := i + 1
				if c == '0' || c == '-' {
					break skim // most numbers are neither
				}
				for k < len(b) && b[k]-'0' <= 9 {
					k++
				}
				if k+1 < len(b) && b[k] == '.' && b[k+1]-'0' <= 9 {
					k += 2
					for k < len(b) && b[k]-'0' <= 9 {
						k++
					}
				}
				if k == len(b) || b[k] == '.' || b[k]|0x20 == 'e' || nextCol+k-i > limit {
					break skim
				}
				nextCol += k - i
				i = k
				state = jsonAfter
			case wordValue:
				if i+5 > len(b) {
					break skim
				}
				n := 4
				switch binary.LittleEndian.Uint32(b[i:]) {
				case 't' | 'r'<<8 | 'u'<<16 | 'e'<<24:
				case 'n' | 'u'<<8 | 'l'<<16 | 'l'<<24:
				case 'f' | 'a'<<8 | 'l'<<16 | 's'<<24:
					n = 5
					if b[i+4] != 'e' {
						break skim
					}
				default:
					break skim
				}
				nextCol += n
				i += n
				state = jsonAfter
			default:
				break skim
			}
			row, col = nextRow, nextCol
			continue
		}

		// A string. See plainLen, which is this loop with a call around it.
		k := i + 1
		for {
			if k+8 > len(b) {
				break skim
			}
			x := binary.LittleEndian.Uint64(b[k:])
			quote, slash := x^(lowBits*'"'), x^(lowBits*'\\')
			if m := ((x-lowBits*' ')&^x | (quote-lowBits)&^quote | (slash-lowBits)&^slash) & highBits; m != 0 {
				k += bits.TrailingZeros64(m) / 8
				if b[k] == '"' {
					break
				}
				n := escapeLen(b[k:])
				if n == 0 {
					break skim
				}
				k += n
				continue
			}
			k += 8
		}
		k++
		if nextCol += k - i; nextCol > limit {
			break skim
		}
		row, col, i = nextRow, nextCol, k
		switch {
		case state != jsonName && state != jsonFirstName:
			state = jsonAfter
		case i < len(b) && b[i] == ':':
			i++
			col += 2
			state = jsonValue
		default:
			state = jsonColon
		}
	}
	j.state, j.open = state, open
	p.line += row - p.row
	p.row, p.col = row, col
	return i
}
