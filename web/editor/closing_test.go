//go:build !js

package editor_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// typing is keys as they are pressed: ⏎ is Enter, ⌫ Backspace, ← and → move, and ⌘a selects all.
func typing(p tab, keys string) {
	p.Helper()
	special := map[rune]chromedp.Action{
		'⏎': enter, '⌫': key(kb.Backspace), '←': key(kb.ArrowLeft), '→': key(kb.ArrowRight), '⌘': key("a", input.ModifierCtrl),
	}
	for _, r := range keys {
		if action, ok := special[r]; ok {
			p.do(action)
		} else {
			p.do(chromedp.KeyEvent(string(r)))
		}
	}
}

// caret is the text of the editor with a bar where the caret is.
func caret(p tab) string {
	p.Helper()
	p.js(`document.execCommand("insertText", false, "|")`)
	text := eval[string](p, `editor.getText()`)
	p.js(`document.execCommand("undo")`)
	return text
}

func TestBracketsAndQuotesOfJSONCloseThemselves(t *testing.T) {
	for _, c := range []struct{ name, text, keys, want string }{
		{"an object", "", `{`, `{|}`},
		{"an array", "", `[`, `[|]`},
		{"a string", "", `"`, `"|"`},
		{"what closes is typed over", "", `{"a": [1, "b"]}`, `{"a": [1, "b"]}|`},
		{"before what goes on nothing is closed", "1", `[`, `[|1`},
		{"before a closing one it is", "[]", `→{`, `[{|}]`},
		{"escaped quotes are text", "", `"say \"hi\" now"`, `"say \"hi\" now"|`},
		{"and so are backslashes that are escaped", "", `"a\\"`, `"a\\"|`},
		{"brackets within a string", "", `"{{id}} [x]"`, `"{{id}} [x]"|`},
		{"within a string that is there", `"ab cd"`, `→→→"`, `"ab"| cd"`},
		{"Backspace takes an empty pair", "", `{⌫`, `|`},
		{"and the pair of quotes", "", `["⌫`, `[|]`},
		{"but one character of a string", "", `"\"⌫`, `"\|"`},
		{"and of what was not empty", "", `[1⌫⌫`, `|`},
		{"Enter indents", "", `{⏎"a": [⏎1,⏎2`, "{\n  \"a\": [\n    1,\n    2|\n  ]\n}"},
		{"by what is before it", "{\n    \"a\": 1\n}", `→⏎`, "{\n  |\n    \"a\": 1\n}"},
		{"a bracket in a string does not count", `{"a": "[",`, "→→→→→→→→→→⏎", "{\"a\": \"[\",\n  |"},
		{"a closing bracket goes back", "{\n  \"a\": 1\n  ", "→→→→→→→→→→→→→→→→}", "{\n  \"a\": 1\n}|"},
		{"a selection gives way", "[1]", `⌘{"a`, `{"a|"}`},
		{"and to a letter", "[1]", `⌘t`, `t|`},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := open(t)
			p.js(`edit({ text: %s, language: "json" }); editor.focus()`, c.text)
			typing(p, c.keys)
			require.Equal(t, c.want, caret(p))
		})
	}
}

func TestWhatIsPastedIsNeitherClosedNorIndented(t *testing.T) {
	for _, pasted := range []string{`{`, `"`, "{\n\"a\": [\n1,\n", "]\n}", `{"a":"\"`} {
		p := open(t)
		p.js(`edit({ text: "", language: "json" }); editor.focus()`)
		paste(p, pasted)
		require.Equal(t, pasted, eval[string](p, `editor.getText()`))
	}
}

func TestPlainTextIsNotClosed(t *testing.T) {
	p := open(t)
	p.js(`edit({ text: "", language: "text" }); editor.focus()`)
	typing(p, `{"(⏎`)
	require.Equal(t, "{\"(\n", eval[string](p, `editor.getText()`))
	p.js(`editor.setText(""); editor.setLanguage("json"); editor.focus()`)
	typing(p, `{`)
	require.Equal(t, `{}`, eval[string](p, `editor.getText()`))
}

func TestABracketOverASelectionIsOneStepAndReportedOnce(t *testing.T) {
	p := open(t)
	p.js(`edit({ text: "[1]", language: "json" }); editor.focus()`)
	typing(p, `⌘{`)
	require.Equal(t, []string{"{}"}, eval[[]string](p, `changes`))
	p.do(key("z", input.ModifierCtrl))
	require.Equal(t, "[1]", eval[string](p, `editor.getText()`))
}

func TestTypingInALongLineOfJSONIsQuick(t *testing.T) {
	p := open(t)
	p.js(`edit({ text: %s, language: "json" }); editor.focus()`, "["+strings.Repeat(`"0123456789",`, 80_000)+"1]")
	p.do(key(kb.End, input.ModifierCtrl), key(kb.ArrowLeft))
	took := eval[float64](p, `(() => {
		const began = performance.now();
		for (let i = 0; i < 20; i++) document.execCommand("insertText", false, "[");
		return (performance.now() - began) / 20;
	})()`)
	require.Less(t, took, 50.0, "ms for a key")
}
