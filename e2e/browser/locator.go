//go:build !js

package browser

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
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
func (l Locator) String() string {
	var words []string
	for _, step := range l.steps {
		word := step.Role + step.CSS
		if step.Name != nil {
			word += fmt.Sprintf(" %q", *step.Name)
		}
		if step.Text != nil {
			word += fmt.Sprintf(" of text %q", *step.Text)
		}
		if step.Nth != nil {
			word += fmt.Sprintf(" number %d", *step.Nth)
		}
		words = append(words, word)
	}
	return strings.Join(words, ", ")
}

// Wait waits until exactly one element is found.
func (l Locator) Wait() Locator {
	l.tab.Helper()
	l.tab.wait(fmt.Sprintf("e2e.one(%s)", l.js()), "one is there: "+l.String())
	return l
}

// WaitGone waits until no element is found.
func (l Locator) WaitGone() {
	l.tab.Helper()
	l.WaitCount(0)
}

// WaitCount waits until so many elements are found.
func (l Locator) WaitCount(n int) {
	l.tab.Helper()
	l.tab.wait(fmt.Sprintf("e2e.expect(e2e.all(%s).length, (n) => n === %d)", l.js(), n), fmt.Sprintf("%d are there: %s", n, l))
}

// WaitText waits until the text of the element has this text in it.
func (l Locator) WaitText(text string) Locator {
	l.tab.Helper()
	return l.expect("e2e.content(element)", "(text) => text.includes("+quote(text)+")", fmt.Sprintf("has the text %q", text))
}

// WaitMatch waits until the text or value of the element matches a regular expression of JavaScript.
func (l Locator) WaitMatch(expression string) Locator {
	l.tab.Helper()
	return l.expect("e2e.content(element)", "(text) => new RegExp("+quote(expression)+").test(text)", fmt.Sprintf("has text that matches %q", expression))
}

// WaitValue waits until the text or value of the element is exactly this.
func (l Locator) WaitValue(text string) Locator {
	l.tab.Helper()
	return l.expect("e2e.content(element)", "(text) => text === "+quote(text), fmt.Sprintf("has the value %q", text))
}

// WaitAttr waits until an attribute of the element has a value.
func (l Locator) WaitAttr(name, value string) Locator {
	l.tab.Helper()
	return l.expect("element.getAttribute("+quote(name)+")", "(value) => value === "+quote(value), fmt.Sprintf("has %s=%q", name, value))
}

// WaitFocus waits until the element has the focus.
func (l Locator) WaitFocus() Locator {
	l.tab.Helper()
	return l.expect("document.activeElement === element || document.activeElement?.outerHTML.slice(0, 200)", "(has) => has === true", "has the focus")
}

// WaitChecked waits until a checkbox or a radio button is checked, or is not.
func (l Locator) WaitChecked(checked bool) Locator {
	l.tab.Helper()
	return l.expect("element.checked", fmt.Sprintf("(is) => is === %t", checked), fmt.Sprintf("is checked: %t", checked))
}

// WaitUntil waits until a JavaScript expression about the element is true.
func (l Locator) WaitUntil(expression string, arguments ...any) Locator {
	l.tab.Helper()
	expression = fill(expression, arguments)
	l.tab.wait(fmt.Sprintf("((element) => (%s))(e2e.one(%s))", expression, l.js()), l.String()+": "+expression)
	return l
}

func (l Locator) expect(value, test, meaning string) Locator {
	l.tab.Helper()
	l.tab.wait(fmt.Sprintf("((element) => e2e.expect(%s, %s))(e2e.one(%s))", value, test, l.js()), l.String()+" "+meaning)
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

// enter clicks into a field. Where the field moves away under the pointer it is clicked again, as a person would.
func (l Locator) enter() {
	l.tab.Helper()
	for range 3 {
		l.Click()
		if Eval[bool](l.tab, fmt.Sprintf("e2e.gains(%s)", l.js())) {
			break
		}
	}
	l.WaitFocus()
	l.tab.Press("Control+A")
}

// Fill replaces the text of a field by typing.
func (l Locator) Fill(text string) Locator {
	l.tab.Helper()
	l.enter()
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
	l.enter()
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
