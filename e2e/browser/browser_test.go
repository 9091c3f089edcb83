//go:build !js

package browser_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

const document = `<!doctype html><title>Driver</title>
<label>Name <input id="name"></label>
<section aria-label="Answer"><p role="status"></p></section>
<select aria-label="Kind"><option>one<option>two<option>three</select>
<button aria-label="Go" disabled>→</button>
<label>File <input type="file" multiple></label>
<div id="target" style="width:100px;height:50px">drop here</div>
<button hidden>Ghost</button>
<a download="greeting.txt" href="data:text/plain,hello">Save</a>
<script>
const line = document.querySelector("[role=status]");
document.querySelector("#name").oninput = (e) => setTimeout(() => { line.textContent = e.target.value; document.querySelector("[aria-label=Go]").disabled = false; });
document.querySelector("[aria-label=Go]").onclick = () => { line.textContent += "!"; };
addEventListener("keydown", (e) => { if (e.key === "Enter" && e.ctrlKey && e.shiftKey) line.textContent += "?"; });
const list = (files) => Promise.all([...files].map(async (f) => f.name + " " + await f.text())).then((texts) => { line.textContent = texts.join(", "); });
document.querySelector("[type=file]").onchange = (e) => list(e.target.files);
document.querySelector("#target").ondragover = (e) => e.preventDefault();
document.querySelector("#target").ondrop = (e) => { e.preventDefault(); list(e.dataTransfer.files); };
const worker = new Worker("/worker.js");
</script>`

func TestTheDriverActsAsAPersonDoes(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/worker.js" {
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, "self.answer = 42")
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, document)
	}))
	defer server.Close()
	b, err := browser.Start()
	require.NoError(t, err)
	defer b.Close()

	for name, option := range map[string][]browser.Option{"beside others": nil, "alone": {browser.Alone}} {
		t.Run(name, func(t *testing.T) {
			tab := b.Open(t, option...)
			tab.Goto(server.URL)
			status := tab.Role("region", "Answer").Role("status")
			tab.Role("textbox", "Name").Fill("Åsa")
			status.WaitValue("Åsa")
			tab.Role("button", "Go").Click()
			status.WaitValue("Åsa!")
			tab.Press("Control+Shift+Enter")
			status.WaitValue("Åsa!?")
			tab.Role("combobox", "Kind").Choose("three").WaitValue("three")
			require.Zero(t, tab.Role("button", "Ghost").Count())

			file := filepath.Join(t.TempDir(), "note.txt")
			require.NoError(t, os.WriteFile(file, []byte("text"), 0o644))
			tab.CSS("input[type=file]").Files(file)
			status.WaitValue("note.txt text")
			tab.Role("textbox", "Name").Fill("x")
			status.WaitValue("x")
			tab.CSS("#target").Drop(file)
			status.WaitValue("note.txt text")

			clipboard := tab.Clipboard()
			tab.Role("textbox", "Name").Fill("copied")
			tab.Press("Control+A")
			tab.Press("Control+C")
			require.Equal(t, "copied", clipboard.Await())

			tab.Role("link", "Save").Click()
			require.Equal(t, browser.Download{Name: "greeting.txt", Data: []byte("hello")}, tab.Download())

			require.Equal(t, 42, browser.InWorker[int](tab, "self.answer"))
			tab.Offline(true)
			require.False(t, browser.Eval[bool](tab, "navigator.onLine"))
			tab.Offline(false)
			require.True(t, browser.Eval[bool](tab, "navigator.onLine"))
			tab.Size(400, 600)
			require.Equal(t, 400, browser.Eval[int](tab, "innerWidth"))
			tab.Media("prefers-color-scheme", "dark")
			require.True(t, browser.Eval[bool](tab, "matchMedia('(prefers-color-scheme: dark)').matches"))
			require.Empty(t, tab.Errors())
		})
	}
}

func TestTabsBesideEachOtherAreAllDrawn(t *testing.T) {
	b, err := browser.Start()
	require.NoError(t, err)
	defer b.Close()
	for range 3 {
		tab := b.Open(t)
		defer func() {
			require.Equal(t, "visible true", browser.Eval[string](tab, "document.visibilityState + ' ' + document.hasFocus()"))
			took := browser.Eval[float64](tab, "(async () => { const start = performance.now(); for (let i = 0; i < 20; i++) await new Promise(requestAnimationFrame); return performance.now() - start })()")
			require.Less(t, took, 5000.0, "a tab behind another gets a frame a second")
		}()
	}
}
