package body

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Problem is the place where a text stops being what it is meant to be, and why.
type Problem struct {
	// Offset is the place in bytes of the body, from 0; of its UTF-8 if it is in another charset.
	Offset int64
	// Line and Column are the same place for a person, from 1. A column is a character (a rune: a Unicode code point),
	// not a byte and not a UTF-16 unit. A line ends with \n, \r or \r\n.
	Line, Column int
	// Shown is the line of the view, from 1, at which the text goes on as it came. Pretty text has other lines than the body.
	Shown int
	// Row, from 0, and At, in characters from 1, are that place among the rows of the view.
	Row, At int
	// Message says in plain words what was expected and what was found.
	Message string
}

// Error returns the message with its place: "line 3, column 7: expected : after a name in an object, found }".
func (p *Problem) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", p.Line, p.Column, p.Message)
}

// fault is what a layout knows of a problem: enough to make it from, once the text around it is at hand.
type fault struct {
	off       int64
	line      int   // from 0
	lineStart int64 // offset of the line
	expected  string
	atEnd     bool
}

// faultContext is how many bytes from the fault on its message may quote.
const faultContext = 24

// problem makes the Problem of a fault: before is how many characters stand before it in its line, at what stands there.
func (f *fault) problem(before int, at []byte) *Problem {
	message := "expected " + f.expected
	switch {
	case f.atEnd:
		message += ", found the end of the text"
	default:
		message += ", found " + quote(at)
	}
	return &Problem{Offset: f.off, Line: f.line + 1, Column: before + 1, Message: message}
}

// quote names what b begins with: a word, or else a character.
func quote(b []byte) string {
	word := 0
	for word < len(b) && (b[word]|0x20 >= 'a' && b[word]|0x20 <= 'z' || b[word]-'0' <= 9 || b[word] == '_') {
		word++
	}
	if word > 1 {
		return string(b[:word])
	}
	for _, comment := range []string{"//", "/*"} {
		if strings.HasPrefix(string(b), comment) {
			return "a comment (" + comment + "), which JSON does not have"
		}
	}
	r, size := utf8.DecodeRune(b)
	switch {
	case size == 0:
		return "the end of the text"
	case r == utf8.RuneError && size == 1:
		return fmt.Sprintf("the byte 0x%02X, which is not UTF-8", b[0])
	case r == '\n':
		return "a line break"
	case r == '\t':
		return "a tab"
	case r == ' ':
		return "a space"
	case r == '\'':
		return "' (JSON has double quotes only)"
	case strconv.IsPrint(r):
		return string(r)
	}
	return fmt.Sprintf("the character U+%04X", r)
}

// countRunes returns how many characters begin in b. It may be called with pieces of a text, split anywhere.
func countRunes(b []byte) int {
	n := 0
	for _, c := range b {
		if c&0xC0 != 0x80 {
			n++
		}
	}
	return n
}
