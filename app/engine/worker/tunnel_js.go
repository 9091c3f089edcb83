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

// relay makes the transports through relays. What the operator of one adds is trusted on the way through that one alone, so each such way has
// a store of its own.
func relay(line js.Value) func(exchange.Via) http.RoundTripper {
	mozilla := line.Get("roots").String()
	usual := &roots.Store{Mozilla: mozilla, Transport: &httpwasm.Transport{}}
	return func(v exchange.Via) http.RoundTripper {
		if v.Roots {
			if operator, err := engine.RootsOf(v); err == nil { // an address that is none fails when it is dialled
				own := &roots.Store{Mozilla: mozilla, Operator: operator, Transport: &httpwasm.Transport{}}
				return engine.Tunnelled(v, own.Pool)
			}
		}
		return engine.Tunnelled(v, usual.Pool)
	}
}
