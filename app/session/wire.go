package session

import (
	"bytes"
	"cmp"
	"io"
	"net/http"
	"slices"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/httpwasm"
)

// Wire is a request as HTTP/1.1 carries it (RFC 9112), before it is sent. Natively it is what http.Transport writes, byte for byte,
// where that adds no coding of its own (DisableCompression), as in package network. What a browser adds is there as far as a page can
// know it: the head then has no line for a value that is not known, and the order of its lines is the browser's own.
type Wire struct {
	Line    string            // the request line
	Headers []exchange.Header // in their order, then those that are not sent
	Head    []byte            // the request line and the lines of the headers that are sent, with the blank line behind them
	Body    []byte            // as much of it as was asked for
	Size    int64             // of the whole body
}

// Wire works out what would go out now, with the first bytes of the body up to a limit. No more of a file is read than that.
func (s *Session) Wire(p *Prepared, limit int64) (Wire, error) {
	w, err := p.wireHead()
	if err != nil {
		return Wire{}, err
	}
	w.Size = p.Body.Size()
	w.Body, err = s.start(p.Body, limit)
	return w, err
}

func (p *Prepared) wireHead() (Wire, error) {
	req := p.signed
	if req == nil {
		req = p.outgoing()
	}
	if p.browser {
		return p.browserHead(req), nil
	}
	return p.nativeHead(req)
}

// browserHead is the head as far as a page knows it.
func (p *Prepared) browserHead(req *http.Request) Wire {
	w := Wire{Line: p.Method + " " + requestTarget(req.URL) + " HTTP/1.1", Headers: slices.Concat(p.Headers, p.signature)}
	var b bytes.Buffer
	b.WriteString(w.Line + "\r\n")
	lines := map[string]int{} // by name: fetch joins the values of one name
	for i, h := range w.Headers {
		key := strings.ToLower(h.Name)
		if h.Dropped || h.Origin == exchange.FromBrowser && h.Value == "" {
			continue
		}
		if _, again := lines[key]; again {
			continue
		}
		lines[key] = i
		value := h.Value
		for _, other := range w.Headers[i+1:] {
			if !other.Dropped && strings.EqualFold(other.Name, h.Name) {
				value += ", " + other.Value
			}
		}
		b.WriteString(h.Name + ": " + latin1(value) + "\r\n")
	}
	b.WriteString("\r\n")
	w.Head = b.Bytes()
	return w
}

// nativeHead has net/http write the head, so that it is what its transport writes, and says of each line whose it is.
func (p *Prepared) nativeHead(signed *http.Request) (Wire, error) {
	req := signed.Clone(signed.Context())
	if path, ok := opaquePath(req.URL.Opaque); ok {
		req.URL.Opaque = path
	}
	if size := p.Body.Size(); p.Body.Present() {
		req.ContentLength, req.Body = size, http.NoBody
		if size > 0 {
			req.Body = io.NopCloser(strings.NewReader("")) // the body that is missing is an error, after the head
		}
	}
	var b bytes.Buffer
	if err := req.Write(&b); err != nil && p.Body.Size() == 0 {
		return Wire{}, err
	}
	w := Wire{Head: b.Bytes()}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\r\n\r\n"), "\r\n")
	w.Line = lines[0]
	mine := slices.Concat(p.Headers, p.signature)
	for _, line := range lines[1:] {
		name, value, _ := strings.Cut(line, ": ")
		at := slices.IndexFunc(mine, func(h exchange.Header) bool {
			return !h.Dropped && strings.EqualFold(h.Name, name) && (latin1(h.Value) == value || name == "Host")
		})
		if at < 0 {
			w.Headers = append(w.Headers, exchange.Header{Name: name, Value: value, Origin: exchange.FromSession})
			continue
		}
		h := mine[at]
		h.Name = name
		w.Headers = append(w.Headers, h)
		mine = slices.Delete(mine, at, at+1)
	}
	for _, h := range mine {
		h.Dropped, h.Note = true, cmp.Or(h.Note, "An empty line of this name is left out.")
		w.Headers = append(w.Headers, h)
	}
	return w, nil
}

// start reads the first bytes of a body.
func (s *Session) start(b Body, limit int64) ([]byte, error) {
	limit = min(limit, b.Size())
	var cut Body
	for _, p := range b.Pieces {
		if left := limit - cut.Size(); left <= 0 {
			break
		} else if p.File == nil {
			p.Bytes = p.Bytes[:min(left, int64(len(p.Bytes)))]
		}
		cut.Pieces = append(cut.Pieces, p)
	}
	if limit == 0 {
		return nil, nil
	}
	body, err := s.compose(cut)
	if err != nil {
		return nil, err
	}
	if blob, ok := body.(*httpwasm.Blob); ok {
		body = blob.Slice(0, limit) // its stream would read ahead
	}
	defer body.Close()
	return io.ReadAll(io.LimitReader(body, limit))
}
