package components

import (
	"strconv"
	"unicode/utf16"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// syncValue writes the value of a field, if it holds another.
func syncValue(field app.Value, value string) {
	if field.Get("value").String() != value {
		field.Set("value", value)
	}
}

func fieldValue(field app.Value) string { return field.Get("value").String() }

// spliceSelection puts a text in place of what is selected in a text area, and gives the whole text with the line ends of both.
func spliceSelection(area app.Value, text string) string {
	from, to := area.Get("selectionStart").Int(), area.Get("selectionEnd").Int()
	value := area.Get("value")
	before, after := value.Call("slice", 0, from).String(), value.Call("slice", to).String()
	area.Call("setRangeText", text, from, to, "end")
	return before + text + after
}

func isChecked(field app.Value) bool { return field.Get("checked").Truthy() }

// keyOf is the key of a keyboard event, or "" while text is being composed.
func keyOf(e app.Event) string {
	if e.Get("isComposing").Truthy() {
		return ""
	}
	return e.Get("key").String()
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

// allIsSelected reports whether what is inserted into a field takes the place of all of its text.
func allIsSelected(field app.Value) bool {
	length := 0 // in units of UTF-16, as selections are counted
	for _, c := range fieldValue(field) {
		length += utf16.RuneLen(c)
	}
	return field.Get("selectionStart").Int() == 0 && field.Get("selectionEnd").Int() == length
}

// insertText types a text into a field that has the focus. There is no newer way that the browser can undo.
func insertText(field app.Value, text string) {
	if text != "" && document().Call("execCommand", "insertText", false, text).Truthy() {
		return
	}
	field.Call("setRangeText", text, field.Get("selectionStart"), field.Get("selectionEnd"), "end")
	field.Call("dispatchEvent", app.Window().Get("Event").New("input", map[string]any{"bubbles": true}))
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
