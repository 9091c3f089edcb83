package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What a page tries that would run other code, by the name of the attempt: each gives the promise of "ran" or "refused".
var attempts = map[string]string{
	"a script of the same origin": `new Promise((resolve) => document.head.append(Object.assign(document.createElement("script"),
		{src: "/lab/other.js", onload: () => resolve("ran"), onerror: () => resolve("refused")})))`,
	"a script of the same origin with a hash of its own": `fetch("/lab/other.js").then((r) => r.arrayBuffer()).then((b) => crypto.subtle.digest("SHA-256", b)).then((d) =>
		new Promise((resolve) => document.head.append(Object.assign(document.createElement("script"), {src: "/lab/other.js",
			integrity: "sha256-" + btoa(String.fromCharCode(...new Uint8Array(d))), onload: () => resolve("ran"), onerror: () => resolve("refused")}))))`,
	"a module":         `import("/lab/other.js").then(() => "ran", () => "refused")`,
	"a text":           `new Promise((resolve) => setTimeout(() => { try { resolve(Function("return 'ran'")()) } catch { resolve("refused") } }))`,
	"an inline script": `(document.head.append(Object.assign(document.createElement("script"), {text: "globalThis.inline = 1"})), Promise.resolve(globalThis.inline ? "ran" : "refused"))`,
	"a blob":           `import(URL.createObjectURL(new Blob(["1"], {type: "text/javascript"}))).then(() => "ran", () => "refused")`,
	"a data: URL":      `import("data:text/javascript,1").then(() => "ran", () => "refused")`,
	"a style sheet": `new Promise((resolve) => document.head.append(Object.assign(document.createElement("link"),
		{rel: "stylesheet", href: "/lab/other.css", onload: () => resolve("ran"), onerror: () => resolve("refused")})))`,
}

func TestOnlyTheSitesOwnFilesRun(t *testing.T) {
	for _, o := range []options{{base: "/lab"}, {base: "/lab", static: true}} {
		files, err := assemble(testInputs(t), o)
		require.NoError(t, err)
		files["other.js"] = []byte("globalThis.other = 1;")
		files["other.css"] = []byte("body { color: red }")
		h := newHost(t, files)
		ctx := newTab(t)
		do(t, ctx, open(h.URL+"/lab/"))
		until(t, ctx, isReady)
		for name, attempt := range attempts {
			require.Equal(t, "refused", value[string](t, ctx, attempt), name)
		}
		require.True(t, value[bool](t, ctx, `roundtrip.loadEditor().then((editor) => editor.loaded)`), "its own file does")
		require.Equal(t, "still here", value[string](t, ctx, `roundtrip.call("echo", "still here").then((a) => a.text)`))
	}
}
