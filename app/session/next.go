package session

import (
	"strconv"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// At is the same request to another URL of the same server, such as that of the next page: with the same headers and body, and the
// credentials that were typed into the first URL. An API key in the query is added where the URL has none.
func (p *Prepared) At(raw string, from Place) (*Prepared, *exchange.Failure) {
	u, err := target(raw)
	if a := p.auth; err == nil && a.Kind == request.APIKey && a.KeyPlace == request.InQuery && !u.Query().Has(keyName(a)) {
		raw = addKey(raw, a)
	}
	next := *p
	if err == nil {
		next.URL, err = from.normalise(raw)
	}
	if err == nil {
		next.to, err = target(next.URL)
	}
	if err != nil {
		return nil, &exchange.Failure{Kind: exchange.BadInput, Detail: quoted(raw) + " is not a URL."}
	}
	return &next, nil
}

// Content gives the body as bytes, with the media type that it goes out under. A body with files in it has none.
func (p *Prepared) Content() (mediaType string, body []byte) {
	mediaType = p.Body.MediaType
	for _, h := range p.Headers {
		if !h.Dropped && strings.EqualFold(h.Name, "Content-Type") {
			mediaType = h.Value
		}
	}
	for _, piece := range p.Body.Pieces {
		if piece.File != nil {
			return mediaType, nil
		}
		body = append(body, piece.Bytes...)
	}
	return mediaType, body
}

// With is the same request with other bytes as its body. Signatures are worked out as it is sent.
func (p *Prepared) With(body []byte) *Prepared {
	next := *p
	next.Body.Pieces = []Piece{{Bytes: body}}
	next.Headers = append([]exchange.Header(nil), p.Headers...)
	for i, h := range next.Headers {
		if h.Origin == exchange.FromBrowser && h.Name == "Content-Length" {
			next.Headers[i].Value = strconv.Itoa(len(body))
		}
	}
	return &next
}
