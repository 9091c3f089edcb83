package session

import (
	"context"
	"net/http"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/httpwasm"
)

// Aside is for requests beside an exchange, such as those for a token: each is told, and sent as it is.
func (s *Session) Aside(ctx context.Context, tell func(exchange.Hop)) (context.Context, http.RoundTripper) {
	c := &call{prepared: &Prepared{}, watch: Watch{Hop: tell, Untimed: true}, start: time.Now()}
	ctx = context.WithValue(ctx, callKey{}, c)
	return httpwasm.WithOptions(ctx, fetchOptions(request.Options{}, c)), record{s.Transport}
}

// Absolute completes a URL that is relative to the page, or has no scheme.
func (from Place) Absolute(raw string) string {
	if raw == "" {
		return ""
	}
	return from.absolute(raw)
}
