package engine

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"roundtrip/app/body"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session"
)

// wireLimit is how much of a body is shown before it is sent.
const wireLimit = 64 << 10

// Wire says what would go out if the request were sent now, as text or in hex.
func (e *Engine) Wire(r request.Request, mode exchange.Mode) exchange.Wire {
	p, bad := session.Prepare(r, e.place)
	if bad != nil {
		anywhere := e.place
		anywhere.Browser = false
		_, always := session.Prepare(r, anywhere)
		return exchange.Wire{Failure: bad, Refused: e.place.Browser && always == nil}
	}
	w, err := e.session.Wire(p, wireLimit)
	if err != nil {
		return exchange.Wire{Failure: &exchange.Failure{Kind: exchange.BadInput, Where: exchange.AtBody, Detail: fmt.Sprintf("The body cannot be read: %v.", err)}}
	}
	out := exchange.Wire{
		Line: w.Line, Headers: w.Headers, Shown: int64(len(w.Body)), Size: w.Size, Browser: e.place.Browser,
		Changes: p.Changing(r), Limits: p.Limits(r, e.place),
	}
	if ask := p.CORS(); e.place.Browser && ask.CrossOrigin() {
		out.Cross, out.Asks = ask.Page, because(ask)
	}
	text := w.Body
	if out.Shown < out.Size {
		text = wholeRunes(text)
	}
	out.Binary = !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0
	if mode == exchange.Hex {
		out.Head, out.Body = body.HexRows(w.Head), body.HexRows(w.Body)
		return out
	}
	out.Body, out.Shown = strings.ToValidUTF8(string(text), "\uFFFD"), int64(len(text))
	return out
}

// wholeRunes leaves out the last character of a text that was cut in the middle of it.
func wholeRunes(text []byte) []byte {
	for i := len(text) - 1; i >= 0 && i >= len(text)-utf8.UTFMax; i-- {
		if utf8.RuneStart(text[i]) {
			if !utf8.FullRune(text[i:]) {
				return text[:i]
			}
			break
		}
	}
	return text
}
