package network

import (
	"bytes"
	"sync"

	"roundtrip/app/exchange"
)

// The bounds on what is recorded of HTTP/1.1 for one request.
const (
	maxHead = 1 << 20  // bytes of the head of a response
	maxRaw  = 64 << 10 // bytes of what follows a head, each way
)

// tap records what goes over a connection of HTTP/1.1 for one request. A nil tap records nothing.
type tap struct {
	mu             sync.Mutex
	sent, received recording
}

// recording is one direction: the heads, and the beginning of what follows them.
type recording struct {
	bytes []byte
	size  int64
	heads []int // where each ends
	whole bool  // no more heads come
	seen  int   // how far the end of the next head was looked for
}

func (t *tap) gave(b []byte) {
	if t != nil {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.sent.add(b, false)
	}
}

func (t *tap) took(b []byte) {
	if t != nil {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.received.add(b, true)
	}
}

// add takes bytes; answers says that heads of informational responses may come before the last one.
func (r *recording) add(b []byte, answers bool) {
	r.size += int64(len(b))
	if !r.whole {
		room := max(0, maxHead+maxRaw-len(r.bytes))
		r.bytes = append(r.bytes, b[:min(room, len(b))]...)
		r.look(answers)
		return
	}
	room := max(0, r.end()+maxRaw-len(r.bytes))
	r.bytes = append(r.bytes, b[:min(room, len(b))]...)
}

// end is where the last head ends.
func (r *recording) end() int {
	if len(r.heads) == 0 {
		return 0
	}
	return r.heads[len(r.heads)-1]
}

// look finds the ends of heads: an empty line (RFC 9112, section 2.2).
func (r *recording) look(answers bool) {
	for !r.whole {
		start := r.end()
		from := max(start, r.seen-3)
		at := bytes.Index(r.bytes[from:], []byte("\n\r\n"))
		length := 3
		if bare := bytes.Index(r.bytes[from:], []byte("\n\n")); bare >= 0 && (at < 0 || bare < at) {
			at, length = bare, 2
		}
		if at < 0 {
			r.seen = len(r.bytes)
			return
		}
		end := from + at + length
		r.heads = append(r.heads, end)
		r.seen = end
		r.whole = !answers || !informational(r.bytes[start:end])
	}
	if most := r.end() + maxRaw; len(r.bytes) > most {
		r.bytes = r.bytes[:most]
	}
}

// informational reports whether a head is that of a response before the response; with 101 another protocol follows.
func informational(head []byte) bool {
	_, status, ok := bytes.Cut(head, []byte(" "))
	return ok && len(status) > 2 && status[0] == '1' && !bytes.HasPrefix(status, []byte("101"))
}

// traffic gives copies of what was recorded, the heads alone or all.
func (t *tap) traffic(all bool) *exchange.Traffic {
	t.mu.Lock()
	defer t.mu.Unlock()
	cut := func(r recording) []byte {
		if all || !r.whole {
			return bytes.Clone(r.bytes)
		}
		return bytes.Clone(r.bytes[:r.end()])
	}
	return &exchange.Traffic{Sent: cut(t.sent), Received: cut(t.received), SentSize: t.sent.size, ReceivedSize: t.received.size}
}

// answers gives the heads that came, each a copy.
func (t *tap) answers() [][]byte {
	t.mu.Lock()
	defer t.mu.Unlock()
	var list [][]byte
	start := 0
	for _, end := range t.received.heads {
		list = append(list, bytes.Clone(t.received.bytes[start:end]))
		start = end
	}
	return list
}
