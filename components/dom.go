package components

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// This file is the only one that touches JavaScript. Off the browser go-app answers
// every call with an empty value, so all of it compiles and runs there, to no effect.

// roundtrip is the object that boot.js offers, or an empty value.
func roundtrip() app.Value { return app.Window().Get("roundtrip") }

func document() app.Value { return app.Window().Get("document") }

func byID(id string) app.Value { return app.Window().GetElementByID(id) }

// try turns an exception of JavaScript into an error.
func try(call func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	call()
	return nil
}

// whenLeft calls a function when an element has lost the focus.
func whenLeft(id string, f func()) {
	var remove func()
	remove = onEvent(byID(id), "blur", func(app.Event) {
		remove()
		f()
	})
}

// nextTask calls a function when the browser has had a turn.
func nextTask(f func()) { plan("nextTask", f) }

// whenIdle calls a function once the browser has nothing else to do.
func whenIdle(f func()) { plan("whenIdle", f) }

// plan has boot.js call a function later; a page without it sets a timer.
func plan(how string, f func()) {
	var callback app.Func
	callback = app.FuncOf(func(app.Value, []app.Value) any {
		defer guard()
		defer callback.Release()
		f()
		return nil
	})
	if r := roundtrip(); r.Truthy() && r.Get(how).Truthy() {
		r.Call(how, callback)
		return
	}
	app.Window().Call("setTimeout", callback)
}

// settle waits for a promise and calls one of two functions, on a goroutine of its own.
func settle(promise app.Value, ok func(app.Value), fail func(error)) {
	var then, or app.Func
	release := func() {
		then.Release()
		or.Release()
	}
	then = app.FuncOf(func(_ app.Value, args []app.Value) any {
		defer guard()
		defer release()
		ok(first(args))
		return nil
	})
	or = app.FuncOf(func(_ app.Value, args []app.Value) any {
		defer guard()
		defer release()
		fail(errors.New(messageOf(first(args))))
		return nil
	})
	promise.Call("then", then, or)
}

func first(args []app.Value) app.Value {
	if len(args) == 0 {
		return app.Undefined()
	}
	return args[0]
}

func messageOf(reason app.Value) string {
	if reason.Truthy() {
		if m := reason.Get("message"); m.Truthy() {
			return m.String()
		}
	}
	return reason.String()
}

// crashed says on the page that a part of the program failed.
func crashed(details string) {
	if r := roundtrip(); r.Truthy() && r.Get("crashed").Truthy() {
		r.Call("crashed", details)
		return
	}
	app.Log(details)
}

// syncValue writes the value of a field, if it holds another.
func syncValue(field app.Value, value string) {
	if field.Get("value").String() != value {
		field.Set("value", value)
	}
}

func fieldValue(field app.Value) string { return field.Get("value").String() }

func isChecked(field app.Value) bool { return field.Get("checked").Truthy() }

// keyOf is the key of a keyboard event, or "" while text is being composed.
func keyOf(e app.Event) string {
	if e.Get("isComposing").Truthy() {
		return ""
	}
	return e.Get("key").String()
}

// focus moves the focus to an element, and reports whether it exists.
func focus(id string) bool {
	element := byID(id)
	if !element.Truthy() {
		return false
	}
	element.Call("focus")
	return true
}

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

// focusRegion moves the focus into a region: to what is chosen in it, or to its first control.
func focusRegion(id string) {
	region := byID(id)
	if !region.Truthy() {
		return
	}
	for _, selector := range []string{"#url", "[role=tab][aria-selected=true]", "button"} {
		if control := region.Call("querySelector", selector); control.Truthy() {
			control.Call("focus")
			return
		}
	}
}

// regionWithFocus is the index of the region in which the focus is, or -1.
func regionWithFocus(regions []string) int {
	active := document().Get("activeElement")
	for i, id := range regions {
		if region := byID(id); region.Truthy() && region.Call("contains", active).Truthy() {
			return i
		}
	}
	return -1
}

// onEvent listens for an event. The function runs while the browser handles the
// event, so it can still prevent its default.
func onEvent(target app.Value, event string, f func(app.Event)) (remove func()) {
	listener := app.FuncOf(func(_ app.Value, args []app.Value) any {
		defer guard()
		f(app.Event{Value: first(args)})
		return nil
	})
	target.Call("addEventListener", event, listener)
	return func() {
		target.Call("removeEventListener", event, listener)
		listener.Release()
	}
}

// onRoundtrip sets one of the listeners that boot.js offers.
func onRoundtrip(name string, f func(args []app.Value)) (remove func()) {
	r := roundtrip()
	if !r.Truthy() {
		return func() {}
	}
	listener := app.FuncOf(func(_ app.Value, args []app.Value) any {
		defer guard()
		f(args)
		return nil
	})
	r.Set(name, listener)
	return func() {
		r.Set(name, nil)
		listener.Release()
	}
}

func onUpdateReady(f func()) (remove func()) {
	return onRoundtrip("onupdate", func([]app.Value) { f() })
}

// go-app ends when it cannot parse the address, and there are fragments that a person
// may write and package net/url does not read, such as "#100%". So a bad fragment is
// taken out of the address bar while go-app starts, and go-app hears of no later one.

// holdFragment gives the fragment, and takes it out of the address bar if it is bad.
func holdFragment() string {
	text := fragment()
	if _, err := url.Parse(location().Get("href").String()); err != nil {
		setFragment("")
	}
	return text
}

// releaseFragment puts a fragment back that was held, and gives the one that stands there now.
func releaseFragment(held string) string {
	if fragment() == "" && held != "" {
		setFragment(held)
	}
	return fragment()
}

// keepNavigation takes the address bar from go-app. The page has one route.
func keepNavigation() { app.Window().Set("onpopstate", nil) }

// fragment is that of the address bar as it stands there, without "#".
func fragment() string {
	return strings.TrimPrefix(location().Get("hash").String(), "#")
}

// setFragment puts a fragment into the address bar, without a new entry in the history.
func setFragment(text string) {
	address := location().Get("pathname").String() + location().Get("search").String()
	if text != "" {
		address += "#" + text
	}
	if err := try(func() { app.Window().Get("history").Call("replaceState", nil, "", address) }); err != nil {
		app.Log(err) // browsers refuse when it happens too often; the next one succeeds
	}
}

func location() app.Value { return app.Window().Get("location") }

// pageAddress is the page's own address without its fragment.
func pageAddress() string {
	address, _, _ := strings.Cut(location().Get("href").String(), "#")
	return address
}

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

// ready tells the page that the program is drawn and handles input from now on.
func ready() {
	if r := roundtrip(); r.Truthy() && r.Get("ready").Truthy() {
		r.Call("ready")
	}
}

// dataOf is a data attribute of an element, by its name in JavaScript: themeChoice for data-theme-choice.
func dataOf(element app.Value, name string) string {
	v := element.Get("dataset").Get(name)
	if v.IsUndefined() {
		return ""
	}
	return v.String()
}

// indexOf is the number in an element's data-index, or -1.
func indexOf(element app.Value) int {
	i, err := strconv.Atoi(dataOf(element, "index"))
	if err != nil {
		return -1
	}
	return i
}

func hasModifier(e app.Event) bool {
	return e.Get("ctrlKey").Truthy() || e.Get("metaKey").Truthy() || e.Get("altKey").Truthy()
}

// mayBeShortcut reports whether a key press can be one of ours. Nearly all keys are
// typed text, and cost no more than this.
func mayBeShortcut(e app.Event) bool {
	switch e.Get("key").String() {
	case "Enter", "Escape", "F6", "/", "?":
		return true
	}
	return hasModifier(e)
}

// pastedText is the text that a paste brings.
func pastedText(e app.Event) string {
	data := e.Get("clipboardData")
	if !data.Truthy() {
		return ""
	}
	return data.Call("getData", "text/plain").String()
}

// pressOf reads a keyboard event of the document.
func pressOf(e app.Event) press {
	p := press{
		Key: e.Get("key").String(), Code: e.Get("code").String(),
		Ctrl: e.Get("ctrlKey").Truthy(), Meta: e.Get("metaKey").Truthy(), Alt: e.Get("altKey").Truthy(), Shift: e.Get("shiftKey").Truthy(),
		Composing: e.Get("isComposing").Truthy() || e.Get("keyCode").Truthy() && e.Get("keyCode").Int() == 229,
		Repeat:    e.Get("repeat").Truthy(),
		Handled:   e.Get("defaultPrevented").Truthy(),
	}
	if e.Get("getModifierState").Truthy() {
		p.AltGraph = e.Call("getModifierState", "AltGraph").Truthy()
	}
	if target := e.Get("target"); target.Truthy() && target.Get("matches").Truthy() {
		p.Typing = target.Get("isContentEditable").Truthy() || target.Call("matches", "input, textarea, select").Truthy()
	}
	p.Layer = layerOpen()
	return p
}

// layerOpen reports whether a dialog or a popover is open.
func layerOpen() (open bool) {
	if err := try(func() { open = document().Call("querySelector", "dialog[open], :popover-open").Truthy() }); err != nil {
		open = document().Call("querySelector", "dialog[open]").Truthy() // the browser has no popovers
	}
	return open
}

// nextField is the id of the field to which Enter leads from the one that it was
// pressed in, or "".
func nextField(e app.Event) string {
	if keyOf(e) != "Enter" || hasModifier(e) || !e.Get("target").Get("dataset").Truthy() {
		return ""
	}
	return dataOf(e.Get("target"), "next")
}

// keepFiles keeps files that a person chose or dropped under new ids, for the worker
// to take, and describes them. The bytes are not read.
func keepFiles(list app.Value) []request.File {
	if !list.Truthy() {
		return nil
	}
	store := roundtrip().Get("files")
	files := make([]request.File, list.Length())
	for i := range files {
		file := list.Index(i)
		id := "file-" + strconv.Itoa(store.Get("size").Int()+1)
		store.Call("set", id, file)
		files[i] = request.File{ID: id, Name: file.Get("name").String(), Size: int64(file.Get("size").Float()), Type: file.Get("type").String()}
	}
	return files
}

// makeFiles makes files of texts, as if a person had chosen them: one for each description.
func makeFiles(described []request.File, contents []string) []request.File {
	list := app.Window().Get("Array").New()
	for i, f := range described {
		parts := app.Window().Get("Array").New()
		parts.Call("push", contents[i])
		list.Call("push", app.Window().Get("File").New(parts, f.Name, map[string]any{"type": f.Type}))
	}
	return keepFiles(list)
}

// chosenFiles takes the files out of a file input, so that the same can be chosen again.
func chosenFiles(input app.Value) []request.File {
	files := keepFiles(input.Get("files"))
	input.Set("value", "")
	return files
}

// droppedFiles are the files of a drop, unless something else has taken them.
func droppedFiles(e app.Event) []request.File {
	if e.Get("defaultPrevented").Truthy() || !e.Get("dataTransfer").Truthy() {
		return nil
	}
	return keepFiles(e.Get("dataTransfer").Get("files"))
}

// dragsFiles reports whether what is dragged over the page are files.
func dragsFiles(e app.Event) bool {
	if e.Get("defaultPrevented").Truthy() || !e.Get("dataTransfer").Truthy() {
		return false
	}
	types := e.Get("dataTransfer").Get("types")
	return types.Truthy() && types.Call("includes", "Files").Truthy()
}

// editor is the code editor inside an element.
type editor struct {
	handle app.Value
	change app.Func
}

// newEditor puts the code editor into an element, if its bundle is here; else then is
// called once it is, or never if it cannot be had.
func newEditor(element app.Value, label, language, text, placeholder string, onChange func(string), then func()) *editor {
	r := roundtrip()
	if !r.Truthy() {
		return nil
	}
	if !r.Get("editor").Truthy() {
		settle(r.Call("loadEditor"), func(app.Value) { then() }, func(err error) { app.Log(err) })
		return nil
	}
	change := app.FuncOf(func(_ app.Value, args []app.Value) any {
		defer guard()
		onChange(first(args).String())
		return nil
	})
	handle := r.Get("editor").Call("createEditor", element, map[string]any{
		"label": label, "language": language, "text": text, "placeholder": placeholder, "onChange": change,
	})
	return &editor{handle: handle, change: change}
}

func (e *editor) setText(text string)         { e.handle.Call("setText", text) }
func (e *editor) setLanguage(language string) { e.handle.Call("setLanguage", language) }

// describe ties the editor to what is said about it, and marks the place that is wrong.
func (e *editor) describe(by string, wrong *exchange.Problem) {
	e.handle.Call("setDescribedBy", by)
	e.handle.Call("setInvalid", wrong != nil)
	if wrong == nil {
		e.handle.Call("setDiagnostic", 0, nil, "")
		return
	}
	e.handle.Call("setDiagnostic", wrong.Line, wrong.Column, wrong.Message)
}

func (e *editor) destroy() {
	e.handle.Call("destroy")
	e.change.Release()
}

// setSplit gives the request's pane its share of the width, in percent.
func setSplit(percent int) {
	if panes := byID("panes"); panes.Truthy() {
		panes.Get("style").Call("setProperty", "--split", percent)
	}
}

// capturePointer lets an element hear of a pointer until its button is let go.
func capturePointer(element app.Value, e app.Event) {
	if err := try(func() { element.Call("setPointerCapture", e.Get("pointerId")) }); err != nil {
		app.Log(err) // the pointer is gone already
	}
}

// pointerShare is where a pointer is in the width of an element, in percent.
func pointerShare(id string, e app.Event) (percent int, ok bool) {
	element := byID(id)
	if !element.Truthy() {
		return 0, false
	}
	box := element.Call("getBoundingClientRect")
	width := box.Get("width").Float()
	if width <= 0 {
		return 0, false
	}
	return int(100*(e.Get("clientX").Float()-box.Get("left").Float())/width + .5), true
}

// copyText puts a text into the clipboard, and says how that went.
func copyText(text string, then func(error)) {
	clipboard := app.Window().Get("navigator").Get("clipboard")
	if !clipboard.Truthy() {
		then(copyBySelection(text))
		return
	}
	settle(clipboard.Call("writeText", text), func(app.Value) { then(nil) }, func(error) { then(copyBySelection(text)) })
}

// copyBody puts the whole body of an exchange into the clipboard, as text. It goes
// from the worker to the clipboard without passing through Go.
func copyBody(id int, then func(error)) {
	settle(roundtrip().Call("call", "text", map[string]any{"id": id}), func(v app.Value) {
		clipboard := app.Window().Get("navigator").Get("clipboard")
		if !clipboard.Truthy() {
			then(copyBySelection(v.Get("text").String()))
			return
		}
		settle(clipboard.Call("writeText", v.Get("text")), func(app.Value) { then(nil) }, then)
	}, then)
}

// copyBySelection is for pages without the clipboard: not served over https, or embedded.
func copyBySelection(text string) error {
	area := document().Call("createElement", "textarea")
	area.Set("value", text)
	area.Set("className", "sr-only")
	before := document().Get("activeElement")
	host := document().Call("querySelector", "dialog[open]") // all else is inert while one is open
	if !host.Truthy() {
		host = document().Get("body")
	}
	host.Call("append", area)
	area.Call("select")
	copied := document().Call("execCommand", "copy").Truthy()
	area.Call("remove")
	if before.Truthy() {
		before.Call("focus")
	}
	if !copied {
		return errors.New("the browser does not let this page write to the clipboard; select the text and copy it by hand")
	}
	return nil
}

// saveText offers a text as a download.
func saveText(name, text string) {
	blob := app.Window().Get("Blob").New(app.ValueOf([]any{text}), map[string]any{"type": "application/json"})
	saveBlob(blob, name)
}

// saveBody offers the body of an exchange as a download. The bytes go from the worker
// to the browser; Go does not see them.
func saveBody(id int, name string, then func(error)) {
	settle(roundtrip().Call("call", "blob", map[string]any{"id": id}), func(v app.Value) {
		saveBlob(v.Get("blob"), name)
		then(nil)
	}, then)
}

func saveBlob(blob app.Value, name string) {
	urls := app.Window().Get("URL")
	address := urls.Call("createObjectURL", blob)
	a := document().Call("createElement", "a")
	a.Set("href", address)
	a.Set("download", name)
	a.Call("click")
	// The download has begun some time after the click.
	time.AfterFunc(time.Minute, func() { urls.Call("revokeObjectURL", address) })
}

// focusEditor moves the focus into the code editor with an id, if there is one.
func focusEditor(id string) bool {
	host := byID(id)
	if !host.Truthy() {
		return false
	}
	content := host.Call("querySelector", ".cm-content")
	if !content.Truthy() {
		return false
	}
	content.Call("focus")
	return true
}

// responsePane is the part of boot.js that draws bodies, or an empty value.
func responsePane() app.Value {
	if r := roundtrip(); r.Truthy() {
		return r.Get("response")
	}
	return app.Undefined()
}

// viewBody shows rows of a body in an element, or what has become known of them.
func viewBody(host app.Value, shown map[string]any) {
	if r := responsePane(); r.Truthy() {
		r.Call("viewBody", host, shown)
	}
}

// closeViewer takes the viewer out of an element.
func closeViewer(host app.Value) {
	if r := responsePane(); r.Truthy() {
		r.Call("closeViewer", host)
	}
}

// previewBody draws the body of an exchange in an element.
func previewBody(host app.Value, what map[string]any) {
	if r := responsePane(); r.Truthy() {
		r.Call("previewBody", host, what)
	}
}

// closePreview empties an element, and gives back the memory of what it showed.
func closePreview(host app.Value) {
	if r := responsePane(); r.Truthy() {
		r.Call("closePreview", host)
	}
}

// showModal opens a dialog over the page.
func showModal(dialog app.Value) {
	if dialog.Get("isConnected").Truthy() && !dialog.Get("open").Truthy() {
		dialog.Call("showModal")
	}
}

// closeDialog closes the dialog that a control stands in. Its close event follows.
func closeDialog(control app.Value) {
	if dialog := control.Call("closest", "dialog"); dialog.Truthy() {
		dialog.Call("close")
	}
}

// reveal scrolls what an element stands in no further than needed for it to be seen.
func reveal(id string) {
	if element := byID(id); element.Truthy() {
		element.Call("scrollIntoView", map[string]any{"block": "nearest", "inline": "nearest"})
	}
}

// scrollTo brings an element to the top of what it is scrolled in.
func scrollTo(id string) {
	if element := byID(id); element.Truthy() {
		element.Call("scrollIntoView", map[string]any{"block": "start"})
	}
}

// refocus gives the focus to an element that had it, unless another has taken it.
func refocus(element app.Value) {
	active := document().Get("activeElement")
	if element.Truthy() && element.Get("isConnected").Truthy() && (!active.Truthy() || active.Equal(document().Get("body"))) {
		element.Call("focus")
	}
}

// maxRequestFile bounds what is read of a file that is said to hold a request, in
// bytes. A longer one is cut, and then is no request.
const maxRequestFile = 16 << 20

// readFile reads the text file that was chosen in a field, and empties the field, so
// that the same file can be chosen again.
func readFile(field app.Value, then func(name string, data []byte)) {
	file := field.Get("files").Index(0)
	if !file.Truthy() {
		return
	}
	name := file.Get("name").String()
	settle(file.Call("slice", 0, maxRequestFile).Call("text"), func(text app.Value) {
		then(name, []byte(text.String()))
	}, func(err error) {
		Post(playground.Done{What: "Reading " + name, Err: err})
	})
	field.Set("value", "")
}

// modKey is the key of shortcuts as this machine's keyboard names it.
func modKey() string {
	platform := app.Window().Get("navigator").Get("platform")
	if platform.Truthy() && strings.Contains(platform.String(), "Mac") {
		return "⌘"
	}
	return "Ctrl"
}

func hasFocus(id string) bool {
	element := byID(id)
	return element.Truthy() && document().Get("activeElement").Equal(element)
}

// somethingHasFocus reports whether the focus is on anything but the page itself.
func somethingHasFocus() bool {
	active := document().Get("activeElement")
	return active.Truthy() && !active.Equal(document().Get("body"))
}

func firstChild(element app.Value) app.Value { return element.Get("firstElementChild") }

// demoAddress is where the page's own host has a demo API, without a slash at its end,
// or "". The page says so itself: nothing has to be asked for.
func demoAddress() string {
	folder := document().Get("documentElement").Get("dataset").Get("demo")
	if !folder.Truthy() {
		return ""
	}
	address := app.Window().Get("URL").New(folder, document().Get("baseURI")).Get("href").String()
	return strings.TrimSuffix(address, "/")
}

// openSignIn opens an empty window for a sign-in; false means that the browser blocked it.
func openSignIn() bool { return roundtrip().Call("openSignIn").Bool() }

func closeSignIn() { roundtrip().Call("closeSignIn") }

// signIn leads the window to an authorization server, and waits for the address that it leads back to: for ever, if it never does.
func signIn(url, state string) string {
	answers := make(chan string, 1)
	settle(roundtrip().Call("signIn", url, state), func(answer app.Value) { answers <- answer.String() }, func(err error) { answers <- "" })
	return <-answers
}
