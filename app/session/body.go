package session

import (
	"io"
	"net/url"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// Body is the exact body of a request: pieces of text and whole files, in order.
// Files are named, never read: the transport takes their bytes from where they are.
type Body struct {
	MediaType string // the Content-Type that fits the body; "" without a body
	Pieces    []Piece
}

// Piece is a stretch of a body: bytes, or a file.
type Piece struct {
	Bytes []byte
	File  *request.File
}

// Present reports whether there is a body at all; it may be empty.
func (b Body) Present() bool { return len(b.Pieces) > 0 }

// Size is the body's length in bytes.
func (b Body) Size() int64 {
	var n int64
	for _, p := range b.Pieces {
		if p.File != nil {
			n += p.File.Size
		} else {
			n += int64(len(p.Bytes))
		}
	}
	return n
}

const noFile = "Choose the file to send, or another kind of body."

func prepareBody(r request.Request, method string, from Place) (Body, *exchange.Failure) {
	b := r.Body
	if b.Kind == request.NoBody {
		return Body{}, nil
	}
	if from.Browser && (method == "GET" || method == "HEAD") {
		return Body{}, badInput(exchange.AtBody, "Browsers do not send a body with "+method+". Choose another method, such as POST, or Body, None.")
	}
	if typed := typedMultipart(r); typed != "" {
		return multipartAs(b, typed)
	}
	switch b.Kind {
	case request.JSON:
		return Body{MediaType: "application/json", Pieces: []Piece{{Bytes: []byte(b.JSON)}}}, nil
	case request.Text:
		media := strings.TrimSpace(b.MediaType)
		if media == "" {
			media = request.DefaultTextType
		}
		if why := request.HeaderValueProblem(media); why != "" {
			return Body{}, badInput(exchange.AtBody, "The media type cannot be sent: "+why)
		}
		return Body{MediaType: media, Pieces: []Piece{{Bytes: []byte(b.Text)}}}, nil
	case request.Form:
		return Body{MediaType: "application/x-www-form-urlencoded", Pieces: []Piece{{Bytes: formBytes(b.Form)}}}, nil
	case request.Multipart:
		return multipartBody(b.Parts, "multipart/form-data", newBoundary())
	case request.RawFile:
		if b.File == nil || b.File.ID == "" {
			return Body{}, badInput(exchange.AtBody, noFile)
		}
		media := b.File.Type
		if media == "" {
			media = "application/octet-stream"
		}
		return Body{MediaType: media, Pieces: []Piece{{File: b.File}}}, nil
	}
	return Body{}, badInput(exchange.AtBody, "There is no body of kind "+quoted(string(b.Kind))+".")
}

// BodyOf gives a reader of the exact body of a request, and its length in bytes; the reader is nil where there is none.
func (s *Session) BodyOf(r request.Request) (io.ReadCloser, int64, *exchange.Failure) {
	b, bad := prepareBody(r, "", Place{})
	if bad != nil || b.Size() == 0 {
		return nil, 0, bad
	}
	reader, err := s.compose(b)
	if err != nil {
		return nil, 0, badInput(exchange.AtBody, "The body cannot be read: "+err.Error()+".")
	}
	return reader, b.Size(), nil
}

// formBytes writes application/x-www-form-urlencoded as requests does: names and
// values are encoded, a space is +.
func formBytes(fields []request.Field) []byte {
	var b strings.Builder
	for _, f := range request.Sent(fields) {
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(url.QueryEscape(f.Name))
		b.WriteByte('=')
		b.WriteString(url.QueryEscape(f.Value))
	}
	return []byte(b.String())
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
