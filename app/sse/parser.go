package sse

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

const byteOrderMark = "\uFEFF"

// Parser reads a stream of server-sent events. Its zero value with an OnEvent is ready for one stream; what follows the
// last empty line of a stream is no event, so there is nothing to close.
type Parser struct {
	OnEvent   func(Event)
	OnComment func(text string) // not called if it is nil

	line    []byte // the line so far
	begun   bool   // the first line has passed, and with it the place of a byte order mark
	afterCR bool   // a line feed now belongs to the carriage return before it

	data    strings.Builder
	kind    string
	id      string
	retry   time.Duration
	retried bool
}

// Write takes the next bytes of the stream. Its only error is TooLong.
func (p *Parser) Write(chunk []byte) (int, error) {
	for rest := chunk; len(rest) > 0; {
		if p.afterCR {
			p.afterCR = false
			if rest[0] == '\n' {
				rest = rest[1:]
				continue
			}
		}
		end := bytes.IndexAny(rest, "\r\n")
		part := rest
		if end >= 0 {
			part = rest[:end]
		}
		if len(p.line)+len(part)+p.data.Len() >= MaxSize {
			return 0, TooLong
		}
		p.line = append(p.line, part...)
		if end < 0 {
			break
		}
		p.afterCR = rest[end] == '\r'
		rest = rest[end+1:]
		p.endLine()
	}
	return len(chunk), nil
}

func (p *Parser) endLine() {
	line := decode(p.line)
	p.line = p.line[:0]
	if cap(p.line) > 1<<20 {
		p.line = nil
	}
	if !p.begun {
		p.begun = true
		line = strings.TrimPrefix(line, byteOrderMark)
	}
	if line == "" {
		p.dispatch()
		return
	}
	name, value, _ := strings.Cut(line, ":")
	value = strings.TrimPrefix(value, " ")
	switch name {
	case "":
		if p.OnComment != nil {
			p.OnComment(value)
		}
	case "data":
		p.data.WriteString(value)
		p.data.WriteByte('\n')
	case "event":
		p.kind = value
	case "id":
		if !strings.Contains(value, "\x00") {
			p.id = value
		}
	case "retry":
		if value != "" && strings.Trim(value, "0123456789") == "" {
			p.retry, p.retried = milliseconds(value), true
		}
	}
}

// dispatch ends an event. Without data it is none.
func (p *Parser) dispatch() {
	if p.data.Len() > 0 {
		e := Event{ID: p.id, Type: "message", Data: strings.TrimSuffix(p.data.String(), "\n"), Retry: -1}
		if p.kind != "" {
			e.Type = p.kind
		}
		if p.retried {
			e.Retry = p.retry
		}
		p.OnEvent(e)
	}
	p.data.Reset()
	p.kind = ""
}

// LastEventID is what a client that connects again sends as Last-Event-ID, "" for nothing.
func (p *Parser) LastEventID() string { return p.id }

// Retry is the reconnection time that the stream last set, less than zero if it set none.
func (p *Parser) Retry() time.Duration {
	if !p.retried {
		return -1
	}
	return p.retry
}

// milliseconds reads digits. What is more than a Duration holds is the longest one.
func milliseconds(digits string) time.Duration {
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n > math.MaxInt64/int64(time.Millisecond) {
		return math.MaxInt64
	}
	return time.Duration(n) * time.Millisecond
}

// decode reads UTF-8 as browsers do (Encoding standard, section 8.1.1): the longest beginning of a character that is cut
// short becomes one replacement character. The line ends around it are ASCII, so a line can be decoded by itself.
func decode(line []byte) string {
	if utf8.Valid(line) {
		return string(line)
	}
	var b strings.Builder
	for len(line) > 0 {
		r, size := utf8.DecodeRune(line)
		if r == utf8.RuneError && size == 1 {
			for size < len(line) && size < utf8.UTFMax && !utf8.FullRune(line[:size+1]) {
				size++
			}
		}
		b.WriteRune(r)
		line = line[size:]
	}
	return b.String()
}
