package body

// eventField is what a line of an event stream says (HTML standard, section 9.2.6).
type eventField uint8

const (
	otherField eventField = iota // none that the standard knows: browsers pass over it
	commentField
	dataField
	typeField
	idField
	retryField
)

// maxFieldName is the length of the longest name of a field, and one.
const maxFieldName = 6

func fieldOf(name []byte) eventField {
	switch string(name) {
	case "data":
		return dataField
	case "event":
		return typeField
	case "id":
		return idField
	case "retry":
		return retryField
	}
	return otherField
}

// linePart is where in a line of an event stream one is.
type linePart uint8

const (
	lineStart linePart = iota
	lineName
	lineSpace // after the colon: one space does not count
	lineValue
)

// maxFieldValue is how much of a type, an ID or a reconnection time is shown.
const maxFieldValue = 200

// eventLine is a line of an event stream as far as it has been read.
type eventLine struct {
	part  linePart
	start int64 // offset
	field eventField
	name  [maxFieldName]byte
	named int
	value string // of a field that is shown in the first row of its event
}

// add takes more of a value.
func (l *eventLine) add(b []byte) {
	if room := maxFieldValue + 1 - len(l.value); room > 0 {
		l.value += string(b[:min(len(b), room)])
	}
}

// text is the value as it is shown.
func (l *eventLine) text() string {
	if len(l.value) > maxFieldValue {
		return l.value[:maxFieldValue] + "…"
	}
	return l.value
}
