package sse

import "bytes"

// Separator says where a record of a stream ends.
type Separator byte

// The separators.
const (
	LineFeed        Separator = '\n'   // NDJSON, JSON Lines: a record is a line
	RecordSeparator Separator = '\x1e' // application/json-seq (RFC 7464): one stands before each record
)

// Records takes a stream of JSON texts apart. The zero value with an OnRecord reads lines. Records that are empty are
// passed over. The texts are not checked: a text that is not JSON is still what the server sent.
type Records struct {
	Separator Separator // zero means LineFeed

	// OnRecord is called with each text, without the white space around it, which is its own only during the call.
	// Whole is false for a text that may have been cut off: it has no line feed at its end (RFC 7464, section 2.4).
	OnRecord func(text []byte, whole bool)

	record []byte
	nested nesting
}

// Write takes the next bytes of the stream. Its only error is TooLong.
func (r *Records) Write(chunk []byte) (int, error) {
	if r.Separator != RecordSeparator {
		return r.writeLines(chunk)
	}
	for rest := chunk; len(rest) > 0; {
		nested, n := r.nested, 0
		for n < len(rest) && rest[n] != '\n' && rest[n] != byte(RecordSeparator) {
			nested = nested.after(rest[n])
			n++
		}
		if len(r.record)+n >= MaxSize {
			return 0, TooLong
		}
		r.record, r.nested = append(r.record, rest[:n]...), nested
		switch {
		case n == len(rest):
			return len(chunk), nil
		case rest[n] == byte(RecordSeparator):
			r.end(false)
		case nested.closed():
			r.end(true)
		default:
			r.record, r.nested = append(r.record, '\n'), nested.after('\n')
		}
		rest = rest[n+1:]
	}
	return len(chunk), nil
}

// nesting follows a text of a sequence, which may have line feeds of its own. Once its brackets are closed, it ends with its
// line, without waiting for what follows.
type nesting struct {
	depth           int // inside arrays and objects
	quoted, escaped bool
}

func (n nesting) closed() bool { return !n.quoted && n.depth <= 0 }

func (n nesting) after(c byte) nesting {
	switch {
	case n.escaped:
		n.escaped = false
	case n.quoted && c == '\\':
		n.escaped = true
	case c == '"':
		n.quoted = !n.quoted
	case n.quoted:
	case c == '{' || c == '[':
		n.depth++
	case c == '}' || c == ']':
		n.depth--
	}
	return n
}

func (r *Records) writeLines(chunk []byte) (int, error) {
	rest := chunk
	for {
		line, more, ended := bytes.Cut(rest, []byte("\n"))
		if len(r.record)+len(line) >= MaxSize {
			return 0, TooLong
		}
		r.record = append(r.record, line...)
		if !ended {
			return len(chunk), nil
		}
		rest = more
		r.end(true)
	}
}

// Close ends the stream: what has no end yet is a record that may have been cut off.
func (r *Records) Close() error {
	r.end(false)
	return nil
}

func (r *Records) end(whole bool) {
	if text := bytes.Trim(r.record, " \t\r\n"); len(text) > 0 {
		r.OnRecord(text, whole)
	}
	r.record, r.nested = r.record[:0], nesting{}
	if cap(r.record) > 1<<20 {
		r.record = nil
	}
}
