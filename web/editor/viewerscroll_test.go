//go:build !js

package editor_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

const million = 1_000_000

func TestAMillionRowsScroll(t *testing.T) {
	p := open(t)
	show(p, million, "")
	p.js(`document.querySelector(".rt-scroller").scrollTop = 1e9`)
	sees(p, million-1)
	p.js(`const s = document.querySelector(".rt-scroller"); s.scrollTop = (s.scrollHeight - s.clientHeight) / 2`)
	sees(p, million/2)
	p.js(`document.querySelector(".rt-scroller").scrollTop = 0`)
	sees(p, 0)
	p.js(`viewer.scrollTo(765432)`)
	sees(p, 765432)
	require.Equal(t, `  "member 765432": "value of row 765432",`, eval[[]string](p, `onScreen().rows`)[0])
	require.Less(t, eval[int](p, `document.querySelectorAll(".viewing .cm-line").length`), 300, "only what is near the view is in the document")
}

func TestScrollingStepByStepMissesNoRow(t *testing.T) {
	for name, options := range map[string]string{
		"rows of one height":         "3000, {}",
		"a spacer that is shortened": "1000000, {}",
		"wrapped rows":               `1500, { row: (i) => "row " + i + " " + "word ".repeat((i * 7) % 120) }`,
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			total, source, _ := strings.Cut(options, ", ")
			p.js(`
				const source = ` + source + `, total = ` + total + `;
				view({ total, done: true, ...source });
				viewer.update({ total, done: true, language: "text", wrap: ` + fmt.Sprint(name == "wrapped rows") + `, generation: 1 });
				await until(() => onScreen().rows[0], "rows on the screen")`)
			require.Equal(t, 600, eval[int](p, `(async () => {
				const scroller = document.querySelector(".rt-scroller");
				const number = (text) => Number(text.match(/\d+/)[0]);
				let last = 0;
				while (last < 600) {
					const numbers = await until(() => { const rows = onScreen().rows.map(number); return rows.length && rows.includes(last) && rows; }, "row " + last + " in view");
					for (let i = 1; i < numbers.length; i++) if (numbers[i] !== numbers[i - 1] + 1) throw new Error("rows out of order: " + numbers);
					last = Math.min(600, Math.max(last, numbers.at(-1)));
					scroller.scrollBy(0, 250);
					await frames();
				}
				return last;
			})()`), "down")
			require.Equal(t, 0, eval[int](p, `(async () => {
				const scroller = document.querySelector(".rt-scroller");
				const number = (text) => Number(text.match(/\d+/)[0]);
				let first = (await until(() => onScreen().rows)).map(number)[0];
				while (first > 0) {
					const numbers = await until(() => { const rows = onScreen().rows.map(number); return rows.includes(first) && rows; }, "row " + first + " in view");
					first = Math.min(first, numbers[0]);
					scroller.scrollBy(0, -250);
					await frames();
				}
				return first;
			})()`), "and back up")
		})
	}
}

func TestTheKeyboardReachesEveryRow(t *testing.T) {
	p := open(t)
	show(p, million, "")
	p.js(`viewer.focus()`)
	p.do(key(kb.End, input.ModifierCtrl))
	sees(p, million-1)
	p.do(chromedp.KeyEvent(kb.ArrowUp), chromedp.KeyEvent(kb.PageUp))
	sees(p, million-25)
	p.do(key(kb.Home, input.ModifierCtrl))
	sees(p, 0)
	for range 40 {
		p.do(chromedp.KeyEvent(kb.PageDown))
	}
	top := func() int {
		return eval[int](p, `Number(onScreen().numbers[0])`)
	}
	p.until(`Number(onScreen().numbers[0]) > 500`)
	before := top()
	for range 60 {
		p.do(chromedp.KeyEvent(kb.ArrowDown))
	}
	p.until(fmt.Sprintf(`Number(onScreen().numbers[0]) > %d`, before+20))
	p.do(key(kb.Home, input.ModifierCtrl), chromedp.KeyEvent(kb.End))
	require.Equal(t, "0", eval[string](p, `String(document.querySelector(".rt-scroller").scrollTop)`))
}

func TestACaretThatWasScrolledAwayComesBackToTheView(t *testing.T) {
	p := open(t)
	show(p, million, "")
	p.js(`viewer.focus(); viewer.scrollTo(500000)`)
	sees(p, 500000)
	p.do(chromedp.KeyEvent(kb.ArrowDown))
	sees(p, 500001)
}

func TestABodyThatGrowsIsFollowed(t *testing.T) {
	p := open(t)
	p.js(`
		view({}); viewer.follow(true); viewer.update({ total: 0, done: false, language: "text", generation: 1 });
		globalThis.grow = async (to, step) => {
			while (source.total < to) {
				source.total = Math.min(to, source.total + step);
				viewer.update({ total: source.total });
				await new Promise((resolve) => setTimeout(resolve, 5));
			}
		};
		await grow(3000, 50)`)
	sees(p, 2999)

	// Someone who scrolls up is left alone.
	p.js(`document.querySelector(".rt-scroller").scrollTop -= 4000; await until(() => !onScreen().rows.includes(source.row(2999)))`)
	p.until(`onScreen().rows.length > 5`)
	row := eval[string](p, `onScreen().rows[0]`)
	p.js(`await grow(6000, 50)`)
	require.Equal(t, row, eval[string](p, `onScreen().rows[0]`))

	// Back at the end, the tail is followed again, to the last row.
	p.js(`document.querySelector(".rt-scroller").scrollTop = 1e9`)
	sees(p, 5999)
	p.js(`await grow(7000, 50)`)
	sees(p, 6999)
	p.js(`source.done = true; viewer.update({ total: 7000, done: true })`)
	sees(p, 6999)
}

func TestTheEndOfWhatWasFollowedIsReached(t *testing.T) {
	for name, then := range map[string]string{
		"it is over before its last rows come": `viewer.follow(false); viewer.update({ total: 9000, done: true })`,
		"the last rows come with the end":      `source.total = 9100; source.done = true; viewer.follow(false); viewer.update({ total: 9100, done: true })`,
		"one scrolls up meanwhile":             `document.querySelector(".rt-scroller").scrollTop -= 4000; await new Promise((done) => setTimeout(done, 300)); viewer.follow(false); viewer.update({ total: 9000, done: true }); await new Promise((done) => setTimeout(done, 300)); document.querySelector(".rt-scroller").scrollTop = 1e9`,
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			p.js(`
				view({ delay: 100 }); viewer.follow(true); source.total = 1000; viewer.update({ total: 1000, done: false, language: "text", generation: 1 });
				await until(() => onScreen().rows.includes(source.row(999)));
				source.total = 9000; source.done = true; viewer.update({ total: 9000, done: true });
				` + then)
			p.until(`onScreen().rows.includes(source.row(source.total - 1))`)
		})
	}
}

func TestALastRowThatGrowsIsShownAsItGrows(t *testing.T) {
	for _, follow := range []string{"true", "false"} {
		p := open(t)
		p.js(`
			globalThis.text = "drip";
			view({ row: (i) => i === 0 ? "first" : text }); viewer.follow(` + follow + `);
			source.total = 2; viewer.update({ total: 2, done: false, language: "text", generation: 1 })`)
		p.until(`onScreen().rows[1] === "drip"`)
		p.js(`text = "drip drop"; viewer.update({ total: 2 })`)
		p.until(`onScreen().rows[1] === "drip drop"`)
		p.js(`text = "drip drop drip"; source.total = 3; source.done = true; viewer.update({ total: 3, done: true })`)
		p.until(`onScreen().rows[1] === "drip drop drip" && onScreen().rows.length === 3`)
	}
}

func TestALastRowThatWasCompletedOutOfViewIsShownWhole(t *testing.T) {
	p := open(t)
	p.js(`
		globalThis.text = "half";
		view({ row: (i) => i === 999 ? text : "row " + i }); source.total = 1000;
		viewer.update({ total: 1000, done: false, language: "text", generation: 1 });
		await until(() => onScreen().rows.length > 5);
		viewer.scrollTo(800); await until(() => onScreen().rows.includes("row 800"));
		await new Promise((done) => setTimeout(done, 300));
		text = "half and half"; source.done = true; viewer.update({ total: 1000, done: true });
		document.querySelector(".rt-scroller").scrollTop = 1e9`)
	p.until(`onScreen().rows.at(-1) === "half and half"`)
}

func TestANewBodyIsShownFromItsTop(t *testing.T) {
	p := open(t)
	show(p, million, "")
	p.js(`viewer.scrollTo(500000)`)
	sees(p, 500000)
	p.js(`source.delay = 50; viewer.scrollTo(100000); source.row = (i) => "new " + i; source.total = 900; viewer.update({ total: 900, done: true, language: "text", generation: 2 })`)
	p.until(`onScreen().rows[0] === "new 0"`)
	p.js(`await new Promise((resolve) => setTimeout(resolve, 200))`)
	require.Equal(t, "new 0", eval[[]string](p, `onScreen().rows`)[0], "an answer for the old body is dropped")
	p.js(`viewer.update({ total: 0, done: true, generation: 3 })`)
	p.until(`onScreen().rows.join() === ""`)
}

func TestTheViewStaysWhenTheRowsAreMeasured(t *testing.T) {
	p := open(t)
	// Everything at once, before the first frame: nothing has been measured yet.
	p.js(`view({ total: 5000, done: true }); viewer.update({ total: 5000, done: true, generation: 1 }); viewer.push(windowOf(0, 400)); viewer.scrollTo(2000); viewer.focus()`)
	sees(p, 2000)
	p.js(`await frames(); await frames()`)
	require.Equal(t, "2001", eval[[]string](p, `onScreen().numbers`)[0])
}
