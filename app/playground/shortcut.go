package playground

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
	{[]string{"Alt", "1 … 6"}, "Open a tab of the request"},
	{[]string{"Alt", "Shift", "1 … 5"}, "Open a tab of the response"},
	{[]string{"F6"}, "Go to the next part of the page; with Shift, to the one before"},
	{[]string{"Esc"}, "Close what is open on top, else cancel the request"},
}

// FirstShortcuts are those that a newcomer needs.
var FirstShortcuts = Shortcuts[:4]
