package httpwasm

import (
	"context"
	"net/http"
	"syscall/js"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestWhatTheBrowserBlocksOrCannotReach(t *testing.T) {
	s := serversOf(t)
	for sentence, url := range map[string]string{
		"no CORS":                      s.HTTP + "/closed/echo",
		"a redirect to where is none":  at(s.HTTP, "/redirect", "code", "302", "to", s.Other+"/closed/echo"),
		"a redirect without end":       at(s.HTTP, "/redirect", "code", "302", "to", "#again"),
		"a port where nobody listens":  "http://127.0.0.1:1/",
		"a host that does not exist":   "http://nothing.invalid/",
		"plain http to a TLS server":   "http" + s.TLS[len("https"):] + "/closed/echo",
		"TLS to a plain http server":   "https" + s.HTTP[len("http"):] + "/echo",
		"two lengths that contradict":  at(s.HTTP, "/reply", "raw", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx"),
		"a connection that is dropped": at(s.HTTP, "/reply", "raw", ""),
	} {
		t.Run(sentence, func(t *testing.T) {
			nothingLeft(t)
			_, err := send(t.Context(), "GET", url, nil)
			failure := failureOf(t, err, Blocked)
			require.Equal(t, url, failure.URL)
			require.ErrorContains(t, err, "TypeError: Failed to fetch")
			require.False(t, failure.Timeout())
			require.NotErrorIs(t, err, context.Canceled)
		})
	}
}

func TestAURLThatOnlyTheBrowserRefuses(t *testing.T) {
	nothingLeft(t)
	for _, url := range []string{"http://127.0.0.1:99999/", "http://1.2.3.4.5.999/", "http://a^b/"} {
		req := request(t, http.MethodGet, "http://x/")
		req.URL.Host = url[len("http://") : len(url)-1]
		_, err := new(Transport).RoundTrip(req)
		failureOf(t, err, BadURL)
	}
}

func TestNothingIsSentWhenTheRequestIsRefused(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	key := newKey()
	for _, method := range []string{"TRACE", "GET IT"} {
		req := request(t, "GET", at(s.HTTP, "/open", "key", key))
		req.Method = method
		_, err := new(Transport).RoundTrip(req)
		failureOf(t, err, BadMethod)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	_, err := send(ctx, "GET", at(s.HTTP, "/await", "key", key), nil)
	failureOf(t, err, TimedOut)
}

func TestOffline(t *testing.T) {
	navigator := js.Global().Get("navigator")
	js.Global().Get("Object").Call("defineProperty", navigator, "onLine", map[string]any{"value": false, "configurable": true})
	defer js.Global().Get("Reflect").Call("deleteProperty", navigator, "onLine")
	nothingLeft(t)
	_, err := send(t.Context(), "GET", "http://127.0.0.1:1/", nil)
	failureOf(t, err, Offline)
	s := serversOf(t)
	resp, err := send(t.Context(), "GET", s.HTTP+"/echo", nil)
	require.True(t, echo(t, resp, err).Complete, "loopback can be reached without a network")
}

func TestMixedContentIsNamedWhenTheBrowserBlocks(t *testing.T) {
	// The page's real origin is plain http: only the word of the page is replaced here, the failure is the browser's own.
	own := js.Global().Get("origin")
	js.Global().Set("origin", "https://page.example")
	defer js.Global().Set("origin", own)
	_, err := send(t.Context(), "GET", "http://nothing.invalid/", nil)
	failureOf(t, err, MixedContent)
	_, err = send(t.Context(), "GET", "http://127.0.0.1:1/", nil)
	failureOf(t, err, Blocked)
}

func TestWithoutFetch(t *testing.T) {
	nothingLeft(t)
	fetch := js.Global().Get("fetch")
	js.Global().Set("fetch", js.Undefined())
	defer js.Global().Set("fetch", fetch)
	_, err := send(t.Context(), "GET", "http://127.0.0.1:1/", nil)
	failureOf(t, err, Unsupported)
}

func TestAPanicInACallbackGoesNoFurther(t *testing.T) {
	c := newCallback(func([]js.Value) { panic("a defect, which this test makes on purpose") })
	defer c.release()
	js.Global().Get("Reflect").Call("apply", c.fn, js.Null(), []any{})
}

func TestWhatJavaScriptThrowsBecomesAnError(t *testing.T) {
	for sentence, c := range map[string]struct {
		f    func() js.Value
		says string
	}{
		"an Error":           {func() js.Value { return js.Global().Get("URL").New("not a url") }, "TypeError: "},
		"a Go type mistake":  {func() js.Value { return js.ValueOf(1).Get("x") }, "javascript: "},
		"a missing function": {func() js.Value { return js.Global().Call("noSuchFunction") }, "noSuchFunction"},
	} {
		t.Run(sentence, func(t *testing.T) {
			_, err := try(c.f)
			require.ErrorContains(t, err, c.says)
		})
	}
	for _, thrown := range []any{"text", 7, nil, map[string]any{}} {
		require.NotEmpty(t, exceptionOf(js.ValueOf(thrown)).Error())
	}
	require.Panics(t, func() { try(func() js.Value { panic("Go's own") }) })
}
