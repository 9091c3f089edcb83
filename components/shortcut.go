package components

import (
	"strings"

	"roundtrip/app/playground"
)

// press is a key that was pressed, and where.
type press struct {
	Key, Code              string // UI Events: the key's meaning, and its place on the keyboard
	Ctrl, Meta, Alt, Shift bool
	AltGraph, Composing    bool // a character is being made
	Repeat                 bool
	Handled                bool // somebody took the key before
	Typing                 bool // the focus is where text is typed
	Layer                  bool // a dialog or a popover is open
	NoKeys                 bool // single characters are switched off
}

// action is what a shortcut does: a message, a tab to go to, or a place.
type action struct {
	Msg    playground.Msg
	Focus  string // the id of an element that then gets the focus
	Region int    // steps through the regions of the page
}

// shortcut is what a key press does; ok is false for all that is not ours.
func shortcut(p press, sending bool) (a action, ok bool) {
	if p.Composing || p.AltGraph {
		return action{}, false
	}
	mod := p.Ctrl != p.Meta
	letter := strings.ToLower(p.Key)
	if len(letter) != 1 || letter[0] >= 0x80 { // Option on a Mac makes other characters of letters
		letter = strings.ToLower(strings.TrimPrefix(p.Code, "Key"))
	}
	switch {
	case p.Layer:
		return action{}, false
	case mod && !p.Alt && !p.Shift && p.Key == "Enter":
		return action{Msg: playground.SubmitPressed{}}, !p.Repeat
	case p.Handled:
		return action{}, false
	case mod && !p.Alt && !p.Shift && letter == "s":
		return action{Msg: playground.SharePressed{}}, true
	case mod && !p.Alt && !p.Shift && p.Key == ".":
		return action{Msg: playground.CopyBodyPressed{}}, true
	case p.Alt && !p.Ctrl && !p.Meta:
		return altShortcut(p, letter)
	case p.Ctrl || p.Meta:
		return action{}, false
	case p.Key == "F6":
		if p.Shift {
			return action{Region: -1}, true
		}
		return action{Region: 1}, true
	case p.Key == "Escape" && !p.Shift:
		return action{Msg: playground.CancelPressed{}}, sending
	case p.Typing, p.NoKeys:
		return action{}, false
	case p.Key == "/":
		return action{Focus: "url"}, true
	case p.Key == "?":
		return action{Msg: playground.HelpPressed{}}, true
	}
	return action{}, false
}

func altShortcut(p press, letter string) (action, bool) {
	digit := -1
	if d, ok := strings.CutPrefix(p.Code, "Digit"); ok && len(d) == 1 {
		digit = int(d[0]) - '1'
	}
	switch {
	case !p.Shift && letter == "l":
		return action{Focus: "url"}, true
	case !p.Shift && letter == "j":
		return action{Msg: playground.SaveBodyPressed{}}, true
	case digit < 0:
	case !p.Shift && digit < len(playground.Tabs):
		t := playground.Tabs[digit]
		return action{Msg: playground.TabChosen{Tab: t}, Focus: tabID("request", requestTabKey(t))}, true
	case p.Shift && digit < len(playground.ResponseTabs):
		t := playground.ResponseTabs[digit]
		return action{Msg: playground.ResponseTabChosen{Tab: t}, Focus: tabID("response", responseTabKey(t))}, true
	}
	return action{}, false
}

// requestTabKey names a tab of the request in ids.
func requestTabKey(t playground.Tab) string {
	if t == playground.ParamsTab {
		return "params"
	}
	return string(t)
}

// responseTabKey names a tab of the response in ids.
func responseTabKey(t playground.ResponseTab) string {
	if t == playground.ResponseBody {
		return "body"
	}
	return string(t)
}
