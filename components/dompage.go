package components

import (
	"net/url"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// handover is what a person did before the program had started.
type handover struct {
	URL, Method string
	Send        bool
	Focus       string // "url", "method", "send" or ""
	Start, End  int    // the selection in the URL
}

// takeOver ends the shell that stood in for the program.
func takeOver() handover {
	r := roundtrip()
	if !r.Truthy() || !r.Get("handoff").Truthy() {
		return handover{}
	}
	v := r.Call("handoff")
	return handover{
		URL: v.Get("url").String(), Method: v.Get("method").String(), Send: v.Get("send").Truthy(),
		Focus: v.Get("focus").String(), Start: v.Get("selectionStart").Int(), End: v.Get("selectionEnd").Int(),
	}
}

// restoreURL puts text, focus and caret into the URL field as they were in the shell.
func restoreURL(h handover) {
	field := byID("url")
	if !field.Truthy() {
		return
	}
	if h.URL != "" {
		field.Set("value", h.URL)
	}
	if h.Focus == "" {
		return
	}
	focus(h.Focus)
	if h.Focus == "url" {
		field.Call("setSelectionRange", h.Start, h.End)
	}
}

// go-app ends when it cannot parse the address, and there are fragments that a person
// may write and package net/url does not read, such as "#100%". So a bad fragment is
// taken out of the address bar while go-app starts, and go-app hears of no later one.

// holdFragment gives the fragment, and takes it out of the address bar if it is bad.
func holdFragment() string {
	text := fragment()
	if _, err := url.Parse(location().Get("href").String()); err != nil {
		setFragment("", false)
	}
	return text
}

// releaseFragment puts a fragment back that was held, and gives the one that stands there now.
func releaseFragment(held string) string {
	if fragment() == "" && held != "" {
		setFragment(held, false)
	}
	return fragment()
}

// keepNavigation takes the address bar from go-app. The page has one route.
func keepNavigation() { app.Window().Set("onpopstate", nil) }

// fragment is that of the address bar as it stands there, without "#".
func fragment() string {
	return strings.TrimPrefix(location().Get("hash").String(), "#")
}

// ownFragment reports whether the page itself put the fragment there for what was edited. The entry of the history knows: no other site can
// write that.
func ownFragment() bool {
	return app.Window().Get("history").Get("state").String() == ownState
}

const ownState = "roundtrip"

// setFragment puts a fragment into the address bar, without a new entry in the history.
func setFragment(text string, own bool) {
	var state any
	if own {
		state = ownState
	}
	address := location().Get("pathname").String() + location().Get("search").String()
	if text != "" {
		address += "#" + text
	}
	if err := try(func() { app.Window().Get("history").Call("replaceState", state, "", address) }); err != nil {
		app.Log(err) // browsers refuse when it happens too often; the next one succeeds
	}
}

func location() app.Value { return app.Window().Get("location") }

// pageAddress is the page's own address without its fragment.
func pageAddress() string {
	address, _, _ := strings.Cut(location().Get("href").String(), "#")
	return address
}

func setPageTitle(text string) { document().Set("title", text) }

func reload() { location().Call("reload") }

func isOnline() bool {
	online := app.Window().Get("navigator").Get("onLine")
	return online.IsUndefined() || online.Truthy()
}

// themeChoice is the theme that was chosen before: system, light or dark.
func themeChoice() string {
	if r := roundtrip(); r.Truthy() && r.Get("theme").Truthy() {
		return r.Call("theme").String()
	}
	return "system"
}

func setTheme(choice string) {
	if r := roundtrip(); r.Truthy() && r.Get("setTheme").Truthy() {
		r.Call("setTheme", choice)
	}
}

// keysName is under what it is kept that shortcuts of a single character are off.
const keysName = "roundtrip.keys"

// noKeys reports whether shortcuts of a single character were switched off before.
func noKeys() (off bool) {
	_ = try(func() { off = app.Window().Get("localStorage").Call("getItem", keysName).String() == "off" }) // without storage none were
	return off
}

// keepKeys keeps for the next time whether they are on; where storage is blocked, the choice lasts as long as the page.
func keepKeys(on bool) {
	_ = try(func() {
		storage := app.Window().Get("localStorage")
		if on {
			storage.Call("removeItem", keysName)
			return
		}
		storage.Call("setItem", keysName, "off")
	})
}

// ready tells the page that the program is drawn and handles input from now on.
func ready() {
	if r := roundtrip(); r.Truthy() && r.Get("ready").Truthy() {
		r.Call("ready")
	}
}

// modKey is the key of shortcuts as this machine's keyboard names it.
func modKey() string {
	platform := app.Window().Get("navigator").Get("platform")
	if platform.Truthy() && strings.Contains(platform.String(), "Mac") {
		return "⌘"
	}
	return "Ctrl"
}

// demoAddress is where the page's own host has a demo API, without a slash at its end,
// or "". The page says so itself: nothing has to be asked for.
func demoAddress() string { return strings.TrimSuffix(besidePage("demo"), "/") }

// openSignIn opens an empty window for a sign-in, and gives that sign-in; false means that the browser blocked it.
func openSignIn() (own app.Value, opened bool) {
	own = roundtrip().Call("openSignIn")
	return own, own.Truthy()
}

func closeSignIn() { roundtrip().Call("closeSignIn") }

// signInClosed calls back when the window of a sign-in is closed without an answer.
func signInClosed(own app.Value, closed func()) {
	var done app.Func
	done = app.FuncOf(func(app.Value, []app.Value) any {
		done.Release()
		closed()
		return nil
	})
	roundtrip().Call("signInClosed", own, done)
}

// signIn leads the window to an authorization server, and waits for the address that it leads back to: for ever, if it never does. It is "" where
// the sign-in was cancelled before.
func signIn(own app.Value, url, state string) string {
	answers := make(chan string, 1)
	settle(roundtrip().Call("signIn", own, url, state), func(answer app.Value) { answers <- answer.String() }, func(err error) { answers <- "" })
	return <-answers
}
