package network

import (
	"context"

	"roundtrip/app/request"
)

type optionsKey struct{}

// WithOptions says over which connections the requests of a context go. Without it they are those of the zero value.
func WithOptions(ctx context.Context, o request.Network) context.Context {
	return context.WithValue(ctx, optionsKey{}, o)
}

func optionsOf(ctx context.Context) request.Network {
	o, _ := ctx.Value(optionsKey{}).(request.Network)
	return o
}

// AcceptEncoding lists the codings that a [Transport] decodes, as the value of the header. It does not send one by itself.
const AcceptEncoding = "gzip, deflate, br, zstd"
