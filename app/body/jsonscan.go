package body

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
