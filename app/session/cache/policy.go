package cache

import (
	"context"
	"time"
)

// Policy says how one request uses the cache. The zero value is off: the server is asked and nothing is kept.
type Policy struct {
	On bool

	// ExpireAfter is how long a response is fresh, whatever the server says of it: requests-cache's expire_after. Only
	// responses with status 200 are kept so. The request's own Cache-Control holds all the same. 0 means as the server
	// says (RFC 9111).
	ExpireAfter time.Duration
}

type policyKey struct{}

// WithPolicy returns a context whose requests use the cache by this policy.
func WithPolicy(ctx context.Context, p Policy) context.Context {
	return context.WithValue(ctx, policyKey{}, p)
}

func policyOf(ctx context.Context) Policy {
	p, _ := ctx.Value(policyKey{}).(Policy)
	return p
}
