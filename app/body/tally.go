package body

// Tally counts the entries of a stream: events, or records of JSON.
type Tally struct {
	Entries int
	Broken  int // records that are not JSON
}
