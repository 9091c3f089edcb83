package session

import (
	"context"
	"net/http"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/httpwasm"
)

// Aside is for requests beside an exchange, such as those for a token: each is told, and sent as it is, over the connections that
// options ask for.
func (s *Session) Aside(ctx context.Context, over request.Network, tell func(exchange.Hop)) (context.Context, http.RoundTripper) {
	c := &call{prepared: &Prepared{Options: request.Options{Network: over}}, watch: Watch{Hop: tell, Untimed: true}, start: time.Now()}
	ctx = context.WithValue(ctx, callKey{}, c)
	return httpwasm.WithOptions(ctx, fetchOptions(request.Options{}, c)), record{connected{s.Transport}}
}

// Absolute completes a URL that is relative to the page, or has no scheme.
func (from Place) Absolute(raw string) string {
	if raw == "" {
		return ""
	}
	return from.absolute(raw)
}
