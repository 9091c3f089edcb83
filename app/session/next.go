package session

import (
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
		return nil, &exchange.Failure{Kind: exchange.BadInput, Detail: quoted(raw) + " is not a URL: " + err.Error() + "."}
	}
	return &next, nil
}
