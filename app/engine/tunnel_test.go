//go:build !js

package engine

import (
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	relayserver "roundtrip/httpwasm/relay"
)

// The real relay, reached natively as a browser reaches it.
func TestRequestsGoThroughARealRelay(t *testing.T) {
	url := serve(t, whatCame)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	config := relayserver.Defaults()
	config.Listening(listener.Addr())
	handler, err := relayserver.New(config)
	require.NoError(t, err)
	server := &http.Server{Handler: http.StripPrefix("/relay", handler)}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close(); handler.Close() })
	b, _, _ := twoWays(t)
	b.engine.Relay = func(v exchange.Via) http.RoundTripper { return Tunnelled(v, nil) }
	via := exchange.Via{Relay: "http://" + listener.Addr().String() + "/relay/"}

	require.Contains(t, b.answer(t, 1, via, request.Request{URL: url}), "GET agent=")
	hop := b.until(t, "hop", func(e exchange.Event) bool { return e.Hop != nil }).Hop
	require.Equal(t, strings.TrimPrefix(url, "http://"), hop.Connection.Remote)
	require.Contains(t, hop.Connection.Via, "the relay at "+listener.Addr().String())
	require.True(t, slices.ContainsFunc(hop.Phases, func(p exchange.Phase) bool { return p.Name == "Relay" }), hop.Phases)

	state, err := b.Relay()
	require.NoError(t, err)
	require.True(t, state.Accepts)
	require.Empty(t, state.Problem)
	require.NotEmpty(t, state.Facts)

	b.Via = exchange.Via{Relay: url + "/relay/"}
	state, err = b.Relay()
	require.NoError(t, err)
	require.Contains(t, state.Problem, "no relay")
	require.NoError(t, b.Send(2, request.Request{URL: url}))
	f := b.until(t, "failure", isFailure(2)).Failure
	require.Equal(t, exchange.Relay, f.Kind)
	require.Equal(t, exchange.NoRelay, f.Cause)
	require.Contains(t, f.Detail, "but no relay")
}
