package playground

import (
	"slices"
	"strconv"
)

// Shortcut is a combination of keys and what it does. "Mod" is Ctrl, or Command on a Mac.
type Shortcut struct {
	Keys []string
	Does string
}

// Shortcuts lists every shortcut. The first four are those that a newcomer needs.
var Shortcuts = []Shortcut{
	{[]string{"Mod", "Enter"}, "Send, or cancel"},
	{[]string{"/"}, "Go to the URL"},
	{[]string{"Mod", "S"}, "Share as a link"},
	{[]string{"?"}, "All shortcuts"},
	{[]string{"Alt", "L"}, "Go to the URL, from a field too"},
	{[]string{"Mod", "."}, "Copy the response body"},
	{[]string{"Alt", "J"}, "Download the response body"},
	{[]string{"Alt", "1 … " + strconv.Itoa(len(Tabs))}, "Open a tab of the request"},
	{[]string{"Alt", "Shift", "1 … 5"}, "Open a tab of the response"},
	{[]string{"F6"}, "Go to the next part of the page; with Shift, to the one before"},
	{[]string{"Esc"}, "Close what is open on top, else cancel the request"},
}

// Single reports whether it is a key that makes a character: speech input, or a hand that slips, may press it by chance, so that a
// person can switch it off (WCAG 2.2, success criterion 2.1.4).
func (s Shortcut) Single() bool { return len(s.Keys) == 1 && len(s.Keys[0]) == 1 }

// ShortcutsThatWork lists every shortcut but those that are switched off.
func ShortcutsThatWork(noKeys bool) []Shortcut {
	if !noKeys {
		return Shortcuts
	}
	return slices.DeleteFunc(slices.Clone(Shortcuts), Shortcut.Single)
}

// FirstShortcuts are those that a newcomer needs.
func FirstShortcuts(noKeys bool) []Shortcut { return ShortcutsThatWork(noKeys)[:4] }
