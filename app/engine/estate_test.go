//go:build !js

package engine

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/engine/bridge"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// bequeath has a fresh engine take the place of another's.
func bequeath(t *testing.T, from, to *bench) {
	t.Helper()
	left, err := from.Line.Call(bridge.MethodHandover, bridge.Call{}, nil)
	require.NoError(t, err)
	_, err = to.engine.Serve(bridge.MethodTakeover, left)
	require.NoError(t, err)
}

func TestWhatASessionRemembersGoesToTheEngineThatTakesOver(t *testing.T) {
	for _, v := range []exchange.Via{{}, relay} {
		t.Run(v.String(), func(t *testing.T) {
			var asked atomic.Int32
			url := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/odd" {
					w.Header().Add("Set-Cookie", "odd=\xff")
					return
				}
				asked.Add(1)
				w.Header().Set("Vary", "Accept-Language")
				w.Header().Set("X-RateLimit-Remaining", "0")
				w.Header().Set("X-RateLimit-Reset", fmt.Sprint(time.Now().Add(10*time.Second).Unix()))
				fmt.Fprintf(w, "answer %d\xff", asked.Load())
			})
			before, _, _ := twoWays(t)
			after, _, _ := twoWays(t)
			keeps := request.Request{URL: url, Options: request.Options{Keep: time.Hour}, Headers: []request.Field{{Name: "Accept-Language", Value: "en"}}}
			first := before.answer(t, 1, v, keeps)
			before.answer(t, 2, v, request.Request{URL: url + "/odd"})
			_, err := before.Cookies(keeps, exchange.JarAsk{Act: exchange.JarSet, URL: url, Text: "from=screen"})
			require.NoError(t, err)
			bequeath(t, before, after)

			require.Equal(t, first, after.answer(t, 1, v, keeps), "what was kept is served")
			require.EqualValues(t, 1, asked.Load())
			require.Equal(t, before.engine.Jar().All(), after.engine.Jar().All())
			_, err = after.Cookies(keeps, exchange.JarAsk{Act: exchange.JarUndo})
			require.NoError(t, err)
			require.NotContains(t, fmt.Sprint(after.engine.Jar().All()), "screen", "the last change can still be undone")

			after.Via = v
			require.NoError(t, after.Send(2, request.Request{URL: url, Options: request.Options{Wait: true}}))
			wait := after.until(t, "a wait", func(e exchange.Event) bool { return e.ID == 2 && e.Wait != nil })
			require.Contains(t, wait.Wait.Cause, "rate limit")
			require.NoError(t, after.Cancel(2))
			after.until(t, "cancelled", isFailure(2))

			// Headers that vary tell responses apart as before.
			other := keeps
			other.Headers = []request.Field{{Name: "Accept-Language", Value: "de"}}
			require.NotEqual(t, first, after.answer(t, 3, v, other))
		})
	}
}

func TestAnEngineIsBusyWhileAnExchangeIsUnderWay(t *testing.T) {
	answer := make(chan struct{})
	url := serve(t, func(http.ResponseWriter, *http.Request) { <-answer })
	b := start(t)
	require.False(t, b.engine.Busy())
	require.NoError(t, b.Send(1, request.Request{URL: url}))
	require.True(t, b.engine.Busy())
	close(answer)
	b.until(t, "done", isDone(1))
	require.False(t, b.engine.Busy())
	require.NoError(t, b.Send(2, request.Request{URL: "http://127.0.0.1:1/"}))
	b.until(t, "failure", isFailure(2))
	require.False(t, b.engine.Busy())
	require.NoError(t, b.Send(3, request.Request{URL: "bad url:"}))
	b.until(t, "failure", isFailure(3))
	require.False(t, b.engine.Busy())
}

func TestAnEngineIsBusyBetweenTheCallsForAToken(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"device_code":"d","user_code":"U","verification_uri":"https://example.com/","interval":1}`)
	})
	b := start(t)
	r := request.Request{Auth: request.Auth{Kind: request.OAuth2, OAuth2: request.Grant{Flow: request.DeviceCode, ClientID: "me", DeviceURL: url, TokenURL: url}}}
	d, err := b.Device(r)
	require.NoError(t, err)
	require.Empty(t, d.Problem)
	require.True(t, b.engine.Busy())
	require.NoError(t, b.CancelToken())
	require.False(t, b.engine.Busy())
}
