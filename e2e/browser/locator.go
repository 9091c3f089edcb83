//go:build !js

package browser

import (
	"fmt"
	"slices"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"context"
)

// Locator says how to find elements. It is looked up anew each time that it is used, so it outlives redraws.
type Locator struct {
	tab   *Tab
	steps []locatorStep
}

type locatorStep struct {
	Role   string  `json:"role,omitempty"`
	Name   *string `json:"name,omitempty"`
	CSS    string  `json:"css,omitempty"`
	Text   *string `json:"text,omitempty"`
	Nth    *int    `json:"nth,omitempty"`
	Hidden bool    `json:"hidden,omitempty"`
}

// Role finds what is shown by its role and its accessible name. A name between slashes is a regular expression; without a name any
// element of the role is found.
func (tab *Tab) Role(role string, name ...string) Locator {
	return Locator{tab: tab}.Role(role, name...)
}

// CSS finds what is shown by a selector, for what has no role.
func (tab *Tab) CSS(selector string) Locator { return Locator{tab: tab}.CSS(selector) }

// Role finds by role and name inside of l.
func (l Locator) Role(role string, name ...string) Locator {
	step := locatorStep{Role: role}
	if len(name) > 0 {
		step.Name = &name[0]
	}
	return l.with(step)
}

// CSS finds by a selector inside of l.
func (l Locator) CSS(selector string) Locator { return l.with(locatorStep{CSS: selector}) }

// Hidden finds by a selector inside of l what need not be shown.
func (l Locator) Hidden(selector string) Locator {
	return l.with(locatorStep{CSS: selector, Hidden: true})
}

// Text keeps the elements whose text, or value, is this one or matches this /expression/.
func (l Locator) Text(text string) Locator { return l.with(locatorStep{Text: &text}) }

// Nth keeps one of several, counted from 0.
func (l Locator) Nth(n int) Locator { return l.with(locatorStep{Nth: &n}) }

func (l Locator) with(step locatorStep) Locator {
	return Locator{l.tab, append(slices.Clone(l.steps), step)}
}

func (l Locator) js() string { return quote(l.steps) }

// String describes the locator in failures.
func (l Locator) String() string { return l.js() }

// Wait waits until exactly one element is found.
func (l Locator) Wait() Locator {
	l.tab.Helper()
	l.tab.Wait(fmt.Sprintf("e2e.one(%s)", l.js()))
	return l
}

// WaitGone waits until no element is found.
func (l Locator) WaitGone() {
	l.tab.Helper()
	l.tab.Wait(fmt.Sprintf("e2e.all(%s).length === 0", l.js()))
}

// WaitCount waits until so many elements are found.
func (l Locator) WaitCount(n int) {
	l.tab.Helper()
	l.tab.Wait(fmt.Sprintf("e2e.all(%s).length === %d", l.js(), n))
}

// WaitText waits until the text of the element has this text in it.
func (l Locator) WaitText(text string) Locator {
	l.tab.Helper()
	l.tab.Wait(fmt.Sprintf("((text) => { if (text.includes(%s)) return true; throw new Error('the text is ' + JSON.stringify(text.slice(0, 500))) })(e2e.content(e2e.one(%s)))", quote(text), l.js()))
	return l
}

// WaitMatch waits until the text or value of the element matches a regular expression of JavaScript.
func (l Locator) WaitMatch(expression string) Locator {
	l.tab.Helper()
	l.tab.Wait(fmt.Sprintf("((text) => { if (new RegExp(%s).test(text)) return true; throw new Error('the text is ' + JSON.stringify(text.slice(0, 500))) })(e2e.content(e2e.one(%s)))", quote(expression), l.js()))
	return l
}

// WaitValue waits until the text or value of the element is exactly this.
func (l Locator) WaitValue(text string) Locator {
	l.tab.Helper()
	l.tab.Wait(fmt.Sprintf("((text) => { if (text === %s) return true; throw new Error('the value is ' + JSON.stringify(text.slice(0, 500))) })(e2e.content(e2e.one(%s)))", quote(text), l.js()))
	return l
}

// WaitAttr waits until an attribute of the element has a value.
func (l Locator) WaitAttr(name, value string) Locator {
	l.tab.Helper()
	l.tab.Wait(fmt.Sprintf("((value) => { if (value === %s) return true; throw new Error('it is ' + JSON.stringify(value)) })(e2e.one(%s).getAttribute(%s))", quote(value), l.js(), quote(name)))
	return l
}

// WaitFocus waits until the element has the focus.
func (l Locator) WaitFocus() Locator {
	l.tab.Helper()
	l.tab.Wait(fmt.Sprintf("((element) => { if (element === document.activeElement) return true; throw new Error('the focus is on ' + document.activeElement?.outerHTML.slice(0, 200)) })(e2e.one(%s))", l.js()))
	return l
}

// Count is how many elements there are now.
func (l Locator) Count() int {
	l.tab.Helper()
	return Eval[int](l.tab, fmt.Sprintf("e2e.all(%s).length", l.js()))
}

// Content is the text, or the value, of the element once it is there.
func (l Locator) Content() string {
	l.tab.Helper()
	return Get[string](l, "e2e.content(element)")
}

// Contents are the texts, or values, of all the elements that there are now.
func (l Locator) Contents() []string {
	l.tab.Helper()
	return Eval[[]string](l.tab, fmt.Sprintf("e2e.all(%s).map(e2e.content)", l.js()))
}

// Get gives the value of a JavaScript expression about the element, once it is there.
func Get[T any](l Locator, expression string, arguments ...any) T {
	l.tab.Helper()
	l.Wait()
	return Eval[T](l.tab, fmt.Sprintf("((element) => (%s))(e2e.one(%s))", fill(expression, arguments), l.js()))
}

// Click clicks in the middle of the element, once nothing covers it.
func (l Locator) Click() Locator {
	l.tab.Helper()
	at := l.point()
	l.tab.Do(chromedp.MouseClickXY(at.X, at.Y))
	return l
}

// DoubleClick clicks twice.
func (l Locator) DoubleClick() Locator {
	l.tab.Helper()
	at := l.point()
	l.tab.Do(chromedp.MouseClickXY(at.X, at.Y), chromedp.MouseClickXY(at.X, at.Y, chromedp.ClickCount(2)))
	return l
}

type point struct{ X, Y float64 }

func (l Locator) point() point {
	l.tab.Helper()
	return Eval[point](l.tab, fmt.Sprintf("e2e.place(%s, %d)", l.js(), patience.Milliseconds()))
}

// Focus moves the focus to the element.
func (l Locator) Focus() Locator {
	l.tab.Helper()
	Get[any](l, "void element.focus()")
	return l.WaitFocus()
}

// Fill replaces the text of a field by typing.
func (l Locator) Fill(text string) Locator {
	l.tab.Helper()
	l.Click().WaitFocus()
	l.tab.Press("Control+A")
	if text == "" {
		l.tab.Press("Delete")
	} else {
		l.tab.Type(text)
	}
	return l
}

// Paste replaces the text of a field at once, as a paste or a dictation does.
func (l Locator) Paste(text string) Locator {
	l.tab.Helper()
	l.Click().WaitFocus()
	l.tab.Press("Control+A")
	l.tab.Insert(text)
	return l
}

// Choose chooses an option of a select by its text, with the keyboard, as person would who types it.
func (l Locator) Choose(option string) Locator {
	l.tab.Helper()
	index := Get[int](l, "[...element.options].findIndex((o) => o.text === %s)", option)
	if index < 0 {
		l.tab.Fatalf("%s has no option %q but %q", l, option, Get[[]string](l, "[...element.options].map((o) => o.text)"))
	}
	l.Focus()
	for now := Get[int](l, "element.selectedIndex"); now != index; {
		key := "ArrowDown"
		if now > index {
			key = "ArrowUp"
		}
		l.tab.Press(key)
		moved := Get[int](l, "element.selectedIndex")
		if moved == now {
			l.tab.Fatalf("%s does not move to option %q", l, option)
		}
		now = moved
	}
	return l
}

// Files chooses files in a file input, which need not be shown.
func (l Locator) Files(paths ...string) Locator {
	l.tab.Helper()
	l.Wait()
	l.tab.Do(chromedp.ActionFunc(func(ctx context.Context) error {
		object, exception, err := runtime.Evaluate(fmt.Sprintf("e2e.one(%s)", l.js())).Do(ctx)
		if err != nil {
			return err
		}
		if exception != nil {
			return thrown(exception)
		}
		return dom.SetFileInputFiles(paths).WithObjectID(object.ObjectID).Do(ctx)
	}))
	return l
}
