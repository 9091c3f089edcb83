//go:build !js

package browser

import (
	"strings"
	"unicode"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

var modifiers = map[string]input.Modifier{
	"Alt": input.ModifierAlt, "Control": input.ModifierCtrl, "Meta": input.ModifierMeta, "Shift": input.ModifierShift,
}

var modifierKeys = map[string]string{"Alt": kb.Alt, "Control": kb.Control, "Meta": kb.Meta, "Shift": kb.Shift}

var namedKeys = map[string]string{
	"Enter": kb.Enter, "Tab": kb.Tab, "Escape": kb.Escape, "Backspace": kb.Backspace, "Delete": kb.Delete, "Space": " ",
	"ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown, "ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight,
	"Home": kb.Home, "End": kb.End, "PageUp": kb.PageUp, "PageDown": kb.PageDown, "F6": kb.F6,
}

// Press presses keys together, named as in KeyboardEvent.key: "Enter", "Control+A", "Alt+Shift+2".
func (tab *Tab) Press(keys string) {
	tab.Helper()
	names := strings.Split(keys, "+")
	last := names[len(names)-1]
	if strings.HasSuffix(keys, "+") { // the key "+" itself
		last, names = "+", append(strings.Split(strings.TrimSuffix(keys, "+"), "+"), "+")
	}
	var held input.Modifier
	var down, up []chromedp.Action
	for _, name := range names[:len(names)-1] {
		key := kb.Keys[[]rune(modifierKeys[name])[0]]
		held |= modifiers[name]
		down = append(down, keyEvent(input.KeyRawDown, key, "", held))
		up = append([]chromedp.Action{keyEvent(input.KeyUp, key, "", held&^modifiers[name])}, up...)
	}
	text := namedKeys[last]
	if text == "" {
		text = last
		if r := []rune(last); len(r) == 1 && held&input.ModifierShift == 0 {
			text = string(unicode.ToLower(r[0]))
		}
	}
	key := kb.Keys[[]rune(text)[0]]
	if key == nil {
		tab.Fatalf("no key %q", last)
	}
	printed := ""
	if held&^input.ModifierShift == 0 {
		printed = key.Text
	}
	actions := append(down, keyEvent(input.KeyRawDown, key, "", held))
	if printed != "" {
		actions = append(actions, keyEvent(input.KeyChar, key, printed, held))
	}
	actions = append(actions, keyEvent(input.KeyUp, key, "", held))
	tab.Do(append(actions, up...)...)
}

func keyEvent(kind input.KeyType, key *kb.Key, text string, held input.Modifier) chromedp.Action {
	event := input.DispatchKeyEvent(kind).WithKey(key.Key).WithCode(key.Code).WithModifiers(held).
		WithNativeVirtualKeyCode(key.Native).WithWindowsVirtualKeyCode(key.Windows)
	if text != "" {
		event = event.WithText(text).WithUnmodifiedText(text)
	}
	return event
}

// Type types text key by key.
func (tab *Tab) Type(text string) {
	tab.Helper()
	tab.Do(chromedp.KeyEvent(text))
}

// Insert puts text where the caret is, at once.
func (tab *Tab) Insert(text string) {
	tab.Helper()
	tab.Do(input.InsertText(text))
}

// Drop drops files onto the middle of an element.
func (l Locator) Drop(paths ...string) {
	l.tab.Helper()
	at := l.point()
	data := &input.DragData{Items: []*input.DragDataItem{}, Files: paths, DragOperationsMask: 1}
	for _, kind := range []input.DispatchDragEventType{input.DragEnter, input.DragOver, input.Drop} {
		l.tab.Do(input.DispatchDragEvent(kind, at.X, at.Y, data))
	}
}
