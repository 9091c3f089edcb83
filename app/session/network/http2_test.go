package network

import (
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/e2e/peer"
)

func TestHTTP2CarriesSeveralRequestsAtOnce(t *testing.T) {
	root := peer.NewAuthority(t, "Root")
	const streams = 8
	var together sync.WaitGroup
	together.Add(streams)
	var warm atomic.Bool
	url := secure(t, with(root.Issue(t, peer.Paper{})), true, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/meet" {
			together.Done()
			together.Wait() // all are here at the same time
		}
		w.Header().Set("Trailer", "X-After")
		fmt.Fprint(w, r.RemoteAddr)
		w.Header().Set("X-After", "t")
		w.Header().Set(http.TrailerPrefix+"X-Late", "l")
		warm.Store(true)
	})
	tr := newTransport(t)
	o := request.Network{CA: root.PEM()}
	first := fetch(t, tr, o, url)
	require.NoError(t, first.err)
	require.False(t, first.trace.Connection().Reused)
	require.Contains(t, names(first.trace.Phases(time.Now())), "TLS")
	var all sync.WaitGroup
	results := make([]result, streams)
	for i := range results {
		all.Go(func() { results[i] = fetch(t, tr, o, url+"/meet") })
	}
	all.Wait()
	for _, r := range results {
		require.NoError(t, r.err)
		require.Equal(t, first.body, r.body, "one connection")
		c := r.trace.Connection()
		require.True(t, c.Reused)
		require.Equal(t, first.trace.Connection().TLS, c.TLS)
		require.NotContains(t, names(r.trace.Phases(time.Now())), "TLS")
		require.Equal(t, []exchange.Field{{Name: "x-after", Value: "t"}, {Name: "x-late", Value: "l"}}, r.trace.Trailers())
	}
}

func TestHTTP2WithoutTLS(t *testing.T) {
	s := &http.Server{Handler: http.HandlerFunc(hello), Protocols: new(http.Protocols)}
	s.Protocols.SetUnencryptedHTTP2(true)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	go s.Serve(l)
	t.Cleanup(func() { s.Close() })
	r := fetch(t, newTransport(t), request.Network{HTTP: request.HTTP2}, "http://"+l.Addr().String())
	require.NoError(t, r.err)
	require.Equal(t, "hello over HTTP/2.0", r.body)
	require.Equal(t, l.Addr().String(), r.trace.Connection().Remote)
	require.Nil(t, r.trace.Connection().TLS)
	require.Nil(t, r.trace.Traffic(true))
}
