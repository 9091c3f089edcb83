//go:build !js

package e2e

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

func TestAPanicOfThePageShowsABannerAndLosesNothing(t *testing.T) {
	s := start(t)
	clipboard := s.Clipboard()
	s.url().Paste("https://example.com/typed")
	s.Wait("location.hash !== ''") // the address bar follows a little later
	s.sendButton().Focus()
	s.Expect("a focus that fails")
	// A call of the page's program throws, so its handler panics.
	s.Run(`document.querySelector("#url").focus = () => { throw new Error("a focus that fails") }`)
	s.Press("Alt+L")
	banner := s.Role("alert").Text("/Roundtrip stopped/")
	banner.WaitText("What you typed is still on the page")
	banner.Role("button", "Copy details").Click()
	require.Contains(t, clipboard.Await(), "a focus that fails")
	s.url().WaitValue("https://example.com/typed")
	banner.Role("button", "Reload").Click()
	s.Wait("document.documentElement.dataset.ready === '1' && document.documentElement.dataset.crashed === undefined")
	s.url().WaitValue("https://example.com/typed") // from the address bar
}

func TestAnExceptionThatPassesThroughTheProgramShowsABanner(t *testing.T) {
	s := start(t)
	s.Expect("a value that cannot be read")
	// Reading a property is not guarded by Go: the exception unwinds the program's own stack, and it is gone.
	s.Run(`Object.defineProperty(document.querySelector("#url"), "value", { get() { throw new Error("a value that cannot be read") } })`)
	s.url().Focus()
	s.Type("x")
	s.Role("alert").WaitText("Roundtrip stopped")
}

func TestAnEngineThatCannotBeLoadedShowsABanner(t *testing.T) {
	t.Parallel()
	tests := map[string]func(w http.ResponseWriter){
		"not there": func(w http.ResponseWriter) { w.WriteHeader(http.StatusNotFound) },
		"not a program": func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "application/wasm")
			_, _ = w.Write([]byte("<html>"))
		},
		"cut off": func(http.ResponseWriter) { panic(http.ErrAbortHandler) },
	}
	for name, answer := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proxy := proxied(t)
			proxy.On(`/engine\.[^/]*\.wasm$`, func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { answer(w) })
			s := startAt(t, proxy.URL)
			s.Role("alert").WaitText("could not be loaded")
			s.url().Fill("https://example.com/") // the page goes on
			s.sendButton().Click()
			s.sendButton().Wait()
			s.Role("button", "Reload").Wait()
		})
	}
}

func TestAnEngineThatStopsShowsABannerAndEndsWhatIsInFlight(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	require.NoError(t, flow.Arrived(s.Within()))
	s.cancelButton().Wait()
	// A real trap of WebAssembly, in a callback that the engine's program runs.
	browser.InWorker[any](s.Tab, `void setTimeout(() => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(
		[0,97,115,109,1,0,0,0, 1,4,1,96,0,0, 3,2,1,0, 7,5,1,1,102,0,0, 10,5,1,3,0,0,11]))).exports.f())`)
	s.Role("alert").WaitText("The engine, which sends and formats, stopped.")
	s.sendButton().Wait()
	s.url().WaitValue(server.URL + "/flow/" + unique(t))
}
