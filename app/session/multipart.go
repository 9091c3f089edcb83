package session

import (
	"crypto/rand"
	"encoding/hex"
	"mime"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// typedMultipart is the multipart type that the person gave the body, in a Content-Type row or as the media type of a text;
// "" where it is another type or none.
func typedMultipart(r request.Request) string {
	typed := ""
	if r.Body.Kind == request.Text {
		typed = r.Body.MediaType
	}
	for _, f := range request.Sent(r.Headers) {
		if request.SameHeader(f.Name, "Content-Type") {
			typed = f.Value
			break
		}
	}
	typed = strings.TrimSpace(typed)
	if kind, _, _ := strings.Cut(typed, "/"); !strings.EqualFold(kind, "multipart") {
		return ""
	}
	return typed
}

// multipartAs gives a body under the multipart type that was typed for it. Without its boundary nobody can read such a body
// (RFC 2046, section 5.1.1): one that was left out is added, and a body that the type does not describe is refused.
func multipartAs(b request.Body, typed string) (Body, *exchange.Failure) {
	refuse := func(why string) (Body, *exchange.Failure) {
		return Body{}, badInput(exchange.AtHeaders, "Content-Type is "+typed+", "+why)
	}
	typed = withoutEmptyBoundary(typed)
	media, params, err := mime.ParseMediaType(typed)
	if err != nil {
		return refuse("which is not a media type. Type it as multipart/form-data; boundary=…, or without a boundary to have one added.")
	}
	boundary, given := params["boundary"]
	if given && !validBoundary(boundary) {
		return refuse("and a boundary has 1 to 70 letters, digits, spaces and '()+_,-./:=?, with no space at its end (RFC 2046).")
	}
	complete := func(boundary string) string {
		return strings.TrimRight(typed, "; \t") + "; " + strings.TrimPrefix(mime.FormatMediaType("x/x", map[string]string{"boundary": boundary}), "x/x; ")
	}
	switch b.Kind {
	case request.Multipart:
		if given && holdsBoundary(b.Parts, boundary) {
			return refuse("and a part holds a line that begins with its boundary. Choose another boundary, or leave it out.")
		}
		if !given {
			boundary = newBoundary()
			typed = complete(boundary)
		}
		body, bad := multipartBody(b.Parts, media, boundary)
		body.MediaType = typed
		return body, bad
	case request.Text:
		if !given {
			if boundary = boundaryOf(b.Text); boundary == "" {
				return refuse("and the body is not: no line begins with --boundary and none ends it with --boundary--.")
			}
			typed = complete(boundary)
		}
		if !hasLine(b.Text, "--"+boundary) {
			return refuse("and no line of the body is --" + boundary + ".")
		}
		return Body{MediaType: typed, Pieces: []Piece{{Bytes: []byte(b.Text)}}}, nil
	case request.RawFile:
		if !given {
			return refuse("without the boundary that the file uses. Add it: " + typed + "; boundary=…")
		}
		if b.File == nil || b.File.ID == "" {
			return Body{}, badInput(exchange.AtBody, noFile)
		}
		return Body{MediaType: typed, Pieces: []Piece{{File: b.File}}}, nil
	}
	return refuse("and the body is not. Choose Body, Multipart, or remove that header.")
}

// withoutEmptyBoundary takes a boundary off the end of a type that was begun and not typed.
func withoutEmptyBoundary(typed string) string {
	at := strings.LastIndexByte(typed, ';')
	if at >= 0 && strings.EqualFold(strings.TrimRight(strings.TrimSpace(typed[at+1:]), `=" `), "boundary") {
		return strings.TrimRight(typed[:at], " \t")
	}
	return typed
}

// validBoundary reports whether a text may be a boundary (RFC 2046, section 5.1.1).
func validBoundary(text string) bool {
	for i := range len(text) {
		c := text[i]
		if !('0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' || strings.IndexByte("'()+_,-./:=? ", c) >= 0) {
			return false
		}
	}
	return len(text) >= 1 && len(text) <= 70 && text[len(text)-1] != ' '
}

// holdsBoundary reports whether a text among the parts would end one. Files are not read for that.
func holdsBoundary(parts []request.Part, boundary string) bool {
	for _, p := range parts {
		if !p.Off && !p.IsFile && strings.Contains("\n"+strings.ReplaceAll(p.Value, "\r", "\n"), "\n--"+boundary) {
			return true
		}
	}
	return false
}

// boundaryOf finds the boundary of a multipart body that was typed: that of its first line which a later one closes.
func boundaryOf(text string) string {
	for line := range strings.Lines(text) {
		boundary, found := strings.CutPrefix(strings.TrimRight(line, " \t\r\n"), "--")
		if found && validBoundary(boundary) && hasLine(text, "--"+boundary+"--") {
			return boundary
		}
	}
	return ""
}

// hasLine reports whether a text has a line, whatever white space follows it (RFC 2046, section 5.1.1).
func hasLine(text, line string) bool {
	for l := range strings.Lines(text) {
		if strings.TrimRight(l, " \t\r\n") == line {
			return true
		}
	}
	return false
}

// multipartBody writes multipart/form-data (RFC 7578), with names escaped as the HTML standard says (multipart/form-data
// encoding algorithm), or another multipart type, whose parts are attachments with names, as in curl.
func multipartBody(parts []request.Part, media, boundary string) (Body, *exchange.Failure) {
	disposition := "attachment"
	if media == "multipart/form-data" {
		disposition = "form-data"
	}
	body := Body{MediaType: media + "; boundary=" + boundary}
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			body.Pieces = append(body.Pieces, Piece{Bytes: []byte(text.String())})
			text.Reset()
		}
	}
	for _, p := range parts {
		if p.Off || p.Blank() {
			continue
		}
		if strings.ContainsAny(p.ContentType, "\r\n") {
			return Body{}, badInput(exchange.AtBody, "The content type of part "+quoted(p.Name)+" holds a line break.")
		}
		text.WriteString("--" + boundary + "\r\nContent-Disposition: " + disposition + "; name=\"" + escapeName(p.Name) + "\"")
		if !p.IsFile {
			if p.FileName != "" {
				text.WriteString("; filename=\"" + escapeName(p.FileName) + "\"")
			}
			if p.ContentType != "" {
				text.WriteString("\r\nContent-Type: " + p.ContentType)
			}
			text.WriteString("\r\n\r\n" + p.Value + "\r\n")
			continue
		}
		if p.File == nil || p.File.ID == "" {
			return Body{}, badInput(exchange.AtBody, "Choose a file for part "+quoted(p.Name)+", or turn the part off.")
		}
		text.WriteString("; filename=\"" + escapeName(firstOf(p.FileName, p.File.Name)) + "\"")
		text.WriteString("\r\nContent-Type: " + firstOf(p.ContentType, p.File.Type, "application/octet-stream") + "\r\n\r\n")
		flush()
		body.Pieces = append(body.Pieces, Piece{File: p.File})
		text.WriteString("\r\n")
	}
	text.WriteString("--" + boundary + "--\r\n")
	flush()
	return body, nil
}

var nameEscapes = strings.NewReplacer("\r\n", "%0D%0A", "\r", "%0D", "\n", "%0A", `"`, "%22")

func escapeName(name string) string { return nameEscapes.Replace(name) }

func newBoundary() string {
	var b [12]byte
	rand.Read(b[:])
	return "roundtrip-" + hex.EncodeToString(b[:])
}
