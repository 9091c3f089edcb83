//go:build !js

package hostile_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/hostile"
)

func start(t *testing.T) *hostile.Server {
	t.Helper()
	server, err := hostile.Start()
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, server.Close()) })
	return server
}

func get(t *testing.T, url string, headers ...string) (*http.Response, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	request, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	require.NoError(t, err)
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := (&http.Transport{DisableKeepAlives: true, DisableCompression: true}).RoundTrip(request)
	if err == nil {
		t.Cleanup(func() { response.Body.Close() })
	}
	return response, err
}

func TestARequestIsRememberedToTheByte(t *testing.T) {
	server := start(t)
	request, err := http.NewRequestWithContext(t.Context(), "PROPFIND", server.URL+"/echo/a%20b?x=1&x=2", strings.NewReader("body\x00\xff"))
	require.NoError(t, err)
	request.Header["x-lower"] = []string{"1", "2"}
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	response.Body.Close()

	seen, err := server.Await(t.Context(), "/echo/a%20b")
	require.NoError(t, err)
	require.Equal(t, "PROPFIND", seen.Method)
	require.Equal(t, "/echo/a%20b?x=1&x=2", seen.Target)
	require.Contains(t, seen.Headers, hostile.Field{Name: "x-lower", Value: "1"})
	require.Contains(t, seen.Headers, hostile.Field{Name: "x-lower", Value: "2"})
	require.Equal(t, "body\x00\xff", string(seen.Body))
	require.EqualValues(t, 6, seen.Size)
}

func TestConnectionsAreResetBeforeTheHeadAndInTheBody(t *testing.T) {
	server := start(t)
	_, err := get(t, server.URL+"/reset")
	require.ErrorIs(t, err, syscall.ECONNRESET)
	response, err := get(t, server.URL+"/reset?n=10")
	require.NoError(t, err)
	_, err = io.ReadAll(response.Body)
	require.ErrorIs(t, err, syscall.ECONNRESET)
}

func TestLengthsAreLies(t *testing.T) {
	server := start(t)
	response, err := get(t, server.URL+"/lie?said=10&sent=4")
	require.NoError(t, err)
	_, err = io.ReadAll(response.Body)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	response, err = get(t, server.URL+"/lie?said=4&sent=10")
	require.NoError(t, err)
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.Len(t, body, 4)
}

func TestAFlowAnswersWhenItIsTold(t *testing.T) {
	server := start(t)
	flow := server.Flow("steps")
	flow.Head(201, "X-Step", "1")
	response, err := get(t, server.URL+"/flow/steps")
	require.NoError(t, err)
	require.Equal(t, 201, response.StatusCode)
	piece := make([]byte, 64)
	for _, text := range []string{"one\n", "two\n"} {
		flow.Write(text)
		n, err := response.Body.Read(piece)
		require.NoError(t, err)
		require.Equal(t, text, string(piece[:n]))
	}
	response.Body.Close()
	require.NoError(t, flow.Gone(t.Context()))
}

func TestWhatCrossOriginPagesMayDoFollowsFromThePath(t *testing.T) {
	server := start(t)
	origin := "http://other.example"
	tests := map[string]struct{ path, allowed, expose, timing string }{
		"everything at first":  {"/bytes", origin, "*", "*"},
		"nothing without CORS": {"/no-cors/bytes", "", "", ""},
		"no headers":           {"/no-expose/bytes", origin, "", "*"},
		"no timing":            {"/no-timing/bytes", origin, "*", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			response, err := get(t, server.URL+test.path, "Origin", origin)
			require.NoError(t, err)
			require.Equal(t, 200, response.StatusCode)
			require.Equal(t, test.allowed, response.Header.Get("Access-Control-Allow-Origin"))
			require.Equal(t, test.expose, response.Header.Get("Access-Control-Expose-Headers"))
			require.Equal(t, test.timing, response.Header.Get("Timing-Allow-Origin"))
		})
	}
}

func TestEveryDocumentIsServedAsItStands(t *testing.T) {
	server := start(t)
	for name, document := range hostile.Documents {
		response, err := get(t, server.URL+"/document/"+name)
		require.NoError(t, err)
		body, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		require.Equal(t, string(hostile.Body(server.URL, name)), string(body))
		require.Equal(t, document.Type, response.Header.Get("Content-Type"))
	}
}

func TestBigJSONIsAsBigAsAsked(t *testing.T) {
	server := start(t)
	response, err := get(t, server.URL+"/json?mb=2&nonce=x")
	require.NoError(t, err)
	n, err := io.Copy(io.Discard, response.Body)
	require.NoError(t, err)
	require.InDelta(t, 2_000_000, n, 1000)
	require.EqualValues(t, -1, response.ContentLength)
}
