package main

import (
	"context"
	"fmt"
	"maps"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	cdp "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// holdingProgram is a host that keeps app.wasm back until it is released.
func holdingProgram(t *testing.T) (h *host, release func()) {
	t.Helper()
	files, err := assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	h = newHost(t, files)
	release = h.hold(hashedName("app.wasm", testInputs(t)["app.wasm"]))
	t.Cleanup(release)
	return h, release
}

func TestWhatIsDoneBeforeTheProgramHasArrivedIsHandedOver(t *testing.T) {
	h, release := holdingProgram(t)
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
	h, release := holdingProgram(t)
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"), chromedp.SendKeys(shellURL, "http://a.test/\rb", chromedp.ByQuery))
	release()
	until(t, ctx, isReady)
	handed := value[map[string]any](t, ctx, "handed")
	require.Equal(t, "http://a.test/b", handed["url"])
	require.Equal(t, false, handed["send"])
}

func TestOfSeveralLinesThatArePastedOrDroppedTheFirstIsTaken(t *testing.T) {
	h, release := holdingProgram(t)
	ctx := newTab(t)
	do(t, ctx, open(h.URL+"/lab/"), chromedp.WaitVisible(shellURL, chromedp.ByQuery))
	// As the browser does it where nobody prevents that.
	value[any](t, ctx, `window.bring = (kind, text) => {
		const input = document.querySelector('#shell input[name="url"]');
		input.focus();
		input.select();
		const data = new DataTransfer();
		data.setData("text/plain", text);
		const of = { bubbles: true, cancelable: true, clipboardData: data, dataTransfer: data };
		const event = kind === "paste" ? new ClipboardEvent(kind, of) : new DragEvent(kind, of);
		if (input.dispatchEvent(event)) document.execCommand("insertText", false, text);
		return input.value;
	}, null`)
	for _, kind := range []string{"paste", "drop"} {
		for text, want := range map[string]string{
			"http://a.test/1":                          "http://a.test/1",
			"http://a.test/2\n":                        "http://a.test/2",
			"\r\n  http://a.test/3 \r\nhttp://b.test/": "http://a.test/3",
		} {
			require.Equal(t, want, value[string](t, ctx, fmt.Sprintf("bring(%q, %q)", kind, text)))
		}
	}
	value[any](t, ctx, `bring("paste", "http://a.test/4\nmore"), null`)
	release()
	until(t, ctx, isReady)
	require.Equal(t, "http://a.test/4", value[map[string]any](t, ctx, "handed")["url"])
}

func TestALinkIsLeftToTheProgram(t *testing.T) {
	h, release := holdingProgram(t)
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

// countWorkers has the page count the workers that it makes and ends.
const countWorkers = `(() => {
	window.workers = { made: 0, ended: 0 };
	const Whole = window.Worker;
	window.Worker = class extends Whole {
		constructor(...of) { super(...of); workers.made++; }
		terminate() { workers.ended++; super.terminate(); }
	};
})()`

// living is how many engines there are.
func living(t *testing.T, ctx context.Context) int {
	t.Helper()
	return value[int](t, ctx, "workers.made - workers.ended")
}

// tookOver waits until whatever is new goes to an engine that knows what another was told, and gives what it was told itself.
func tookOver(t *testing.T, ctx context.Context, begins string) string {
	t.Helper()
	return value[string](t, ctx, fmt.Sprintf(`(async () => {
		for (;;) {
			const { told } = await roundtrip.call("peek", null, [], {});
			if (told.startsWith(%q)) return told;
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	})()`, begins))
}

// engineHost opens a page that counts its workers, and waits for its engine.
func engineHost(t *testing.T) (*host, context.Context) {
	t.Helper()
	files, err := assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	h := newHost(t, files)
	ctx := newTab(t)
	do(t, ctx, chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := cdp.AddScriptToEvaluateOnNewDocument(countWorkers).Do(ctx)
		return err
	}), open(h.URL+"/lab/"))
	until(t, ctx, isReady)
	until(t, ctx, `roundtrip.enginestate === "ready"`)
	return h, ctx
}

func TestAnEngineThatHasGrownGivesWayToAFreshOne(t *testing.T) {
	for _, c := range []struct{ name, send, after, by string }{
		{"without relays", "send", "", "{exchange: %d}"},
		{"with relays", "after send", "after ", "{exchange: %d, tunnelled: true}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, ctx := engineHost(t)
			by := func(id int) string { return fmt.Sprintf(c.by, id) }
			value[any](t, ctx, `window.states = [], roundtrip.onenginestate = (state) => states.push(state), null`)
			require.Contains(t, tell(t, ctx, "send", by(1)), "send")
			told := tell(t, ctx, "ask", "{exchange: 1}")
			until(t, ctx, "workers.made - workers.ended === 1") // the one without tunnels is not needed any more
			states := value[string](t, ctx, "states.join()")
			tell(t, ctx, "grow", "{exchange: 1}")
			until(t, ctx, "workers.made - workers.ended === 2")
			fresh := "after " + told
			require.Equal(t, fresh, tookOver(t, ctx, fresh))
			require.Equal(t, told+"ask", tell(t, ctx, "ask", "{exchange: 1}"), "exchanges stay where they began")
			require.Contains(t, tell(t, ctx, "send", by(2)), fresh, "whatever is new goes to the fresh one")
			require.Equal(t, 2, living(t, ctx), "the exchange is still there")
			require.Equal(t, told+"askforget", tell(t, ctx, "forget", "{exchange: 1}"))
			until(t, ctx, "workers.made - workers.ended === 1")
			require.Contains(t, tell(t, ctx, "ask", "{exchange: 2}"), fresh)
			require.Contains(t, tell(t, ctx, "ask", "{exchange: 1}"), fresh, "whoever asks for what is forgotten gets an answer")
			require.Equal(t, states, value[string](t, ctx, "states.join()"), "nobody sees it")
			require.Empty(t, value[string](t, ctx, banner))
		})
	}
}

func TestAnEngineInWhichSomethingIsUnderWayStays(t *testing.T) {
	_, ctx := engineHost(t)
	tell(t, ctx, "send", "{exchange: 1}")
	tell(t, ctx, "busy", "{}")
	tell(t, ctx, "grow", "{}")
	require.Equal(t, "sendsend", tell(t, ctx, "send", "{exchange: 2}"), "another exchange begins there too")
	value[any](t, ctx, `new Promise((resolve) => setTimeout(resolve, 500))`)
	require.Equal(t, 1, value[int](t, ctx, "workers.made"))
	require.Equal(t, "sendsendask", tell(t, ctx, "ask", "{}"))
	tell(t, ctx, "rest", "{}")
	tookOver(t, ctx, "after sendsendask")
	require.Equal(t, "sendsendaskforget", tell(t, ctx, "forget", "{exchange: 1}"))
	require.Equal(t, 2, living(t, ctx))
	require.Equal(t, "sendsendaskforgetforget", tell(t, ctx, "forget", "{exchange: 2}"))
	until(t, ctx, "workers.ended === 1")
}

func TestWhatIsSentSoonAfterALargeBodyGoesToAFreshEngine(t *testing.T) {
	_, ctx := engineHost(t)
	require.Equal(t, "send", tell(t, ctx, "send", "{exchange: 1}"))
	// In one task: the page was never idle.
	require.Equal(t, []any{"after sendsend", "after sendsendask"}, value[[]any](t, ctx, `(async () => {
		await roundtrip.call("grow");
		const calls = [roundtrip.call("send", null, [], { exchange: 2 }), roundtrip.call("ask", null, [], { exchange: 2 })];
		return (await Promise.all(calls)).map((a) => a.told);
	})()`))
	require.Equal(t, "sendforget", tell(t, ctx, "forget", "{exchange: 1}"))
	until(t, ctx, "workers.made - workers.ended === 1")
}

func TestAFreshEngineThatCannotBeLoadedLeavesTheLargeOneAlone(t *testing.T) {
	h, ctx := engineHost(t)
	require.Equal(t, "send", tell(t, ctx, "send", "{exchange: 1}"))
	files, err := assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	delete(files, hashedName("engine.wasm", testInputs(t)["engine.wasm"]))
	h.deploy(t, files)
	value[any](t, ctx, `Promise.all([navigator.serviceWorker.ready, caches.keys()]).then(([, names]) => Promise.all(names.map((name) => caches.delete(name))))`)
	do(t, ctx, network.ClearBrowserCache())
	tell(t, ctx, "grow", "{}")
	until(t, ctx, "workers.made === 2 && workers.ended === 1")
	require.Equal(t, "sendask", tell(t, ctx, "ask", "{}"))
	require.Equal(t, 2, value[int](t, ctx, "workers.made"), "it is not tried again before something else is sent")

	// Two are sent without a pause: the second before it is known that there is no fresh one.
	require.Equal(t, []any{"sendasksend", "sendasksendsend", "sendasksendsendask"}, value[[]any](t, ctx, `(async () => {
		const told = [await roundtrip.call("send", null, [], { exchange: 2 })];
		told.push(...await Promise.all([roundtrip.call("send", null, [], { exchange: 3 }), roundtrip.call("ask", null, [], { exchange: 3 })]));
		return told.map((a) => a.told);
	})()`))
	require.Equal(t, "sendasksendsendaskask", tell(t, ctx, "ask", "{exchange: 3}"))
	require.Equal(t, "ready", value[string](t, ctx, "roundtrip.enginestate"))
	require.Empty(t, value[string](t, ctx, banner))
}

func TestAFreshEngineThatStopsShowsABanner(t *testing.T) {
	_, ctx := engineHost(t)
	tell(t, ctx, "send", "{exchange: 1}")
	tell(t, ctx, "grow", "{}")
	tookOver(t, ctx, "after send")
	require.Contains(t, value[string](t, ctx, `roundtrip.call("panic").catch((e) => e.message)`), "stopped")
	require.Equal(t, "failed", value[string](t, ctx, "roundtrip.enginestate"))
	require.NotEmpty(t, value[string](t, ctx, banner))
}
