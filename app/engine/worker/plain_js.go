//go:build !tunnel

package main

import (
	"net/http"
	"syscall/js"

	"roundtrip/app/exchange"
)

// relay is nil: there are no relays without the build tag tunnel.
func relay(js.Value) func(exchange.Via) http.RoundTripper { return nil }
