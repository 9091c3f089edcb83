//go:build !js

package e2e

import (
	"net"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

// What a page gets that opens a WebSocket to the relay of the site and asks for a connection: the answer, or how it was closed.
const askRelay = `(async () => {
	const relay = new WebSocket(%s, 'roundtrip-relay-1')
	return new Promise(done => {
		relay.onopen = () => relay.send(JSON.stringify({host: '127.0.0.1', port: %s, window: 65536}))
		relay.onmessage = event => { done(event.data); relay.close() }
		relay.onerror = () => done('refused')
	})
})()`

const askPolicy = `(async () => {
	const policy = await (await fetch(%s)).json()
	return policy.accepts ? 'accepts' : policy.refusal.reason
})()`

func TestThePageMayUseTheRelayOfItsOwnHostAndAnotherPageMayNot(t *testing.T) {
	s := start(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	port := listener.Addr().(*net.TCPAddr).Port
	connect, policy := strings.Replace(site.URL, "http:", "ws:", 1)+"relay/connect", site.URL+"relay/policy"

	require.Contains(t, browser.Eval[string](s.Tab, askRelay, connect, port), `"address":"`+listener.Addr().String())
	require.Equal(t, "accepts", browser.Eval[string](s.Tab, askPolicy, policy))

	another := proxied(t)
	s = startAt(t, another.URL)
	s.Expect(`WebSocket connection to .*/relay/connect' failed`)
	require.Equal(t, "refused", browser.Eval[string](s.Tab, askRelay, connect, port))
	require.Equal(t, "This relay does not serve pages of "+strings.TrimSuffix(another.URL, "/")+".", browser.Eval[string](s.Tab, askPolicy, policy))
}
