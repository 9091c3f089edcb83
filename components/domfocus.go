package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// focus moves the focus to an element, and reports whether it exists.
func focus(id string) bool {
	element := byID(id)
	if !element.Truthy() {
		return false
	}
	openAround(element)
	element.Call("focus")
	return true
}

// openAround opens the details that an element is folded in.
func openAround(element app.Value) {
	if around := element.Call("closest", "details:not([open])"); around.Truthy() {
		around.Set("open", true)
	}
}

// openDetails unfolds an element.
func openDetails(id string) {
	if element := byID(id); element.Truthy() {
		element.Set("open", true)
	}
}

// focusFirst selects the URL, to be typed over. With touch nothing gets the focus: a keyboard would cover the page.
func focusFirst() {
	if url := byID("url"); url.Truthy() && !somethingHasFocus() && !app.Window().Call("matchMedia", "(pointer: coarse)").Get("matches").Bool() {
		url.Call("focus")
		url.Call("select")
	}
}

// focusRegion moves the focus into a region: to what is chosen in it, or to its first control. It reports whether there is one.
func focusRegion(id string) bool {
	region := byID(id)
	if !region.Truthy() {
		return false
	}
	for _, selector := range []string{"#url", "[role=tab][aria-selected=true]", "button"} {
		if control := region.Call("querySelector", selector); control.Truthy() {
			control.Call("focus")
			return true
		}
	}
	return false
}

// idAround is the id of the nearest element around another that fits a selector, or "".
func idAround(element app.Value, selector string) string {
	if around := element.Call("closest", selector); around.Truthy() {
		return around.Get("id").String()
	}
	return ""
}

// focusIsLost reports whether the control that had the focus cannot be seen any more, and no other has taken it.
func focusIsLost(last app.Value) bool {
	if somethingHasFocus() {
		last = document().Get("activeElement") // browsers leave it there for a while, though it is hidden
	}
	return !last.Get("isConnected").Truthy() || !last.Call("checkVisibility").Truthy()
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

// showModal opens a dialog over the page.
func showModal(dialog app.Value) {
	if dialog.Get("isConnected").Truthy() && !dialog.Get("open").Truthy() {
		dialog.Call("showModal")
	}
}

// hidePopover closes the popover that a control stands in. The focus goes back to what opened it.
func hidePopover(control app.Value) {
	if popover := control.Call("closest", "[popover]"); popover.Truthy() {
		popover.Call("hidePopover")
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

// stepFocus moves the focus to the next of the elements within another that fit a selector, or to the one before.
func stepFocus(within app.Value, selector string, by int) bool {
	list, active := within.Call("querySelectorAll", selector), document().Get("activeElement")
	for i := range list.Length() {
		if to := i + by; list.Index(i).Equal(active) && to >= 0 && to < list.Length() {
			list.Index(to).Call("focus")
			return true
		}
	}
	return false
}

// pressFirst clicks the first element within another that fits a selector.
func pressFirst(within app.Value, selector string) bool {
	first := within.Call("querySelector", selector)
	if first.Truthy() {
		first.Call("click")
	}
	return first.Truthy()
}

// centre brings an element into the middle of what it is scrolled in.
func centre(id string) {
	if element := byID(id); element.Truthy() {
		openAround(element)
		element.Call("scrollIntoView", map[string]any{"block": "center"})
	}
}

// scrollPanesTo brings the top of a pane to the top of what the panes scroll in, unless its first line is in view.
func scrollPanesTo(id string) {
	pane := byID(id)
	if !pane.Truthy() || !pane.Get("firstElementChild").Truthy() {
		return
	}
	panes := pane.Get("parentElement")
	line, frame := pane.Get("firstElementChild").Call("getBoundingClientRect"), panes.Call("getBoundingClientRect")
	if line.Get("top").Float() < frame.Get("top").Float() || line.Get("bottom").Float() > frame.Get("bottom").Float() {
		panes.Set("scrollTop", panes.Get("scrollTop").Float()+pane.Call("getBoundingClientRect").Get("top").Float()-frame.Get("top").Float())
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

func hasFocus(id string) bool {
	element := byID(id)
	return element.Truthy() && document().Get("activeElement").Equal(element)
}

// somethingHasFocus reports whether the focus is on anything but the page itself.
func somethingHasFocus() bool {
	active := document().Get("activeElement")
	return active.Truthy() && !active.Equal(document().Get("body"))
}
