//go:build tunnel

package main

import (
	"net/http"
	"syscall/js"

	"roundtrip/app/engine"
	"roundtrip/app/exchange"
	"roundtrip/app/session/roots"
	"roundtrip/httpwasm"
)

// relay makes the transports through relays.
func relay(line js.Value) func(exchange.Via) http.RoundTripper {
	trusted := roots.Store{Mozilla: line.Get("roots").String(), Transport: &httpwasm.Transport{}}
	return func(v exchange.Via) http.RoundTripper { return engine.Tunnelled(v, trusted.Pool) }
}
