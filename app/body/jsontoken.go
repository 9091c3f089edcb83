package body

import (
	"encoding/binary"
	"math/bits"
)

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

// escapeLen returns the length of the escape that b begins with, 0 if it begins with something else or b cuts it.
func escapeLen(b []byte) int {
	switch {
	case len(b) < 6 || b[0] != '\\' || !escapable(b[1]):
		return 0
	case b[1] != 'u':
		return 2
	case hexDigit(b[2]) && hexDigit(b[3]) && hexDigit(b[4]) && hexDigit(b[5]):
		return 6
	}
	return 0
}
