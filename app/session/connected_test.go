package session

import (
	"compress/gzip"
	"context"
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session/network"
)

// secureSite serves over TLS, with a certificate that its text in PEM trusts.
func secureSite(t *testing.T, handle http.HandlerFunc) (url, ca string) {
	t.Helper()
	s := httptest.NewUnstartedServer(handle)
	s.Config.ErrorLog = nil
	s.EnableHTTP2 = true
	s.StartTLS()
	t.Cleanup(s.Close)
	return s.URL, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw}))
}

func TestAHopTellsOfItsConnection(t *testing.T) {
	url, ca := secureSite(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/from" {
			http.Redirect(w, r, "/to", http.StatusFound)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Trailer", "X-Sum")
		z := gzip.NewWriter(w)
		fmt.Fprint(z, "decoded ", r.Header.Get("Accept-Encoding"))
		_ = z.Close()
		w.Header().Set("X-Sum", "42")
	})
	r := request.Request{URL: url + "/from", Headers: []request.Field{{Name: "X-Mine", Value: "1"}}, Options: request.Options{Network: request.Network{CA: ca, HTTP: request.HTTP1}}}
	p, bad := Prepare(r, Place{Codings: network.AcceptEncoding})
	require.Nil(t, bad)
	var hops []exchange.Hop
	resp, err := native().Do(t.Context(), p, Watch{Hop: func(h exchange.Hop) { hops = append(hops, h) }})
	require.NoError(t, err)
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.Equal(t, "decoded gzip, deflate, br, zstd", string(body))
	require.Len(t, hops, 2)
	for i, hop := range hops {
		require.Equal(t, i == 1, hop.Connection.Reused)
		require.True(t, hop.Connection.TLS.Verified)
		require.NotEmpty(t, hop.Phases)
		require.LessOrEqual(t, hop.Start, hop.Phases[0].Start+1)
		require.Contains(t, string(hop.Raw.Sent), "\r\nX-Mine: 1\r\n")
		require.True(t, strings.HasPrefix(string(hop.Raw.Received), "HTTP/1.1 "+fmt.Sprint(hop.Head.Status)))
		var lines []string
		for _, h := range hop.Sent.Headers {
			lines = append(lines, h.Name+": "+h.Value)
		}
		_, fields, _ := strings.Cut(strings.TrimSpace(string(hop.Raw.Sent)), "\r\n")
		require.Equal(t, strings.Split(fields, "\r\n"), lines, "what is listed is what was written, in its order")
	}
	head := Head(resp)
	require.Equal(t, []string{"gzip"}, head.Decoded)
	trace, ok := network.TraceOf(resp)
	require.True(t, ok)
	require.Equal(t, []exchange.Field{{Name: "X-Sum", Value: "42"}}, trace.Trailers())
	require.Less(t, trace.Wire(), int64(100))
	require.NotNil(t, trace.Traffic(true))
}

func TestAFailedHandshakeShowsItsChainInTheHop(t *testing.T) {
	url, _ := secureSite(t, func(http.ResponseWriter, *http.Request) {})
	j := travel(t, request.Request{URL: url})
	require.Equal(t, exchange.TLS, j.kind(t))
	require.Len(t, j.hops, 1)
	require.Equal(t, exchange.SelfSigned, j.hops[0].Failure.Cause)
	require.Len(t, j.hops[0].Connection.TLS.Chain, 1)
	j = travel(t, request.Request{URL: url, Options: request.Options{Network: request.Network{Verify: request.VerifyOff}}})
	require.NoError(t, j.err)
	require.False(t, j.hops[0].Connection.TLS.Verified)
}

func TestABadOptionIsRefusedAtItsField(t *testing.T) {
	_, bad := Prepare(request.Request{URL: "https://h/", Options: request.Options{Network: request.Network{Key: request.NewSecret("none")}}}, Place{})
	require.Equal(t, exchange.AtOptions, bad.Where)
	require.Equal(t, "cert-key", bad.Setting)
}

func TestTheServerNameIsForTheHostThatWasTyped(t *testing.T) {
	var there string
	url, ca := secureSite(t, func(w http.ResponseWriter, r *http.Request) {
		if there != "" && r.URL.Path == "/away" {
			http.Redirect(w, r, there, http.StatusFound)
			return
		}
		fmt.Fprint(w, r.TLS.ServerName)
	})
	o := request.Options{Network: request.Network{CA: ca, ServerName: "example.com"}} // httptest's certificate is for it too
	j := travel(t, request.Request{URL: url, Options: o})
	require.NoError(t, j.err)
	require.Equal(t, "example.com", j.body)
	there = strings.Replace(url, "127.0.0.1", "[::1]", 1)
	j = travel(t, request.Request{URL: url + "/away", Options: o})
	require.Len(t, j.hops, 2)
	require.NotEqual(t, "example.com", handshakeName(j.hops[1]))
}

func handshakeName(h exchange.Hop) string {
	if h.Connection == nil || h.Connection.TLS == nil {
		return ""
	}
	return h.Connection.TLS.ServerName
}

func TestARequestThatMayHaveArrivedIsNotSentAgainUnlessItMayBe(t *testing.T) {
	var asked atomic.Int32
	server := site(t, map[string]http.HandlerFunc{"/gone": func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		panic(http.ErrAbortHandler)
	}})
	for method, want := range map[string]int32{"GET": 3, "POST": 1} {
		asked.Store(0)
		j := travel(t, request.Request{Method: method, URL: server.URL + "/gone", Options: request.Options{Retry: request.Retry{Total: 2}}})
		require.Equal(t, exchange.Unreachable, j.kind(t))
		require.Equal(t, exchange.Closed, Fail(j.err, &Prepared{URL: "http://h/"}).Cause)
		require.Equal(t, want, asked.Load(), method)
	}
}

func TestAnUploadIsCountedAndKeepsTheReadTimeoutAwake(t *testing.T) {
	server := site(t, map[string]http.HandlerFunc{"/slow": func(w http.ResponseWriter, r *http.Request) {
		buffer := make([]byte, 1<<20)
		for {
			if _, err := io.ReadFull(r.Body, buffer); err != nil {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
	}})
	r := request.Request{Method: "POST", URL: server.URL + "/slow", Options: request.Options{Read: 3 * time.Second}, Body: request.Body{Kind: request.Text, Text: strings.Repeat("x", 40<<20)}}
	p, bad := Prepare(r, Place{})
	require.Nil(t, bad)
	var last atomic.Int64
	resp, err := native().Do(context.Background(), p, Watch{Uploaded: func(sent int64) { last.Store(sent) }})
	require.NoError(t, err)
	resp.Body.Close()
	require.EqualValues(t, 40<<20, last.Load())
}
