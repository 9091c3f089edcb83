package main

import (
	"context"
	"fmt"
	"maps"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

func TestWhatIsDoneBeforeTheProgramHasArrivedIsHandedOver(t *testing.T) {
	files, err := assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	h := newHost(t, files)
	release := h.hold(hashedName("app.wasm", testInputs(t)["app.wasm"]))
	defer release()
	ctx := newTab(t)
	do(t, ctx,
		open(h.URL+"/lab/"),
		chromedp.SetValue("#shell select", "PUT", chromedp.ByQuery),
		chromedp.SendKeys(shellURL, "http://example.test/a\r", chromedp.ByQuery),
	)
	require.Equal(t, "Waiting for the engine…", value[string](t, ctx, `document.querySelector('#shell [role=status]').textContent`))
	require.Equal(t, "true", value[string](t, ctx, `document.querySelector('#shell .send').getAttribute("aria-busy")`))
	value[any](t, ctx, `document.querySelector('#shell input').setSelectionRange(7, 14), null`)
	release()
	until(t, ctx, isReady)

	handed := value[map[string]any](t, ctx, "handed")
	require.Equal(t, "http://example.test/a", handed["url"])
	require.Equal(t, "PUT", handed["method"])
	require.Equal(t, true, handed["send"])
	require.Equal(t, "url", handed["focus"])
	require.Equal(t, "field", value[string](t, ctx, "document.activeElement.id"), "focus moved to the program's field")
	require.Equal(t, "example", value[string](t, ctx, "document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"))
	require.True(t, value[bool](t, ctx, `document.getElementById("shell") === null`))
	require.True(t, value[bool](t, ctx, `document.getElementById("field").checkVisibility()`))
}

func TestEditingTakesBackASendThatHasNotBeenCarriedOut(t *testing.T) {
	files, err := assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	h := newHost(t, files)
	release := h.hold(hashedName("app.wasm", testInputs(t)["app.wasm"]))
	defer release()
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"), chromedp.SendKeys(shellURL, "http://a.test/\rb", chromedp.ByQuery))
	release()
	until(t, ctx, isReady)
	handed := value[map[string]any](t, ctx, "handed")
	require.Equal(t, "http://a.test/b", handed["url"])
	require.Equal(t, false, handed["send"])
}

func TestALinkIsLeftToTheProgram(t *testing.T) {
	files, err := assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	h := newHost(t, files)
	release := h.hold(hashedName("app.wasm", testInputs(t)["app.wasm"]))
	defer release()
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/#?method=POST&url=http%3A%2F%2Fa.test%2F"))
	until(t, ctx, `document.querySelector('#shell input')?.value === "http://a.test/"`)
	release()
	until(t, ctx, isReady)
	handed := value[map[string]any](t, ctx, "handed")
	require.Equal(t, "", handed["url"], "but not typed")
	require.Equal(t, false, handed["send"])
}

func TestTheEngineWaitsForTheProgramAndCallsWaitForTheEngine(t *testing.T) {
	files, err := assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	h := newHost(t, files)
	releaseApp, releaseEngine := h.hold(hashedName("app.wasm", testInputs(t)["app.wasm"])), h.hold("assets/engine.")
	defer releaseEngine()
	defer releaseApp()
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"))
	require.Eventually(t, func() bool { return h.requests("assets/worker.") == 1 }, 20*time.Second, 10*time.Millisecond)
	require.Zero(t, h.requests("assets/engine."), "app.wasm has the line to itself")
	require.Zero(t, h.requests("assets/editor."))
	releaseApp()
	until(t, ctx, isReady)
	require.Equal(t, "loading", value[string](t, ctx, "roundtrip.enginestate"))
	value[any](t, ctx, `(() => {
		window.got = []; window.states = [];
		roundtrip.onenginestate = (state) => states.push(state);
		window.answer = roundtrip.call("echo", {a: 1}, [new Blob(["x"])]);
		return null;
	})()`)
	releaseEngine()
	require.Equal(t, map[string]any{"text": `{"a":1}`, "files": 1.0}, value[map[string]any](t, ctx, "answer"))
	until(t, ctx, `roundtrip.enginestate === "ready"`)
	require.Equal(t, "loading", value[string](t, ctx, "states[0]"))
	value[any](t, ctx, `roundtrip.onevent = (e) => got.push(e), null`)
	require.Equal(t, []any{map[string]any{"event": "echoed", "data": `{"a":1}`}}, value[[]any](t, ctx, "got"), "events wait for their listener")
	require.Equal(t, "no method nothing", value[string](t, ctx, `roundtrip.call("nothing").catch((e) => e.message)`))
	require.True(t, value[bool](t, ctx, `roundtrip.loadEditor().then((e) => e.loaded && e === roundtrip.editor)`))
	require.Equal(t, 1, h.requests("assets/editor."))
	require.Equal(t, 1, h.requests("assets/engine."))
}

func TestAPanicOnThePageShowsABanner(t *testing.T) {
	files, err := assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	h := newHost(t, files)
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	value[any](t, ctx, `(() => {
		window.copied = ""; navigator.clipboard.writeText = async (text) => { copied = text; };
		document.getElementById("field").value = "typed";
		setTimeout(panicNow);
		return null;
	})()`)
	until(t, ctx, `(`+banner+`).includes("stopped")`)
	require.Equal(t, 1, value[int](t, ctx, `document.querySelectorAll('[role="alert"]').length`))
	require.Equal(t, "typed", value[string](t, ctx, `document.getElementById("field").value`))
	do(t, ctx, chromedp.Click(`//button[text()="Copy details"]`))
	until(t, ctx, `copied !== ""`)
	require.Contains(t, value[string](t, ctx, "copied"), "panic: the page was told to")
	require.Contains(t, value[string](t, ctx, "copied"), "main.go")
}

func TestAPanicInTheEngineShowsABannerAndEndsEveryCall(t *testing.T) {
	files, err := assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	h := newHost(t, files)
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	stopped := "The engine, which sends and formats, stopped."
	require.Equal(t, stopped, value[string](t, ctx, `roundtrip.call("panic").catch((e) => e.message)`))
	require.Equal(t, stopped, value[string](t, ctx, `roundtrip.call("echo").catch((e) => e.message)`), "later calls too")
	require.Equal(t, "failed", value[string](t, ctx, "roundtrip.enginestate"))
	require.Contains(t, value[string](t, ctx, banner), stopped)
}

func TestAProgramThatCannotBeLoadedIsSaid(t *testing.T) {
	for _, missing := range []string{"app.wasm", "engine.wasm"} {
		t.Run(missing, func(t *testing.T) {
			files, err := assemble(testInputs(t), options{base: "/"})
			require.NoError(t, err)
			delete(files, hashedName(missing, testInputs(t)[missing]))
			h := newHost(t, files)
			ctx := newTab(t)
			do(t, ctx, open(h.URL+"/lab/"))
			until(t, ctx, `(`+banner+`).includes("could not be loaded")`)
		})
	}
}

// tell asks an engine something; the answer is all that the engine was told, which tells it from others.
func tell(t *testing.T, ctx context.Context, method string, about string) string {
	t.Helper()
	return value[string](t, ctx, fmt.Sprintf(`roundtrip.call(%q, null, [], %s).then((a) => a.told, (e) => e.message)`, method, about))
}

func TestTheFirstCallThroughARelayLoadsAnotherEngine(t *testing.T) {
	files, err := assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	h := newHost(t, files)
	release := h.hold("assets/tunnel.")
	defer release()
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	until(t, ctx, `roundtrip.enginestate === "ready"`)
	require.Equal(t, "send", tell(t, ctx, "send", "{exchange: 1}"))
	require.Zero(t, h.requests("assets/tunnel."), "nobody has asked for a relay")

	value[any](t, ctx, `window.states = [], roundtrip.onenginestate = (state) => states.push(state),
		window.second = roundtrip.call("send", null, [], {exchange: 2, tunnelled: true}), null`)
	require.Equal(t, "loading", value[string](t, ctx, "states.at(-1)"))
	require.Equal(t, "sendask", tell(t, ctx, "ask", "{exchange: 1}"), "exchanges stay where they began")
	release()
	require.Equal(t, "after sendsend", value[string](t, ctx, "second.then((a) => a.told)"), "what the first engine leaves is there before anything else")
	until(t, ctx, `states.at(-1) === "ready"`)
	require.Equal(t, "after sendsendask", tell(t, ctx, "ask", "{}"), "whatever is new goes to the newest")
	require.Equal(t, "after sendsendasksend", tell(t, ctx, "send", "{exchange: 3}"), "by the browser too")
	require.Equal(t, "sendaskask", tell(t, ctx, "ask", "{exchange: 1}"))
	require.Equal(t, "sendaskaskforget", tell(t, ctx, "forget", "{exchange: 1}"))
	require.Equal(t, 1, h.requests("assets/tunnel."))
}

func TestAnEngineForRelaysThatCannotBeLoadedLeavesTheFirstAlone(t *testing.T) {
	in := testInputs(t)
	files, err := assemble(in, options{base: "/"})
	require.NoError(t, err)
	whole := maps.Clone(files)
	delete(files, hashedName("tunnel.wasm", in["tunnel.wasm"]))
	h := newHost(t, files)
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	require.Contains(t, tell(t, ctx, "ask", "{tunnelled: true}"), "could not be loaded")
	require.Equal(t, "ready", value[string](t, ctx, "roundtrip.enginestate"))
	require.Contains(t, tell(t, ctx, "ask", "{tunnelled: true}"), "could not be loaded")
	require.Equal(t, 1, h.requests("assets/tunnel."), "what a person did not press does not ask again")
	require.Equal(t, "ask", tell(t, ctx, "ask", "{}"))
	require.Empty(t, value[string](t, ctx, banner))

	h.deploy(t, whole)
	require.Equal(t, "after asksend", tell(t, ctx, "send", "{exchange: 1, tunnelled: true}"), "who sends tries again")
}
