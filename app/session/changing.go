package session

import (
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// Changing lists what is another each time the request is sent.
func (p *Prepared) Changing(r request.Request) []exchange.Fact {
	var list []exchange.Fact
	add := func(what, text string) { list = append(list, exchange.Fact{What: what, Text: text}) }
	if r.Body.Kind == request.Multipart {
		add("Boundary", "The line between the parts, which Content-Type names, is a new one of the same length each time.")
	}
	switch a := p.auth; a.Kind {
	case request.OAuth1:
		add("Authorization", "Its nonce and timestamp are new each time, and so is the signature.")
	case request.AWS:
		where := "X-Amz-Date and Authorization"
		if a.AWS.Place == request.InQuery {
			where = "The query"
		}
		add(where, "The signature holds the time at which it is made.")
	case request.JWT:
		add("Authorization", "The token is made and signed anew each time.")
	case request.HMAC:
		add(signedName(a), "The hash is worked out anew each time, with the time in it where its text has [timestamp].")
	case request.Digest:
		add("Authorization", "Digest auth answers the server: the first request goes without it, and each answer holds a new nonce of the client.")
	}
	if signs(p.auth.Kind) && p.Options.Retry.Total > 0 {
		add("Retries", "Each attempt is signed again, so that its time and nonce are its own.")
	}
	for _, h := range p.Headers {
		if signsHeaders(p.auth) && !h.Dropped && h.Origin == exchange.FromYou && strings.EqualFold(h.Name, "Accept-Encoding") {
			add(h.Name, h.Note)
		}
	}
	if p.signsFiles() {
		add("Files", "The hash that is shown here leaves them out: they are read when the request is sent.")
	}
	if p.Options.Keep > 0 || p.Options.KeepServed {
		add("Cache", "While an answer is kept, the server is not asked; then it may be asked with If-None-Match.")
	}
	return list
}

// signsFiles reports whether credentials cover a body with files in it.
func (p *Prepared) signsFiles() bool {
	for _, piece := range p.Body.Pieces {
		if piece.File != nil {
			return p.auth.Kind == request.AWS || p.auth.Kind == request.HMAC
		}
	}
	return false
}
