package session

import (
	"context"
	"net/http"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/httpwasm"
)

// Aside is for requests beside an exchange, such as those for a token: each is told, and sent as it is, over the connections and within
// the timeouts that options ask for.
func (s *Session) Aside(ctx context.Context, o request.Options, from Place, tell func(exchange.Hop)) (context.Context, http.RoundTripper) {
	o = request.Options{Network: o.Network, Timeout: o.Timeout, Connect: o.Connect, Read: o.Read}
	c := &call{prepared: &Prepared{Options: o, browser: from.Browser}, watch: Watch{Hop: tell, Untimed: true}, start: time.Now()}
	ctx = context.WithValue(ctx, callKey{}, c)
	return httpwasm.WithOptions(ctx, fetchOptions(o, c)), timeouts{record{connected{s.Transport}}}
}

// Absolute completes a URL that is relative to the page, or has no scheme.
func (from Place) Absolute(raw string) string {
	if raw == "" {
		return ""
	}
	return from.absolute(raw)
}
