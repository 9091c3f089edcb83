package cache

import (
	"net/http"
	"net/url"
	"slices"
	"time"
	"unicode/utf8"
)

// Kept is a stored response on its way from one store to another.
type Kept struct {
	Method   string      `json:"method"`
	URI      string      `json:"uri"`
	Identity string      `json:"identity,omitempty"`
	Varied   []string    `json:"varied,omitempty"`
	Status   string      `json:"status"`
	Code     int         `json:"code"`
	Proto    string      `json:"proto"`
	Header   http.Header `json:"header"`
	Trailer  http.Header `json:"trailer,omitempty"`
	Length   int64       `json:"length"`
	Chunked  []string    `json:"chunked,omitempty"` // the transfer codings
	Decoded  bool        `json:"decoded,omitempty"`
	Body     []byte      `json:"body,omitempty"`
	Final    string      `json:"final,omitempty"`
	Policy   Policy      `json:"policy"`
	Asked    time.Time   `json:"asked"`
	Came     time.Time   `json:"came"`
}

// Leave gives the responses that were used last, as far as they fit into some bytes; the one used last is the last. One whose header is not
// UTF-8 is not among them: its JSON would be of other bytes.
func (s *Store) Leave(bytes int64) []Kept {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []Kept
	for at := s.recent.Front(); at != nil; at = at.Next() {
		e := at.Value.(*entry)
		size := e.size()
		if size > bytes || !e.isText() {
			continue
		}
		bytes -= size
		k := Kept{
			Method: e.method, URI: e.uri, Identity: e.identity, Varied: e.varied, Status: e.head.Status, Code: e.head.StatusCode, Proto: e.head.Proto,
			Header: e.head.Header, Trailer: e.head.Trailer, Length: e.head.ContentLength, Chunked: e.head.TransferEncoding,
			Decoded: e.head.Uncompressed, Body: e.body, Policy: e.policy, Asked: e.asked, Came: e.came,
		}
		if e.final != nil {
			k.Final = e.final.String()
		}
		list = append(list, k)
	}
	slices.Reverse(list)
	return list
}

// isText reports whether everything before the body is UTF-8.
func (e *entry) isText() bool {
	texts := append([]string{e.uri, e.identity, e.head.Status}, e.varied...)
	for _, h := range []http.Header{e.head.Header, e.head.Trailer} {
		for name, values := range h {
			texts = append(append(texts, name), values...)
		}
	}
	return !slices.ContainsFunc(texts, func(s string) bool { return !utf8.ValidString(s) })
}

// Take stores what another store has left.
func (s *Store) Take(left []Kept) {
	for _, k := range left {
		e := &entry{method: k.Method, uri: k.URI, identity: k.Identity, body: k.Body, policy: k.Policy, asked: k.Asked, came: k.Came}
		e.head = http.Response{
			Status: k.Status, StatusCode: k.Code, Proto: k.Proto, Header: k.Header, Trailer: k.Trailer, ContentLength: k.Length,
			TransferEncoding: k.Chunked, Uncompressed: k.Decoded,
		}
		e.head.ProtoMajor, e.head.ProtoMinor, _ = http.ParseHTTPVersion(k.Proto)
		if k.Final != "" {
			e.final, _ = url.Parse(k.Final) // it was written by String
		}
		e.read(nil)
		e.varied = k.Varied // the request is not at hand any more
		s.put(e, s.mark())
	}
}
