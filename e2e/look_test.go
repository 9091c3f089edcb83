//go:build !js

package e2e

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

func (s screen) theme() string {
	s.Helper()
	return browser.Eval[string](s.Tab, "document.documentElement.dataset.theme")
}

func TestTheThemeFollowsTheSystemOrTheChoiceAndIsKept(t *testing.T) {
	t.Parallel()
	s := startAt(t, site.URL, browser.Alone)
	require.Equal(t, "light", s.theme())
	s.Media("prefers-color-scheme", "dark")
	s.Wait("document.documentElement.dataset.theme === 'dark'")
	background := browser.Eval[string](s.Tab, "getComputedStyle(document.body).backgroundColor")
	s.Role("button", "Theme").Click()
	s.Role("radio", "Light").Click()
	s.Wait("document.documentElement.dataset.theme === 'light'")
	require.NotEqual(t, background, browser.Eval[string](s.Tab, "getComputedStyle(document.body).backgroundColor"))
	s.Press("Escape")
	s.Role("radio", "Light").WaitGone()
	s.Reload()
	require.Equal(t, "light", s.theme(), "before the program has started")
	s.waitReady()
	s.Role("button", "Theme").Click()
	s.Role("radio", "Light").WaitChecked(true)
	s.Role("radio", "As the system").Click()
	s.Wait("document.documentElement.dataset.theme === 'dark'")
}

func TestADarkPageNeverFlashesWhite(t *testing.T) {
	t.Parallel()
	proxy := proxied(t)
	release := proxy.Hold(`/app\.[^/]*\.wasm$`)
	defer release()
	s := screen{chromium.Open(t)}
	s.Media("prefers-color-scheme", "dark")
	s.Goto(proxy.URL)
	s.Wait("performance.getEntriesByName('first-contentful-paint').length === 1")
	require.Equal(t, "dark", s.theme())
	red := browser.Eval[int](s.Tab, "parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
	require.Less(t, red, 60)
}

func TestNothingMovesForThoseWhoWantLessMotion(t *testing.T) {
	s := start(t)
	s.Media("prefers-reduced-motion", "reduce")
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	require.NoError(t, flow.Arrived(s.Within()))
	s.cancelButton().Wait()
	require.Zero(t, browser.Eval[int](s.Tab, "document.getAnimations().filter((a) => a.effect.getComputedTiming().activeDuration > 20).length"))
	slow := browser.Eval[[]string](s.Tab, `[...document.querySelectorAll("*")].filter((e) => getComputedStyle(e).transitionDuration.split(",").some((d) => parseFloat(d) > 0.02)).map((e) => e.outerHTML.slice(0, 100))`)
	require.Empty(t, slow)
	flow.Head(200)
	flow.End()
}

// sticksOut reports what is cut off at either side of the window. What scrolls by itself may reach further, and so may text that
// ends in an ellipsis and what is there for screen readers alone.
const sticksOut = `(() => {
	const allowed = (element) => {
		for (let e = element; e && e !== document.body; e = e.parentElement) {
			const style = getComputedStyle(e);
			if (style.clipPath !== "none" || style.display === "contents") return true;
			if (e === element) continue;
			if (/auto|scroll/.test(style.overflowX) || style.overflowX !== "visible" && style.textOverflow === "ellipsis") return true;
		}
		return false;
	};
	return [...document.body.querySelectorAll("*")].filter((e) => {
		if (!e2e.shown(e)) return false;
		const { left, right, width, height } = e.getBoundingClientRect();
		return width > 0 && height > 0 && (right > innerWidth + .5 || left < -.5) && !allowed(e);
	}).map((e) => Math.round(e.getBoundingClientRect().right) + " of " + innerWidth + " px: " + e.outerHTML.slice(0, 120)).slice(0, 5);
})()`

// everywhere goes through the states that a person passes.
func (s screen) everywhere(t *testing.T, look func(where string)) {
	t.Helper()
	check := func(where string) {
		t.Helper()
		s.Settle()
		look(where)
	}
	check("at the start")
	for _, tab := range []string{"Params", "Headers", "Body", "Auth", "Options", "Many", "Preview"} {
		s.tab(tab)
		if tab == "Body" {
			for _, kind := range []string{"JSON", "Text", "Form", "Multipart", "File"} {
				s.request().Role("radio", kind).Click().WaitChecked(true)
				check("body " + kind)
			}
			s.request().Role("radio", "None").Click().WaitChecked(true)
			check("body None")
		}
		if tab == "Auth" {
			for _, kind := range []string{"Basic", "Bearer", "API key", "OAuth 2", "AWS Signature v4", "HMAC", "None"} {
				s.request().Role("combobox", "Auth type").Choose(kind)
				check("auth " + kind)
			}
		}
		check(tab)
	}
	s.get(server.URL+"/document/fidelity.json?"+unique(t), "200 OK")
	for _, tab := range []string{"Body", "Headers", "Request", "Timing", "Traffic"} {
		s.responseTab(tab)
		check("response " + tab)
	}
	s.responseTab("Body")
	s.send(server.URL + "/no-cors/echo/" + unique(t))
	s.status().WaitText("Blocked by CORS")
	s.sendButton().Wait()
	check("a failure")
	for _, button := range []string{"Share", "Import", "Keyboard shortcuts"} {
		s.Role("button", button).Click()
		s.Role("dialog").Wait()
		check("the dialog " + button)
		s.closed(s.Role("dialog"))
	}
	s.tools(check)
	s.many("30", "4").Role("button", "Start").Click()
	s.status().WaitText("30 requests")
	check("a run")
	s.request().Role("radio", "For each value").Click().WaitChecked(true)
	check("values")
}

// tools goes through what the menu of tools opens.
func (s screen) tools(check func(where string)) {
	s.Helper()
	dialog := s.tool("Recipes")
	check("recipes")
	dialog.Role("button", "/^Digest auth/").Click()
	dialog.WaitGone()
	check("a recipe")
	s.notice().CSS("summary").Click()
	check("its twin in Python")
	s.notice().Role("button", "Dismiss").Click()
	dialog = s.session("Auth")
	dialog.Role("combobox", "Auth type").Choose("Bearer")
	check("the session, auth")
	dialog.Role("tab", "Options").Click()
	check("the session, options")
	s.closed(dialog)
	s.url().Fill(server.URL + echo(s.TB.(*testing.T)))
	dialog = s.tool("Cookies")
	setCookie(dialog, server.URL+"/", "a-name-that-is-rather-long=1; Path=/")
	dialog.Role("status", "Jar").WaitText("1 of 1")
	check("cookies")
	s.closed(dialog)
	dialog = s.tool("Webhooks")
	fillHook(dialog, "Sign", "Stripe", "key")
	dialog.CSS("#webhook-text").Fill("a body that is rather long, so that the bytes in hex need several lines")
	dialog.Role("button", "Sign").Click()
	dialog.Role("status", "Result").WaitText("Signed.")
	check("a signed webhook")
	s.closed(dialog)
}

func TestNothingIsCutAt320Pixels(t *testing.T) {
	t.Parallel()
	s := screen{chromium.Open(t)}
	s.Size(320, 640)
	s.Goto(site.URL)
	s.waitReady()
	s.everywhere(t, func(where string) {
		require.Empty(t, browser.Eval[[]string](s.Tab, sticksOut), where)
	})
}

func TestNothingIsCutOnAPhone(t *testing.T) {
	t.Parallel()
	s := screen{chromium.Open(t)}
	s.Touch(390, 844)
	s.Goto(site.URL)
	s.waitReady()
	s.everywhere(t, func(where string) {
		for _, width := range []int64{320, 360, 412, 390} {
			s.Touch(width, 844)
			s.Drawn()
			require.Empty(t, browser.Eval[[]string](s.Tab, sticksOut), "%s, %d px", where, width)
		}
	})
}

func TestTheStatusIsInViewAfterSend(t *testing.T) {
	for _, window := range []struct {
		name          string
		width, height int64
		touch         bool
	}{{"a laptop at 200 %", 640, 400, false}, {"a phone on its side", 844, 390, true}, {"a phone", 390, 844, true}, {"a small phone", 320, 568, true}} {
		t.Run(window.name, func(t *testing.T) {
			t.Parallel()
			s := screen{chromium.Open(t)}
			if window.touch {
				s.Touch(window.width, window.height)
			} else {
				s.Size(window.width, window.height)
			}
			s.Goto(site.URL)
			s.waitReady()
			s.get(server.URL+echo(t), "200 OK")
			s.CSS(".statusbar-code").WaitUntil(`(() => {
				const { top, bottom } = element.getBoundingClientRect();
				return document.elementFromPoint(element.getBoundingClientRect().left + 2, (top + bottom) / 2)?.closest(".statusbar") && bottom <= innerHeight;
			})()`)
			require.Zero(t, browser.Eval[int](s.Tab, "document.scrollingElement.scrollTop + document.body.scrollTop"), "the page itself stays")
		})
	}
}

func TestThePageWorksAt200Percent(t *testing.T) {
	t.Parallel()
	s := screen{chromium.Open(t)}
	s.Zoom(1280, 800, 200)
	s.Goto(site.URL)
	s.waitReady()
	s.everywhere(t, func(where string) {
		require.Empty(t, browser.Eval[[]string](s.Tab, sticksOut), where)
	})
	require.NotRegexp(t, `user-scalable|maximum-scale`, browser.Eval[string](s.Tab, "document.querySelector('meta[name=viewport]').content"))
}

func TestTargetsAreLargeEnough(t *testing.T) {
	for _, touch := range []bool{false, true} {
		t.Run(fmt.Sprintf("touch %t", touch), func(t *testing.T) {
			t.Parallel()
			s := screen{chromium.Open(t)}
			least := 24
			if touch {
				s.Touch(390, 844)
				least = 44
			}
			s.Goto(site.URL)
			s.waitReady()
			s.everywhere(t, func(where string) {
				small := browser.Eval[[]string](s.Tab, `[...document.querySelectorAll("button, select, [role=tab], input:not([type=hidden]), a[href]")].filter((e) => e2e.shown(e) && !e.closest(".sr-only, p, .cm-content") && !e.classList.contains("sr-only") && !e.matches(".skip:not(:focus)"))
					.filter((e) => { const box = (e.matches("input[type=checkbox], input[type=radio]") && e.closest("label") || e).getBoundingClientRect(); return box.height < %s - .5 || box.width < Math.min(%s, 24) - .5 }).map((e) => e.outerHTML.slice(0, 120) + " " + Math.round(e.getBoundingClientRect().width) + "×" + Math.round(e.getBoundingClientRect().height))`, least, least)
				require.Empty(t, small, where)
			})
		})
	}
}

func TestForcedColorsKeepBorders(t *testing.T) {
	s := start(t)
	s.Media("forced-colors", "active")
	for _, control := range []browser.Locator{s.sendButton(), s.url(), s.method()} {
		require.NotEqual(t, "0px none", browser.Get[string](control, "getComputedStyle(element).borderTopWidth + ' ' + getComputedStyle(element).borderTopStyle"), "%s", control)
	}
}

func TestTheSplitterMovesWithTheKeyboardAndTheMouse(t *testing.T) {
	s := start(t)
	splitter := s.Role("separator")
	even := browser.Get[float64](s.request(), "element.getBoundingClientRect().width")
	splitter.Focus()
	for range 5 {
		s.Press("ArrowRight")
	}
	splitter.WaitAttr("aria-valuenow", "60")
	s.request().WaitUntil("element.getBoundingClientRect().width > %s", even+50)
	s.Press("Home")
	splitter.WaitAttr("aria-valuenow", "20")
	splitter.DoubleClick()
	splitter.WaitAttr("aria-valuenow", "50")
	s.request().WaitUntil("Math.abs(element.getBoundingClientRect().width - %s) < 2", even)
}

func TestTheResponseIsWhatIsPrinted(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/document/fidelity.json", "200 OK")
	s.PrintMedia()
	s.Wait("!e2e.shown(document.querySelector('#send')) && e2e.shown(document.querySelector('[aria-label=\"Response\"] .cm-line'))")
}

func TestNothingMovesWhenTheBrowserWouldNotDoIt(t *testing.T) {
	for name, open := range map[string]func(*testing.T) screen{
		"no relay is known": func(t *testing.T) screen { return start(t) },
		"a relay is known": func(t *testing.T) screen {
			s, _ := relayed(t)
			s.CSS("#transport-reason").WaitText("Sent by your browser")
			return s
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			s.tab("Body")
			const places = `JSON.stringify(["#url", "#send", "[name=body-kind]", '[aria-label="Response"] [role=status]'].map((selector) => { const box = document.querySelector(selector).getBoundingClientRect(); return [selector, box.x, box.y] }))`
			before := browser.Eval[string](s.Tab, places)
			s.request().Role("radio", "JSON").Click().WaitChecked(true)
			s.request().Role("note", "Not by the browser").WaitText("GET")
			require.Equal(t, before, browser.Eval[string](s.Tab, places))
		})
	}
}
