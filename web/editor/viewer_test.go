//go:build !js

package editor_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// show shows a body of total rows; more holds further members of the source.
func show(p tab, total int, more string) {
	p.Helper()
	p.js(fmt.Sprintf(`view({ total: %d, done: true, %s }); viewer.update({ total: %[1]d, done: true, language: "json", generation: 1 }); viewer.push(windowOf(0, 400))`, total, more))
	p.until(`onScreen().rows.length > 5`)
}

// sees waits until a row, counted from 0, is on the screen, with the number of its line.
func sees(p tab, row int) {
	p.Helper()
	p.until(fmt.Sprintf(`onScreen().rows.includes(source.row(%d)) && onScreen().numbers.includes("%d")`, row, row+1))
}

func TestASmallBodyIsOneDocument(t *testing.T) {
	p := open(t)
	p.js(`
		view({ row: (i) => ["{", '  "id": 12345678901234567890,', '  "on": true,', '  "list": [', '    1', '  ]', "}"][i] });
		viewer.update({ total: 7, done: true, language: "json", generation: 1 });
		viewer.push(windowOf(0, 7, 7, true))`)
	require.Len(t, eval[[]string](p, `onScreen().rows`), 7)
	require.Contains(t, eval[[]string](p, `onScreen().rows`), `  "id": 12345678901234567890,`)
	require.Empty(t, eval[[][]int](p, `asked`), "a window that was pushed is not asked for")
	require.Equal(t, []string{`"id"`, `"on"`, `"list"`}, eval[[]string](p, `[...document.querySelectorAll(".viewing .tok-key")].map((e) => e.textContent)`))
	require.Equal(t, 2, eval[int](p, `document.querySelectorAll(".viewing .cm-foldGutter .cm-gutterElement:not([style*=hidden]) span").length`), "the object and the list fold")
	p.js(`viewer.focus()`)
	p.do(key("f", input.ModifierCtrl))
	p.until(`document.activeElement.matches(".viewing .cm-search input")`)
	require.Equal(t, "", eval[string](p, `document.querySelector(".rt-remark").textContent`))
}

func TestTheViewerIsAReadOnlyTextbox(t *testing.T) {
	p := open(t)
	show(p, 10, "")
	require.Equal(t, "Response body true 0", eval[string](p, `(() => {
		const box = document.querySelector("[aria-label=Response] [role=textbox]");
		return [box.ariaLabel, box.getAttribute("aria-readonly"), box.tabIndex].join(" ");
	})()`))
	p.js(`viewer.focus()`)
	p.do(chromedp.KeyEvent("x"), chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Delete))
	require.Equal(t, `  "member 0": "value of row 0",`, eval[[]string](p, `onScreen().rows`)[0])
	p.do(chromedp.KeyEvent(kb.Tab))
	require.Equal(t, "after", eval[string](p, `document.activeElement.id`))
}

func TestASourceThatGivesTooLittleIsAskedOnce(t *testing.T) {
	for name, windowOf := range map[string]string{
		"no rows":  `{ from, text: "", total: 5000, done: true }`,
		"one row":  `{ from, text: "row " + from, total: 5000, done: true }`,
		"no total": `{ from, text: "", total: 0, done: true }`,
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			p.js(`view({ total: 5000, done: true }); globalThis.whole = windowOf; globalThis.windowOf = (from) => (` + windowOf + `);
				viewer.update({ total: 5000, done: true, language: "text", generation: 1 });
				await until(() => asked.length > 0);
				await new Promise((done) => setTimeout(done, 300))`)
			require.LessOrEqual(t, eval[int](p, `asked.length`), 3)
			p.js(`globalThis.windowOf = whole; viewer.update({ total: 5001, done: true })`)
			p.until(`onScreen().rows.length > 5`)
		})
	}
}

func TestRequestsAreOneAtATime(t *testing.T) {
	p := open(t)
	show(p, million, "delay: 40")
	p.js(`
		const scroller = document.querySelector(".rt-scroller");
		for (let i = 1; i <= 60; i++) {
			scroller.scrollTop = i * 200000;
			await new Promise(requestAnimationFrame);
		}`)
	p.until(`onScreen().rows.length > 5`)
	require.Less(t, eval[int](p, `asked.length`), 40)
}

func TestCopyingASelection(t *testing.T) {
	p := open(t)
	show(p, million, `numbers: (i) => i === 1 ? 0 : i + 1`)
	p.js(`viewer.focus()`)
	copied := func() string {
		return eval[string](p, `(() => {
			const data = new DataTransfer();
			document.querySelector(".viewing .cm-content").dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
			return data.getData("text/plain");
		})()`)
	}
	p.do(key(kb.Home, input.ModifierCtrl), key(kb.ArrowDown, input.ModifierShift), key(kb.ArrowDown, input.ModifierShift))
	require.Equal(t, `  "member 0": "value of row 0",  "member 1": "value of row 1",`+"\n", copied(), "a row that continues the one above is joined to it")

	p.do(key("a", input.ModifierCtrl))
	require.Empty(t, copied())
	require.Equal(t, 1, eval[int](p, `copiedAll`))

	// A selection that leaves the window is still the selection, and comes back with it.
	p.do(key(kb.Home, input.ModifierCtrl), key(kb.ArrowDown, input.ModifierShift))
	p.js(`viewer.scrollTo(5000)`)
	sees(p, 5000)
	p.js(`viewer.scrollTo(0)`)
	sees(p, 0)
	require.Equal(t, `  "member 0": "value of row 0",`, copied())
}

func TestVeryLongRows(t *testing.T) {
	p := open(t)
	for _, wrap := range []string{"false", "true"} {
		p.js(`
			const long = '"' + "abcdefgh ".repeat(455).slice(0, 4094) + '"';
			view({ total: 50000, done: true, row: (i) => i % 2 ? long : String(i).padEnd(4096, "x"), numbers: (i) => i + 1 });
			viewer.update({ total: 50000, done: true, language: "json", wrap: ` + wrap + `, generation: ` + wrap + ` });
			await until(() => onScreen().rows[0], "rows");
			viewer.scrollTo(25000)`)
		p.until(`onScreen().rows[0]?.startsWith("25000") && onScreen().numbers[0] === "25001"`)
		p.js(`document.querySelector(".rt-scroller").scrollTop = 1e9`)
		p.until(`onScreen().numbers.at(-1) === "50000"`)
	}
	p.js(`viewer.setWrap(false)`)
	p.until(`onScreen().numbers.at(-1) === "50000"`)
}

// searching opens the search and types into it.
func searching(p tab, text string) {
	p.Helper()
	p.js(`viewer.focus()`)
	p.do(key("f", input.ModifierCtrl))
	p.until(`document.activeElement.matches(".viewing .cm-search input")`)
	p.do(chromedp.KeyEvent(text))
}

// found waits until a row's match is selected and in view.
func found(p tab, row int, text string) {
	p.Helper()
	p.until(fmt.Sprintf(`onScreen().rows.includes(source.row(%d)) && document.querySelector(".viewing .cm-searchMatch-selected")?.textContent === %q`, row, text))
}

func remark(p tab) string { return eval[string](p, `document.querySelector(".rt-remark").textContent`) }

func TestASearchGoesThroughTheWholeBody(t *testing.T) {
	p := open(t)
	show(p, 200_000, "delay: 0")
	searching(p, "row 123456")
	require.Contains(t, remark(p), "Enter searches the whole body")
	p.do(enter)
	found(p, 123456, "row 123456")
	require.Equal(t, "", eval[string](p, `document.querySelector(".rt-remark").textContent.replace(/Enter searches.*/, "")`))

	p.do(enter) // the only one
	p.until(`document.querySelector(".rt-remark").textContent === "Went on from the start."`)
	found(p, 123456, "row 123456")

	p.do(key("a", input.ModifierCtrl), chromedp.KeyEvent("nowhere in it"), enter)
	p.until(`document.querySelector(".rt-remark").textContent === "No results."`)
	p.do(chromedp.KeyEvent(kb.Escape))
	p.until(`document.querySelector(".rt-remark").textContent === ""`)
}

func TestASearchGoesBackwardsAndByExpression(t *testing.T) {
	p := open(t)
	show(p, 20_000, "delay: 0")
	searching(p, "member 1?9999")
	p.js(`document.querySelector(".viewing .cm-search [name=re]").click()`)
	p.do(chromedp.Focus(".viewing .cm-search input", chromedp.ByQuery), enter)
	found(p, 9999, `member 9999`)
	p.do(enter)
	found(p, 19999, `member 19999`)
	p.js(`document.querySelector(".viewing .cm-search [name=prev]").click()`)
	found(p, 9999, `member 9999`)
	p.js(`document.querySelector(".viewing .cm-search [name=next]").click()`)
	found(p, 19999, `member 19999`)
	p.js(`viewer.focus()`)
	p.do(chromedp.KeyEvent(kb.F3))
	found(p, 9999, `member 9999`)
}

func TestASmallBodySaysThatNothingIsFound(t *testing.T) {
	p := open(t)
	show(p, 20, "")
	searching(p, "nowhere")
	require.Equal(t, "", remark(p))
	p.do(enter)
	p.until(`document.querySelector(".rt-remark").textContent === "No results."`)
}

func TestControlAndBidiCharactersAreVisible(t *testing.T) {
	p := open(t)
	p.js(`view({ total: 1, done: true, row: () => "a\u202eb\u0000c\rd" }); viewer.update({ total: 1, done: true, generation: 1 })`)
	p.until(`document.querySelectorAll(".viewing .cm-specialChar").length === 3`)

	// They stay on their characters from window to window.
	p.js(`
		view({ total: 5000, done: true, row: (i) => "x".repeat(i % 7) + "\u202e" + i });
		viewer.update({ total: 5000, done: true, generation: 1 });
		await until(() => onScreen().rows[0]);
		for (let i = 0; i < 30; i++) {
			document.querySelector(".rt-scroller").scrollTop += i < 20 ? 1500 : -1500;
			await frames();
		}`)
	p.until(`onScreen().rows.length > 5 && onScreen().rows.every((row) => row.includes("•") && !row.includes("\u202e"))`)
}

func TestTheCaretMovesThroughWrappedRows(t *testing.T) {
	p := open(t)
	p.js(`
		view({ total: 3000, done: true, row: (i) => "row " + i + " " + "word ".repeat((i * 7) % 120) });
		viewer.update({ total: 3000, done: true, language: "text", wrap: true, generation: 1 });
		await until(() => onScreen().rows[0]); viewer.focus()`)
	for range 150 {
		p.do(chromedp.KeyEvent(kb.ArrowDown))
	}
	p.until(`Number(onScreen().numbers.find(Boolean)) > 20`)
	require.True(t, eval[bool](p, `(() => {
		const caret = document.querySelector(".viewing .cm-cursor").getBoundingClientRect(), box = document.querySelector(".rt-scroller").getBoundingClientRect();
		return caret.top >= box.top - 1 && caret.bottom <= box.bottom + 1;
	})()`), "the caret is in view")
}

func TestTextFromRightToLeftKeepsKeysBeforeValues(t *testing.T) {
	p := open(t)
	p.js(`
		view({ row: (i) => ["{", '  "الاسم": "قيمة عربية",', '  "שם": [1, "ערך"],', '  "name": "قيمة"', "}"][i] });
		viewer.update({ total: 5, done: true, language: "json", generation: 1 });
		viewer.push(windowOf(0, 5, 5, true))`)
	places := eval[[][]float64](p, `[...document.querySelectorAll(".viewing .cm-line")].slice(1, 4).map((line) =>
		[...line.querySelectorAll("[class*=tok-]")].map((token) => token.getBoundingClientRect().left))`)
	require.Len(t, places, 3)
	for row, lefts := range places {
		require.GreaterOrEqual(t, len(lefts), 3)
		for i := 1; i < len(lefts); i++ {
			require.Greater(t, lefts[i], lefts[i-1], "token %d of row %d", i, row)
		}
	}
}

func TestAPlaceThatIsWrongIsMarkedAndGoneTo(t *testing.T) {
	p := open(t)
	show(p, million, `numbers: (i) => i === 1 ? 0 : i + 1`)
	require.Equal(t, "↳", eval[[]string](p, `onScreen().numbers`)[1], "a row that continues the line above says so")
	const marked = `document.querySelector(".viewing .cm-invalid")?.textContent`
	p.js(`viewer.update({ wrong: { row: 2, column: 4, message: "expected a value" } })`)
	require.Equal(t, "m", eval[string](p, marked))
	require.Equal(t, `  "member 2": "value of row 2",`, eval[string](p, `document.querySelector(".viewing .cm-invalidLine").textContent`))
	p.js(`viewer.update({ wrong: { row: 5000, column: 4, message: "expected a value" } }); viewer.showWrong()`)
	sees(p, 5000)
	p.until(marked + ` === "m"`)
	require.Equal(t, `  "member 5000": "value of row 5000",`, eval[string](p, `document.querySelector(".viewing .cm-invalidLine").textContent`))
	require.True(t, eval[bool](p, `document.activeElement.matches(".viewing .cm-content")`))
	p.do(chromedp.KeyEvent(kb.End, chromedp.KeyModifiers(input.ModifierShift)))
	p.until(`getSelection().toString() === 'member 5000": "value of row 5000",'`)
	p.js(`viewer.update({ wrong: null })`)
	require.Equal(t, 0, eval[int](p, `document.querySelectorAll(".viewing .cm-invalidLine").length`))
	p.js(`viewer.update({ numbered: false })`)
	require.Equal(t, "none", eval[string](p, `getComputedStyle(document.querySelector(".viewing .cm-gutters")).display`))
}

func TestWrappingVeryLongRowsDrawsThoseInViewAlone(t *testing.T) {
	p := open(t)
	for i, first := range []string{"false", "true"} {
		p.js(fmt.Sprintf(`
			const long = "abcdefgh ".repeat(456).slice(0, 4096);
			view({ total: 2500, done: true, row: () => long, numbers: (i) => i ? 0 : 1 });
			globalThis.most = 0;
			new MutationObserver(() => { most = Math.max(most, document.querySelectorAll(".viewing .cm-line").length) }).observe(document.querySelector(".viewing"), { childList: true, subtree: true });
			viewer.update({ total: 2500, done: true, language: "text", wrap: %s, generation: %d });
			await until(() => onScreen().rows[0], "rows");
			if (!%[1]s) most = 0;
			viewer.setWrap(true);
			await frames()`, first, i))
		require.Less(t, eval[int](p, `most`), 10, "wrapped from the start: %s", first)
		require.Equal(t, "1", eval[[]string](p, `onScreen().numbers`)[0])
	}
}
