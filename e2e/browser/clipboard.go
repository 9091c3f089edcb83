//go:build !js

package browser

// There is one clipboard for all tabs, so a test takes it for itself.

// Clipboard is the clipboard, as long as a test holds it.
type Clipboard struct{ tab *Tab }

// Clipboard waits until no other test uses the clipboard, and empties it. The test then has it to its end.
func (tab *Tab) Clipboard() Clipboard {
	tab.Helper()
	tab.browser.clipboard.Lock()
	tab.Cleanup(tab.browser.clipboard.Unlock)
	c := Clipboard{tab}
	c.Write("nothing was copied")
	return c
}

// Write puts text into the clipboard.
func (c Clipboard) Write(text string) {
	c.tab.Helper()
	c.tab.Run("await navigator.clipboard.writeText(%s)", text)
}

// Read gives the text in the clipboard.
func (c Clipboard) Read() string {
	c.tab.Helper()
	return Eval[string](c.tab, "navigator.clipboard.readText()")
}

// Await waits until the clipboard holds anything new, and gives it.
func (c Clipboard) Await() string {
	c.tab.Helper()
	c.tab.Wait("navigator.clipboard.readText().then((text) => text !== 'nothing was copied')")
	return c.Read()
}
