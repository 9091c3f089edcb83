package components

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/playground"
)

func TestShortcut(t *testing.T) {
	for _, c := range []struct {
		name    string
		press   press
		sending bool
		want    action
		ok      bool
	}{
		{"Ctrl+Enter sends", press{Key: "Enter", Ctrl: true}, false, action{Msg: playground.SubmitPressed{}}, true},
		{"Command+Enter sends", press{Key: "Enter", Meta: true}, false, action{Msg: playground.SubmitPressed{}}, true},
		{"Ctrl+Enter sends from the editor, which has taken the key too", press{Key: "Enter", Ctrl: true, Handled: true, Typing: true}, false, action{Msg: playground.SubmitPressed{}}, true},
		{"a held Ctrl+Enter sends once", press{Key: "Enter", Ctrl: true, Repeat: true}, false, action{Msg: playground.SubmitPressed{}}, false},
		{"Enter alone is the form's", press{Key: "Enter"}, false, action{}, false},
		{"nothing is sent behind a dialog", press{Key: "Enter", Ctrl: true, Layer: true}, false, action{}, false},
		{"Ctrl+S shares", press{Key: "s", Ctrl: true, Typing: true}, false, action{Msg: playground.SharePressed{}}, true},
		{"Ctrl+S with Caps Lock shares", press{Key: "S", Ctrl: true}, false, action{Msg: playground.SharePressed{}}, true},
		{"Ctrl+Shift+S is the browser's", press{Key: "S", Ctrl: true, Shift: true}, false, action{}, false},
		{"Ctrl+. copies the body", press{Key: ".", Ctrl: true}, false, action{Msg: playground.CopyBodyPressed{}}, true},
		{"Alt+J saves the body", press{Key: "j", Code: "KeyJ", Alt: true}, false, action{Msg: playground.SaveBodyPressed{}}, true},
		{"Option+J on a Mac types another letter and saves too", press{Key: "∆", Code: "KeyJ", Alt: true}, false, action{Msg: playground.SaveBodyPressed{}}, true},
		{"Alt+L goes to the URL while typing", press{Key: "l", Code: "KeyL", Alt: true, Typing: true}, false, action{Focus: "url"}, true},
		{"AltGr makes characters", press{Key: "@", Code: "KeyL", Alt: true, Ctrl: true, AltGraph: true}, false, action{}, false},
		{"Alt+3 opens the body of the request", press{Key: "3", Code: "Digit3", Alt: true}, false, action{Msg: playground.TabChosen{Tab: playground.BodyTab}, Focus: "tab-request-body"}, true},
		{"Alt+1 opens the first tab", press{Key: "1", Code: "Digit1", Alt: true}, false, action{Msg: playground.TabChosen{Tab: playground.ParamsTab}, Focus: "tab-request-params"}, true},
		{"Alt+7 opens the last tab", press{Key: "7", Code: "Digit7", Alt: true}, false, action{Msg: playground.TabChosen{Tab: playground.PreviewTab}, Focus: "tab-request-preview"}, true},
		{"Alt+9 is nobody's", press{Key: "9", Code: "Digit9", Alt: true}, false, action{}, false},
		{"Alt+0 is nobody's", press{Key: "0", Code: "Digit0", Alt: true}, false, action{}, false},
		{"Alt+Shift+4 opens the timing", press{Key: "$", Code: "Digit4", Alt: true, Shift: true}, false, action{Msg: playground.ResponseTabChosen{Tab: playground.ResponseTiming}, Focus: "tab-response-timing"}, true},
		{"Alt+Shift+6 is nobody's", press{Key: "^", Code: "Digit6", Alt: true, Shift: true}, false, action{}, false},
		{"F6 goes on", press{Key: "F6", Typing: true}, false, action{Region: 1}, true},
		{"Shift+F6 goes back", press{Key: "F6", Shift: true}, false, action{Region: -1}, true},
		{"Esc cancels what is in flight", press{Key: "Escape", Typing: true}, true, action{Msg: playground.CancelPressed{}}, true},
		{"Esc does nothing while nothing is in flight", press{Key: "Escape"}, false, action{Msg: playground.CancelPressed{}}, false},
		{"Esc closes a dialog first", press{Key: "Escape", Layer: true}, true, action{}, false},
		{"Esc that closed the search of an editor cancels nothing", press{Key: "Escape", Handled: true}, true, action{}, false},
		{"/ goes to the URL", press{Key: "/"}, false, action{Focus: "url"}, true},
		{"/ is typed where text is typed", press{Key: "/", Typing: true}, false, action{}, false},
		{"? shows the shortcuts", press{Key: "?", Shift: true}, false, action{Msg: playground.HelpPressed{}}, true},
		{"? is typed where text is typed", press{Key: "?", Shift: true, Typing: true}, false, action{}, false},
		{"/ and ? do nothing once they are switched off", press{Key: "/", NoKeys: true}, false, action{}, false},
		{"Alt+L works without single keys too", press{Key: "l", Code: "KeyL", Alt: true, NoKeys: true}, false, action{Focus: "url"}, true},
		{"a letter that is composed is left alone", press{Key: "Enter", Ctrl: true, Composing: true}, false, action{}, false},
		{"a letter is nobody's", press{Key: "a"}, false, action{}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := shortcut(c.press, c.sending)
			require.Equal(t, c.ok, ok)
			if ok {
				require.Equal(t, c.want, got)
			}
		})
	}
}
