//go:build !js

package e2e

import "roundtrip/e2e/browser"

// by tabs to a control, forwards if it stands behind the focus, and presses a key there.
func (s screen) by(tab string, to browser.Locator, key string) {
	s.Helper()
	s.tabTo(tab, to)
	s.Press(key)
}

// toolByKeys opens a dialog from the menu of tools.
func (s screen) toolByKeys(name string) browser.Locator {
	s.Helper()
	s.by("Shift+Tab", s.Role("button", "Tools"), "Enter")
	s.by("Tab", s.CSS("#tool-menu").Role("button", "/^"+name+"/"), "Enter")
	return s.Role("dialog", name).Wait()
}

// closed presses Escape and waits until the dialog has gone from the page: keys overtake the event that tells of its end.
func (s screen) closed(dialog browser.Locator) {
	s.Helper()
	s.Press("Escape")
	dialog.WaitGone()
	s.Wait("!document.querySelector('dialog')")
}

// escape closes a dialog that the menu of tools opened: the focus goes back there.
func (s screen) escape(dialog browser.Locator) {
	s.Helper()
	s.closed(dialog)
	s.Role("button", "Tools").WaitFocus()
}

// focusIn waits until the focus is on something in a part of the page.
func (s screen) focusIn(part browser.Locator) {
	s.Helper()
	part.WaitUntil("element.contains(document.activeElement) && document.activeElement.checkVisibility()")
}

// retype puts a text in the place of what stands in the field that has the focus.
func (s screen) retype(text string) {
	s.Helper()
	s.Press("Control+A")
	s.Type(text)
}
