//go:build !js

package e2e

import (
	"context"
	"fmt"
	"net/url"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"roundtrip/app/cors"
	"roundtrip/app/exchange"
	"roundtrip/e2e/browser"
	"roundtrip/e2e/hostile"
)

// fetchPage opens a page of a scripted server that fetches.
func fetchPage(t *testing.T, script *hostile.Scripted) *browser.Tab {
	t.Helper()
	script.Page("/", "<!doctype html><title>cors</title><script>"+fetching+"</script>")
	tab := chromium.Open(t, browser.Alone)
	tab.Expect(".") // that calls are blocked
	tab.Goto(script.Origins[0] + "/")
	return tab
}

func scripted(t *testing.T, origins int) *hostile.Scripted {
	t.Helper()
	script, err := hostile.StartScripted(origins)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, script.Close()) })
	return script
}

func TestAStreamedBodyIsAskedForAsChromiumAsks(t *testing.T) {
	t.Parallel()
	script := scripted(t, 2)
	tab := fetchPage(t, script)
	allow := hostile.Reply{Status: 204, Lines: []string{"Access-Control-Allow-Origin: *"}}
	script.Lay("/stream/0", allow, allow)
	to := script.Origins[1] + "/stream/0"
	// Over HTTP/1.1 Chromium does not send it in the end, but it asks before.
	tab.Run("await fetch(%s, { method: 'POST', duplex: 'half', headers: { 'content-type': 'text/plain' }, body: new Blob(['x']).stream() }).catch(() => null)", to)
	call := cors.Begin(cors.Request{Page: script.Origins[0], Method: "POST", URL: to, Stream: true, Headers: []exchange.Field{{Name: "Content-Type", Value: "text/plain"}}})
	next, _ := call.Next()
	talks := script.Talks("stream")
	require.NotEmpty(t, talks)
	require.Equal(t, told(next), sent(talks[0]))
}

func TestThePortsThatChromiumCallsNobodyAtAreThoseOfTheVerdict(t *testing.T) {
	t.Parallel()
	script := scripted(t, 1)
	tab := fetchPage(t, script)
	var mu sync.Mutex
	urls, refused := map[network.RequestID]string{}, map[string]bool{}
	chromedp.ListenTarget(tab.Context(), func(event any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			urls[e.RequestID] = e.Request.URL
		case *network.EventLoadingFailed:
			refused[urls[e.RequestID]] = e.ErrorText == "net::ERR_UNSAFE_PORT"
		}
	})
	tab.Do(chromedp.ActionFunc(func(ctx context.Context) error { return network.Enable().Do(ctx) }))
	ports := []int{1718, 1719, 1720, 1721, 1722, 1723, 1724, 2048, 2049, 2050, 3658, 3659, 3660, 4044, 4045, 4046, 4189, 4190, 4191, 5059, 5060, 5061, 5062, 5999, 6000, 6001, 6565, 6566, 6567, 6664, 6665,
		6666, 6667, 6668, 6669, 6670, 6678, 6679, 6680, 6696, 6697, 6698, 10079, 10080, 10081}
	for port := 1; port <= 1024; port++ {
		ports = append(ports, port)
	}
	var list []any
	for _, port := range ports {
		list = append(list, map[string]any{"url": fmt.Sprintf("http://127.0.0.1:%d/", port), "init": map[string]any{"mode": "no-cors"}})
	}
	browser.Eval[[]fetched](tab, "many(%s)", list)
	mu.Lock()
	defer mu.Unlock()
	for _, port := range ports {
		address := fmt.Sprintf("http://127.0.0.1:%d/", port)
		u, err := url.Parse(address)
		require.NoError(t, err)
		if u.Port() == "80" {
			address = "http://127.0.0.1/"
		}
		v := cors.Begin(cors.Request{Page: script.Origins[0], Method: "GET", URL: address}).Verdict()
		if bad, told := refused[address]; told { // somebody may listen at some of them
			if bad != v.Has(cors.BadPort) {
				t.Errorf("%s: Chromium refuses it: %v", address, bad)
			}
		}
	}
	require.Greater(t, len(refused), 1000)
}
