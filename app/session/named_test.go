package session

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func TestRequestsNameTheirProgramAndTakeAnyMediaType(t *testing.T) {
	var sent http.Header
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { sent = r.Header }))
	defer server.Close()
	typed := func(rows ...request.Field) request.Request {
		return request.Request{URL: server.URL, Headers: rows}
	}
	for _, c := range []struct {
		name   string
		r      request.Request
		agent  []string
		accept []string
	}{
		{"nothing is typed", typed(), []string{"Roundtrip/1.0"}, []string{"*/*"}},
		{"both are typed, in any case", typed(request.Field{Name: "user-agent", Value: "me/1"}, request.Field{Name: "accept", Value: "text/html"}), []string{"me/1"}, []string{"text/html"}},
		{"an empty User-Agent is none", typed(request.Field{Name: "User-Agent"}), nil, []string{"*/*"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := travel(t, c.r)
			require.NoError(t, j.err)
			require.Equal(t, c.agent, sent.Values("User-Agent"))
			require.Equal(t, c.accept, sent.Values("Accept"))
			p, bad := Prepare(c.r, Place{})
			require.Nil(t, bad)
			w, err := native().Wire(p, 0)
			require.NoError(t, err)
			for name, values := range map[string][]string{"User-Agent": c.agent, "Accept": c.accept} {
				for _, value := range values {
					require.Contains(t, string(w.Head), name[1:]+": "+value+"\r\n", "Preview says so")
				}
			}
		})
	}
	t.Run("a request beside the exchange", func(t *testing.T) {
		ctx, transport := native().Aside(t.Context(), request.Options{}, Place{}, func(exchange.Hop) {})
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL, nil)
		require.NoError(t, err)
		resp, err := transport.RoundTrip(req)
		require.NoError(t, err)
		resp.Body.Close()
		require.Equal(t, "Roundtrip/1.0", sent.Get("User-Agent"))
		require.Equal(t, "*/*", sent.Get("Accept"))
	})
}
