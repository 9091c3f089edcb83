//go:build !js

package e2e

import (
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

func TestWhatIsTypedAndSentBeforeTheProgramArrivesIsCarriedOut(t *testing.T) {
	t.Parallel()
	proxy := proxied(t)
	release := proxy.Hold(`/app\.[^/]*\.wasm$`)
	s := screen{chromium.Open(t)}
	s.Goto(proxy.URL)
	s.url().Fill(server.URL + echo(t))
	s.method().Choose("DELETE")
	s.url().Focus()
	s.Press("Enter")
	s.Wait("!document.documentElement.dataset.ready")
	require.Empty(t, server.Seen(echo(t)))
	release()
	s.answered("200 OK")
	seen := server.Seen(echo(t))
	require.Len(t, seen, 1)
	require.Equal(t, "DELETE", seen[0].Method)
	s.url().WaitValue(server.URL + echo(t))
	s.method().WaitValue("DELETE")
}

func TestTypingGoesOnWithoutALossWhileTheProgramTakesOver(t *testing.T) {
	t.Parallel()
	proxy := proxied(t)
	release := proxy.Hold(`/app\.[^/]*\.wasm$`)
	s := screen{chromium.Open(t)}
	s.Goto(proxy.URL)
	s.url().Click()
	release()
	text := "example.com/some/rather/long/path?with=a&query=of&several=parts&and=more&that=is&typed=while&the=program&starts=up"
	for i, c := range text {
		s.Type(string(c))
		if i == 10 {
			s.Press("ArrowLeft") // the caret stands where it was put
			s.Press("ArrowRight")
		}
	}
	s.waitReady()
	s.Type("!")
	s.url().WaitValue(text + "!").WaitFocus()
	require.Empty(t, s.CSS("#shell").Contents())
}

func TestEditingBeforeTheProgramArrivesTakesBackASend(t *testing.T) {
	t.Parallel()
	proxy := proxied(t)
	release := proxy.Hold(`/app\.[^/]*\.wasm$`)
	s := screen{chromium.Open(t)}
	s.Goto(proxy.URL)
	s.url().Fill(server.URL + echo(t))
	s.Press("Enter")
	s.Type("-more")
	release()
	s.waitReady()
	s.url().WaitValue(server.URL + echo(t) + "-more")
	s.Press("Enter")
	s.answered("200 OK")
	require.Len(t, server.Seen(echo(t)), 1)
	require.Equal(t, "GET "+echo(t)+"-more · 200 · Roundtrip", browser.Eval[string](s.Tab, "document.title"))
}

func TestASendBeforeTheEngineArrivesWaitsForIt(t *testing.T) {
	t.Parallel()
	proxy := proxied(t)
	release := proxy.Hold(`/engine\.[^/]*\.wasm$`)
	s := startAt(t, proxy.URL)
	s.send(server.URL + echo(t))
	s.cancelButton().Wait()
	s.status().WaitText("Loading the engine")
	require.Empty(t, server.Seen(echo(t)))
	release()
	s.answered("200 OK")
	require.Len(t, server.Seen(echo(t)), 1)
}

func TestAFirstStartShowsExamplesAndAnExampleURLToTypeOver(t *testing.T) {
	s := start(t)
	s.url().WaitFocus().WaitMatch(`^https?://.+/json$`)
	s.url().WaitUntil("element.selectionStart === 0 && element.selectionEnd === element.value.length")
	s.response().Role("button", "/^Ask for JSON/").Wait()
	s.response().Role("button", "/^Post JSON/").Click()
	s.method().WaitValue("POST")
	s.sendButton().WaitFocus()
	s.tab("Body").Role("textbox", "JSON body").WaitText(`"id": 9007199254740993`)
	require.Empty(t, s.CSS(".linknotice[data-on=true]").Contents())
}

func TestAProgramThatIsBrokenOffIsAskedForOnceMore(t *testing.T) {
	t.Parallel()
	proxy := proxied(t)
	var times [2]atomic.Int32
	for i, name := range []string{"app", "engine"} {
		proxy.On(`/`+name+`\.[^/]*\.wasm$`, func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			if times[i].Add(1) > 1 {
				next.ServeHTTP(w, r)
				return
			}
			w.Header().Set("Content-Type", "application/wasm")
			_, _ = w.Write([]byte("\x00asm"))
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		})
	}
	s := startAt(t, proxy.URL)
	s.get(server.URL+echo(t), "200 OK")
}

func TestAProgramThatCannotBeLoadedSaysSo(t *testing.T) {
	t.Parallel()
	proxy := proxied(t)
	proxy.On(`/app\.[^/]*\.wasm$`, func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		http.Error(w, "gone", http.StatusNotFound)
	})
	s := screen{chromium.Open(t)}
	s.Goto(proxy.URL)
	s.Role("alert").WaitText("The program could not be loaded")
	s.url().Fill("example.com") // what is typed stays usable and can be copied
	s.Role("button", "Reload").Wait()
}
