package session

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"roundtrip/app/exchange"
)

// headLimit is how much of a request's body is shown with it.
const headLimit = 16 << 10

// Sent is the prepared request as a screen shows it.
func (p *Prepared) Sent() exchange.Sent {
	s := exchange.Sent{Method: p.Method, URL: p.URL, Headers: slices.Concat(p.Headers, p.signature), BodySize: p.Body.Size()}
	var b strings.Builder
	for _, piece := range p.Body.Pieces {
		switch {
		case b.Len() >= headLimit:
			s.BodyCut = true
		case piece.File != nil:
			fmt.Fprintf(&b, "<%s, %d bytes>", piece.File.Name, piece.File.Size)
		case len(piece.Bytes) > headLimit-b.Len():
			cut := headLimit - b.Len()
			for cut > 0 && !utf8.RuneStart(piece.Bytes[cut]) {
				cut--
			}
			b.Write(piece.Bytes[:cut])
			s.BodyCut = true
		default:
			b.Write(piece.Bytes)
		}
	}
	s.BodyHead = strings.ToValidUTF8(b.String(), "\uFFFD")
	return s
}
