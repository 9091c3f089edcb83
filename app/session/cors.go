package session

import (
	"slices"

	"roundtrip/app/cors"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// CORS is the request as the CORS protocol sees it: what a page asks a browser to send.
func (p *Prepared) CORS() cors.Request {
	r := cors.Request{
		Page:        p.origin,
		Method:      p.Method,
		URL:         p.URL,
		Credentials: p.Options.Credentials == request.Include,
		Stream:      p.Options.Stream && p.Body.Present(),
	}
	if p.Options.Redirect != request.Follow {
		r.Redirect = cors.Manual // see fetchOptions
	}
	for _, h := range slices.Concat(p.Headers, p.signature) {
		if !h.Dropped && h.Origin != exchange.FromBrowser {
			r.Headers = append(r.Headers, exchange.Field{Name: h.Name, Value: latin1(h.Value)})
		}
	}
	return r
}
