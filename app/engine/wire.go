package engine

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"roundtrip/app/body"
	"roundtrip/app/cors"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session"
)

// wireLimit is how much of a body is shown before it is sent.
const wireLimit = 64 << 10

// Wire says what would go out if the request were sent now, as text or in hex.
func (e *Engine) Wire(r request.Request, v exchange.Via, mode exchange.Mode) exchange.Wire {
	way := e.way(v)
	p, bad := session.Prepare(r, way.place)
	if bad != nil {
		return exchange.Wire{Failure: bad, Refused: way.refuses(r)}
	}
	w, err := way.session.Wire(p, wireLimit)
	if err != nil {
		return exchange.Wire{Failure: &exchange.Failure{Kind: exchange.BadInput, Where: exchange.AtBody, Detail: fmt.Sprintf("The body cannot be read: %v.", err)}}
	}
	out := exchange.Wire{
		Line: w.Line, Headers: w.Headers, Shown: int64(len(w.Body)), Size: w.Size, Browser: way.place.Browser,
		Changes: p.Changing(r), Limits: e.limits(p, r, way),
	}
	if ask := p.CORS(); way.place.Browser {
		out.Hides, out.Permission = hides(ask, p.Options), e.localNetwork(p, way)
		if ask.CrossOrigin() {
			out.Cross, out.Asks = ask.Page, because(ask)
		}
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

// hides lists what a browser does not show of the answer. Where redirects are not followed, that is said as what it does not do.
func hides(ask cors.Request, o request.Options) []exchange.Fact {
	list := cors.Hides(ask)
	if o.Redirect == request.Follow {
		list = append(list, exchange.Fact{What: "Redirects", Text: "The browser follows them by itself and shows the last answer alone: not where they led, and nothing of the others."})
	}
	return list
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
