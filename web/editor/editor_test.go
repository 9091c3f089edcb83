//go:build !js

package editor_test

import (
	"context"
	"os"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// key presses one key with modifiers.
func key(key string, modifiers ...input.Modifier) chromedp.Action {
	return chromedp.KeyEvent(key, chromedp.KeyModifiers(modifiers...))
}

// enter presses Enter as a keyboard does: chromedp's own event types a carriage return even after the page has handled the key.
var enter = chromedp.ActionFunc(func(ctx context.Context) error {
	event := input.DispatchKeyEvent(input.KeyDown).WithKey("Enter").WithCode("Enter").WithWindowsVirtualKeyCode(13).WithText("\r")
	if err := event.Do(ctx); err != nil {
		return err
	}
	return input.DispatchKeyEvent(input.KeyUp).WithKey("Enter").WithCode("Enter").WithWindowsVirtualKeyCode(13).Do(ctx)
})

func TestWhatIsTypedIsReportedAtOnce(t *testing.T) {
	p := open(t)
	p.js(`edit({ language: "text" }); editor.focus()`)
	p.do(chromedp.KeyEvent(`{"a": 1}`))
	require.Equal(t, `{"a": 1}`, eval[string](p, `editor.getText()`))
	require.Equal(t, []string{"{", `{"`, `{"a`, `{"a"`, `{"a":`, `{"a": `, `{"a": 1`, `{"a": 1}`}, eval[[]string](p, `changes`))
}

func TestTextComesBackByteForByte(t *testing.T) {
	p := open(t)
	for name, text := range map[string]string{
		"nothing":                   "",
		"line feeds":                "a\nb\n",
		"carriage return line feed": "a\r\nb\r\n\r\n",
		"carriage returns":          "a\rb\r",
		"mixed":                     "a\r\nb\nc\rd\n\r\r\n",
		"a lone carriage return":    "a\r",
		"spaces, tabs and controls": "  \t a \x00\x07\x1b \u00a0\u2028\u202e\ufeff  ",
		"numbers":                   `{"a": 12345678901234567890, "b": 1.0e+05, "b": -0}`,
		"beyond the BMP":            "😀𝄞e\u0301",
	} {
		t.Run(name, func(t *testing.T) {
			p := tab{t, p.ctx}
			p.js(`edit({ text: %s, language: "json" })`, text)
			require.Equal(t, text, eval[string](p, `editor.getText()`), "as created")
			p.js(`edit({ text: "x\ny" }); editor.setText(%s)`, text)
			require.Equal(t, text, eval[string](p, `editor.getText()`), "as set")
			require.Empty(t, eval[[]string](p, `changes`), "what the page sets is not reported to it")
			p.js(`editor.focus()`)
			p.do(key("z", input.ModifierCtrl))
			require.Equal(t, "x\ny", eval[string](p, `editor.getText()`), "undone")
			p.do(key("y", input.ModifierCtrl))
			require.Equal(t, text, eval[string](p, `editor.getText()`), "redone")
		})
	}
}

func TestALineBreakTypedIsTheDocuments(t *testing.T) {
	p := open(t)
	p.js(`edit({ text: "a\r\nb" }); editor.focus()`)
	p.do(key(kb.End, input.ModifierCtrl), enter, chromedp.KeyEvent("c"))
	require.Equal(t, "a\r\nb\r\nc", eval[string](p, `editor.getText()`))
	paste(p, "1\n2\n3")
	require.Equal(t, "a\r\nb\r\nc1\r\n2\r\n3", eval[string](p, `editor.getText()`), "and so is one pasted")
	p.do(key("a", input.ModifierCtrl))
	require.Equal(t, "a\r\nb\r\nc1\r\n2\r\n3", eval[string](p, `(() => {
		const data = new DataTransfer();
		document.querySelector(".editing .cm-content").dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
		return data.getData("text/plain");
	})()`), "and one copied")
}

func paste(p tab, text string) {
	p.Helper()
	p.js(`
		const data = new DataTransfer();
		data.setData("text/plain", %s);
		document.querySelector(".editing .cm-content").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))`, text)
}

func TestWhatIsPastedKeepsItsLineBreaks(t *testing.T) {
	for _, c := range []struct{ name, language, text, pasted, want, then string }{
		{"CRLF into an empty text", "text", "", "--b\r\n\r\nx\r\n--b--\r\n", "--b\r\n\r\nx\r\n--b--\r\n", "--b\r\n\r\nx\r\n--b--\r\n\r\n"},
		{"CR into an empty text", "text", "", "MSH|^~\\&|A||B\rPID|||1\rOBR|1", "MSH|^~\\&|A||B\rPID|||1\rOBR|1", "MSH|^~\\&|A||B\rPID|||1\rOBR|1\r"},
		{"CR into a text of one line", "text", "a", "b\rc", "ab\rc", "ab\rc\r"},
		{"LF into a text of one line", "text", "a", "b\nc", "ab\nc", "ab\nc\n"},
		{"CRLF into a text with CRLF", "text", "a\r\nb", "c\r\nd", "a\r\nbc\r\nd", "a\r\nbc\r\nd\r\n"},
		{"CRLF into a text with LF", "text", "a\nb", "c\r\nd", "a\nbc\r\nd", "a\nbc\r\nd\n"},
		{"CR into a text with CRLF", "text", "a\r\nb", "c\rd", "a\r\nbc\rd", "a\r\nbc\rd\n"},
		{"mixed breaks", "text", "", "a\rb\r\nc\nd", "a\rb\r\nc\nd", "a\rb\r\nc\nd\n"},
		{"CRLF into an empty JSON", "json", "", "[1,\r\n2]", "[1,\r\n2]", "[1,\r\n2]\r\n"},
		{"CRLF into JSON with LF", "json", "[\n", "1,\r\n2]", "[\n1,\n2]", "[\n1,\n2]\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := open(t)
			p.js(`edit({ text: %s, language: %s }); editor.focus()`, c.text, c.language)
			p.do(key(kb.End, input.ModifierCtrl))
			paste(p, c.pasted)
			require.Equal(t, c.want, eval[string](p, `editor.getText()`))
			p.do(enter)
			require.Equal(t, c.then, eval[string](p, `editor.getText()`), "and Enter adds one more")
			p.do(key("z", input.ModifierCtrl), key("z", input.ModifierCtrl))
			require.Equal(t, c.text, eval[string](p, `editor.getText()`), "undone")
		})
	}
}

func TestLargeDocumentsAreReportedAfterAPause(t *testing.T) {
	p := open(t)
	p.js(`edit({ text: "x".repeat(99).concat("\n").repeat(700) }); editor.focus()`)
	p.do(chromedp.KeyEvent("ab"))
	p.until(`changes.length === 1 && changes[0] === editor.getText() && changes[0].startsWith("abx")`)

	p.js(`changes.length = 0`)
	p.do(chromedp.KeyEvent("c"), key(kb.Enter, input.ModifierCtrl))
	require.Equal(t, true, eval[bool](p, `changes.at(-1) === editor.getText() && changes.at(-1).startsWith("abcx")`), "Ctrl-Enter reports before it bubbles")

	p.js(`changes.length = 0`)
	p.do(chromedp.KeyEvent("d"))
	p.js(`document.getElementById("before").focus()`)
	p.until(`changes.length === 1 && changes[0].startsWith("abcdx")`)

	p.js(`changes.length = 0; editor.focus()`)
	p.do(chromedp.KeyEvent("e"))
	p.js(`editor.flush(); editor.flush()`)
	require.Equal(t, 1, eval[int](p, `changes.length`))
}

func TestCtrlEnterSendsAndInsertsNothing(t *testing.T) {
	p := open(t)
	p.js(`edit({ text: "abc" }); editor.focus()`)
	p.do(key(kb.Enter, input.ModifierCtrl))
	require.Equal(t, "abc", eval[string](p, `editor.getText()`))
	require.Equal(t, 1, eval[int](p, `submits`))
	require.Equal(t, []string{"Enter"}, eval[[]string](p, `bubbled`), "the page's own handler sees the key")
}

func TestTabLeavesTheEditor(t *testing.T) {
	p := open(t)
	p.js(`edit({ text: "a\nb", language: "json" }); document.getElementById("before").focus()`)
	p.do(chromedp.KeyEvent(kb.Tab))
	require.Equal(t, "Body", eval[string](p, `document.activeElement.getAttribute("aria-label")`))
	p.do(chromedp.KeyEvent(kb.Tab))
	require.Equal(t, "between", eval[string](p, `document.activeElement.id`))
	p.do(key(kb.Tab, input.ModifierShift), key(kb.Tab, input.ModifierShift))
	require.Equal(t, "before", eval[string](p, `document.activeElement.id`))
	require.Equal(t, "a\nb", eval[string](p, `editor.getText()`))
	p.js(`editor.focus()`)
	p.do(key("]", input.ModifierCtrl))
	require.Equal(t, "  a\nb", eval[string](p, `editor.getText()`))
	p.do(key("[", input.ModifierCtrl))
	require.Equal(t, "a\nb", eval[string](p, `editor.getText()`))
}

func TestTextComposedWithAnInputMethodIsKept(t *testing.T) {
	p := open(t)
	p.js(`edit({ text: "{\"name\": \"\"}", language: "json" }); editor.focus()`)
	p.do(key(kb.End, input.ModifierCtrl), chromedp.KeyEvent(kb.ArrowLeft), chromedp.KeyEvent(kb.ArrowLeft))
	p.do(input.ImeSetComposition("に", 1, 1), input.ImeSetComposition("にほ", 2, 2), input.ImeSetComposition("にほん", 3, 3), input.InsertText("日本"))
	require.Equal(t, `{"name": "日本"}`, eval[string](p, `editor.getText()`))
	require.Equal(t, `{"name": "日本"}`, eval[string](p, `changes.at(-1)`))
}

func TestFormattingKeepsTheCaretAtItsCharacter(t *testing.T) {
	p := open(t)
	p.js(`edit({ text: '{"a":1,"b":[2,3]}', language: "json" }); editor.focus()`)
	p.do(key(kb.End, input.ModifierCtrl), chromedp.KeyEvent(kb.ArrowLeft), chromedp.KeyEvent(kb.ArrowLeft))
	p.js(`editor.setText('{\n  "a": 1,\n  "b": [\n    2,\n    3\n  ]\n}')`)
	p.do(chromedp.KeyEvent("4"))
	require.Equal(t, "{\n  \"a\": 1,\n  \"b\": [\n    2,\n    34\n  ]\n}", eval[string](p, `editor.getText()`))
	p.do(key("z", input.ModifierCtrl), key("z", input.ModifierCtrl))
	require.Equal(t, `{"a":1,"b":[2,3]}`, eval[string](p, `editor.getText()`))
}

func TestWhatTheEditorTellsAssistiveTechnology(t *testing.T) {
	p := open(t)
	p.js(`edit({ label: "Body", describedBy: "hint" })`)
	attribute := func(name string) string {
		return eval[string](p, `document.querySelector(".editing [role=textbox]").getAttribute(%s) ?? "absent"`, name)
	}
	require.Equal(t, "Body", attribute("aria-label"))
	require.Equal(t, "hint", attribute("aria-describedby"))
	require.Equal(t, "absent", attribute("aria-invalid"))
	p.js(`editor.setInvalid(true); editor.setLabel("Text"); editor.setDescribedBy("")`)
	require.Equal(t, "Text", attribute("aria-label"))
	require.Equal(t, "absent", attribute("aria-describedby"))
	require.Equal(t, "true", attribute("aria-invalid"))
}

func TestADiagnosticMarksItsPlace(t *testing.T) {
	p := open(t)
	p.js(`edit({ text: "{\n  \"😀\": x\n}", language: "json" }); editor.setDiagnostic(2, 8, "no value begins with x")`)
	require.Equal(t, "x", eval[string](p, `document.querySelector(".cm-invalid").textContent`))
	require.Equal(t, "no value begins with x", eval[string](p, `document.querySelector(".cm-invalid").title`))
	p.js(`editor.setDiagnostic(99, 99, "unfinished")`)
	require.Equal(t, "}", eval[string](p, `document.querySelector(".cm-invalid").textContent`))
	p.js(`editor.setDiagnostic(1, null, "all of it")`)
	require.Equal(t, "{", eval[string](p, `document.querySelector(".cm-invalidLine").textContent`))
	p.js(`editor.setDiagnostic(0, null, "")`)
	require.Equal(t, 0, eval[int](p, `document.querySelectorAll(".cm-invalid, .cm-invalidLine").length`))
}

func TestJSONFoldsAndHasColours(t *testing.T) {
	p := open(t)
	p.js(`edit({ text: '{\n  "a": ["]", true, 1e5],\n  "b": null\n}', language: "json" })`)
	texts := func(kind string) []string {
		return eval[[]string](p, `[...document.querySelectorAll(".editing .tok-" + %s)].map((e) => e.textContent)`, kind)
	}
	require.Equal(t, []string{`"a"`, `"b"`}, texts("key"))
	require.Equal(t, []string{`"]"`}, texts("string"))
	require.Equal(t, []string{"true", "null"}, texts("atom"))
	require.Equal(t, []string{"1e5"}, texts("number"))
	p.js(`document.querySelector(".editing .cm-foldGutter .cm-gutterElement:not([style*=hidden]) span").click()`)
	p.until(`document.querySelector(".editing .cm-content").textContent === "{…}"`)
}

func TestNothingIsLeftOfADestroyedPane(t *testing.T) {
	p := open(t)
	p.js(`edit({ text: "a" }); view({ total: 5, done: true }); editor.destroy(); viewer.destroy()`)
	require.Equal(t, 0, eval[int](p, `document.querySelectorAll(".editing *, .viewing *").length`))
}

func TestThePanesPassAxe(t *testing.T) {
	p := open(t)
	axe, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	require.NoError(t, err)
	p.do(chromedp.Evaluate(string(axe)+"; null", nil))
	for _, theme := range []string{"light", "dark"} {
		p.js(`
			document.documentElement.dataset.theme = %s;
			edit({ text: '{\n  "a": [1, true, "\\u202e"]\n}', language: "json" }); editor.setDiagnostic(2, 8, "wrong");
			view({}); viewer.update({ total: 5000, done: true, language: "json", generation: 1 }); viewer.push(windowOf(0, 400, 5000, true))`, theme)
		for _, pane := range []string{"editing", "viewing"} {
			p.js(`document.querySelector("." + %s + " .cm-content").focus()`, pane)
			p.do(key("f", input.ModifierCtrl))
			p.until(`document.querySelector("." + %s + " .cm-search")`, pane)
		}
		require.Empty(t, eval[[]string](p, `axe.run("main").then(({ violations }) => violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ": " + node.html + " " + node.failureSummary)))`), theme)
	}
}

func TestTypingOverColouredTextLeavesNoInlineStyle(t *testing.T) {
	p := open(t)
	p.js(`edit({ language: "json", text: "{\"a\": [1, true]}" }); editor.focus()`)
	p.do(key("a", input.ModifierCtrl), key("x"))
	p.until(`editor.getText() === "x"`)
	require.Empty(t, eval[[]string](p, `[...document.querySelectorAll(".cm-line[style], .cm-line [style]")].map((e) => e.outerHTML)`))
	p.do(key("z", input.ModifierCtrl))
	p.until(`editor.getText().startsWith("{")`)
}
