package body

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
