package engine

import (
	"compress/gzip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/body"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session"
	"roundtrip/app/session/network"
)

func TestWhatATransportOfOurOwnKnowsReachesTheScreen(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Trailer", "X-Sum")
		z := gzip.NewWriter(w)
		fmt.Fprint(z, strings.Repeat("again ", 1000))
		_ = z.Close()
		w.Header().Set("X-Sum", "42")
	}))
	t.Cleanup(server.Close)
	ended := make(chan exchange.Event, 1)
	var hops []exchange.Hop
	e := New(&session.Session{Transport: &network.Transport{}}, session.Place{Codings: network.AcceptEncoding}, func(e exchange.Event) {
		if e.Hop != nil {
			hops = append(hops, *e.Hop)
		}
		if e.Done != nil || e.Failure != nil {
			ended <- e
		}
	})
	e.Send(1, request.Request{URL: server.URL}, exchange.Via{})
	last := <-ended
	require.Nil(t, last.Failure)
	timing := last.Done.Timing
	require.EqualValues(t, 6000, timing.Decoded)
	require.Positive(t, timing.Wire)
	require.Less(t, timing.Wire, int64(200))
	require.Equal(t, "http/1.1", timing.Protocol)
	require.Equal(t, "Connect", timing.Phases[0].Name)
	require.Equal(t, "Body", timing.Phases[len(timing.Phases)-1].Name)
	require.Equal(t, []exchange.Field{{Name: "X-Sum", Value: "42"}}, last.Done.Trailers)
	require.Equal(t, server.Listener.Addr().String(), hops[0].Connection.Remote)
	require.Equal(t, []string{"gzip"}, hops[0].Head.Decoded)

	recorded, err := e.Traffic(1, 1)
	require.NoError(t, err)
	require.Equal(t, recorded.SentSize, recorded.SentShown)
	require.Equal(t, body.HexRows(hops[0].Raw.Sent), recorded.Sent, "a GET is its head")
	require.Contains(t, recorded.Received, "1f 8b", "the body as it came, still packed")
	require.Greater(t, recorded.ReceivedSize, timing.Wire)
	_, err = e.Traffic(1, 2)
	require.ErrorContains(t, err, "request 2")
}
