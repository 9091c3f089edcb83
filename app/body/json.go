package body

// jsonState is what the grammar of RFC 8259 expects next.
type jsonState uint8

const (
	jsonText      jsonState = iota // a value, at the top
	jsonFirstName                  // a name or }
	jsonName                       // a name
	jsonColon                      // :
	jsonValue                      // a value, after :
	jsonFirstItem                  // a value or ]
	jsonItem                       // a value, after ,
	jsonAfter                      // , or the end of the container
	jsonEnd                        // nothing, after the value at the top
	jsonString                     // the rest of a string
	jsonEscape                     // what \ escapes
	jsonHex                        // a digit of \uXXXX
	jsonWord                       // the rest of true, false or null
	jsonMinus                      // a digit, after -
	jsonZero                       // the rest of a number after its leading 0
	jsonInteger                    // the rest of a number after its first digits
	jsonPoint                      // a digit, after .
	jsonFraction                   // the rest of a number after a digit of its fraction
	jsonExponent                   // a sign or a digit, after e
	jsonSign                       // a digit, after the sign of the exponent
	jsonPower                      // the rest of a number after a digit of its exponent
	jsonBroken                     // anything: the text has a problem
)

// structural tells whether white space may come next.
func (s jsonState) structural() bool { return s <= jsonEnd }

// skims tells whether skim knows the state: those between tokens inside of a container.
func (s jsonState) skims() bool { return s > jsonText && s < jsonEnd }

// jsonLayout sets out JSON by tokens: it validates, and copies every byte that is not white space between tokens.
type jsonLayout struct {
	state jsonState
	name  bool  // the string is a name
	left  uint8 // of \uXXXX: digits to come; of a word: letters seen
	many  bool  // any number of values at the top, RS between them is white space
	open  stack
	word  string

	line      int   // line ends in the text so far, all between tokens
	lineStart int64 // offset after the last of them
	lastCR    int64 // offset after the last \r

	broken *fault
	rest   textLayout
}

// newJSONLayout returns the layout of one JSON text that begins at off, or of any number of them in a row when many is set.
func newJSONLayout(off int64, many bool) *jsonLayout {
	return &jsonLayout{many: many, lineStart: off, lastCR: -1}
}

func (j *jsonLayout) clone() layout { c := *j; return &c }

func (j *jsonLayout) fault() *fault { return j.broken }

// closed is the state after a value.
func (j *jsonLayout) closed() jsonState {
	if j.open.depth == 0 {
		return jsonEnd
	}
	return jsonAfter
}

// number tells whether what has been read is a complete number.
func (s jsonState) number() bool {
	return s == jsonZero || s == jsonInteger || s == jsonFraction || s == jsonPower
}

func (j *jsonLayout) finish(_ *pen, off int64) int64 {
	if j.state.number() {
		j.state = j.closed()
	}
	if j.state != jsonBroken && j.state != jsonEnd && j.state != jsonText {
		j.fail(off, true)
	}
	return off
}

// fail notes that the text is not JSON from off on.
func (j *jsonLayout) fail(off int64, atEnd bool) {
	j.broken = &fault{off: off, line: j.line, lineStart: j.lineStart, expected: j.expected(), atEnd: atEnd}
	j.state = jsonBroken
}
