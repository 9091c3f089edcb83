package playground

import "strings"

// LineEnds is the kind of line ends in a text; "" of a text of one line.
type LineEnds string

// The kinds of line ends.
const (
	LF        LineEnds = "LF"
	CRLF      LineEnds = "CRLF"
	CR        LineEnds = "CR"
	MixedEnds LineEnds = "mixed"
)

// lineEnds are the kinds that can be chosen.
var lineEnds = map[LineEnds]string{LF: "\n", CRLF: "\r\n", CR: "\r"}

// LineEndsOf gives the kind of line ends in a text.
func LineEndsOf(text string) LineEnds {
	kind := LineEnds("")
	for rest := text; ; {
		at := strings.IndexAny(rest, "\r\n")
		if at < 0 {
			return kind
		}
		end := LF
		switch {
		case strings.HasPrefix(rest[at:], "\r\n"):
			end = CRLF
		case rest[at] == '\r':
			end = CR
		}
		if kind != "" && kind != end {
			return MixedEnds
		}
		kind, rest = end, rest[at+len(lineEnds[end]):]
	}
}

// withEnds writes a text with line ends of one kind. One that cannot be chosen changes nothing.
func withEnds(text string, kind LineEnds) string {
	end, ok := lineEnds[kind]
	if !ok {
		return text
	}
	return strings.NewReplacer("\r\n", end, "\r", end, "\n", end).Replace(text)
}
