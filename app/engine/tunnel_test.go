//go:build !js

package engine

import (
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/e2e/peer"
	relayserver "roundtrip/httpwasm/relay"
)

// throughRelay is an engine beside a real relay.
func throughRelay(t *testing.T, config relayserver.Config) (*bench, exchange.Via) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	config.Listening(listener.Addr())
	handler, err := relayserver.New(config)
	require.NoError(t, err)
	server := &http.Server{Handler: http.StripPrefix("/relay", handler)}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close(); handler.Close() })
	b, _, _ := twoWays(t)
	b.engine.Relay = func(v exchange.Via) http.RoundTripper { return Tunnelled(v, nil) }
	return b, exchange.Via{Relay: "http://" + listener.Addr().String() + "/relay/"}
}

// The real relay, reached natively as a browser reaches it.
func TestRequestsGoThroughARealRelay(t *testing.T) {
	url := serve(t, whatCame)
	b, via := throughRelay(t, relayserver.Defaults())

	require.Contains(t, b.answer(t, 1, via, request.Request{URL: url}), "GET agent=")
	hop := b.until(t, "hop", func(e exchange.Event) bool { return e.Hop != nil }).Hop
	require.Equal(t, strings.TrimPrefix(url, "http://"), hop.Connection.Remote)
	require.Contains(t, hop.Connection.Via, "the relay at "+via.Host())
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

func TestARelayThatEndsAConnectionIsNotTakenForTheServer(t *testing.T) {
	over := make(chan struct{})
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/silent" {
			<-over
			return
		}
		_, _ = w.Write(make([]byte, 1<<20))
	})
	t.Cleanup(func() { close(over) })

	config := relayserver.Defaults()
	config.Bytes = 100 << 10
	b, via := throughRelay(t, config)
	b.Via = via
	require.NoError(t, b.Send(1, request.Request{URL: url}))
	f := b.until(t, "failure", isFailure(1)).Failure
	require.Equal(t, []any{exchange.Relay, exchange.EndedByRelay, "-relay-bytes 200kB"}, []any{f.Kind, f.Cause, f.Flag})
	require.Equal(t, "This connection carried more than the 100kB that the relay allows.", f.Detail)
	require.NotZero(t, f.Got)

	config = relayserver.Defaults()
	config.Idle = 200 * time.Millisecond
	b, via = throughRelay(t, config)
	b.Via = via
	require.NoError(t, b.Send(1, request.Request{URL: url + "/silent"}))
	f = b.until(t, "failure", isFailure(1)).Failure
	require.Equal(t, []any{exchange.Relay, exchange.EndedByRelay, "-relay-idle 400ms"}, []any{f.Kind, f.Cause, f.Flag})
}

func TestARelayThatIsLostIsNotTakenForTheServer(t *testing.T) {
	asked, over := make(chan struct{}), make(chan struct{})
	url := serve(t, func(http.ResponseWriter, *http.Request) {
		close(asked)
		<-over
	})
	config := relayserver.Defaults()
	config.Names = []string{"127.0.0.1"} // with any port
	require.NoError(t, config.Allow.Set("127.0.0.1"))
	b, via := throughRelay(t, config)
	b.Via = exchange.Via{Relay: strings.Replace(via.Relay, via.Host(), peer.Listen(t, func(near net.Conn) {
		far, err := net.Dial("tcp", via.Host())
		if err != nil {
			return
		}
		defer far.Close()
		go io.Copy(far, near)
		go io.Copy(near, far)
		select {
		case <-asked: // and then the line is cut
		case <-over:
		}
	}), 1)}
	t.Cleanup(func() { close(over) })
	require.NoError(t, b.Send(1, request.Request{URL: url}))
	f := b.until(t, "failure", isFailure(1)).Failure
	require.Equal(t, []any{exchange.Relay, exchange.RelayLost}, []any{f.Kind, f.Cause})
	require.Contains(t, f.Detail, "The connection to the relay at 127.0.0.1:")
}
