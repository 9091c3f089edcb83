package sse

import "time"

// Event is one event of a stream, as EventSource dispatches it.
type Event struct {
	ID   string // the last ID that the stream gave, in this event or before: what Last-Event-ID would be
	Type string // "message" where the stream names none
	Data string

	// Retry is the reconnection time that the stream last set, in this event or before; less than zero if it set none.
	Retry time.Duration
}

// MaxSize is the number of bytes that one event or one record stays below. No server means to send more, and a stream that
// never ends a line would fill the memory.
const MaxSize = 32 << 20

// TooLong is the error of a stream with an event or a record of MaxSize bytes or more.
const TooLong = tooLong("The stream sent 32 MB without the end of an event or a record.")

type tooLong string

func (t tooLong) Error() string { return string(t) }
