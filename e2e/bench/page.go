//go:build !js

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// patience bounds every wait for a page.
const patience = 60 * time.Second

// page is a tab with an app in it.
type page struct {
	app    app
	ctx    context.Context
	cancel func()
}

// open opens an app in a new tab, and returns as soon as its document has begun.
func (c *chromium) open(a app) (*page, error) {
	p, err := c.blank(a)
	if err != nil {
		return nil, err
	}
	return p, p.navigate()
}

// blank opens an empty tab for an app, in which these scripts run before the app's own.
func (c *chromium) blank(a app, scripts ...string) (*page, error) {
	ctx, cancel := chromedp.NewContext(c.ctx)
	p := &page{app: a, ctx: ctx, cancel: cancel}
	if err := chromedp.Run(ctx); err != nil {
		return nil, err
	}
	// What the driver would like to hear of the page would cost the page time.
	actions := []chromedp.Action{dom.Disable(), css.Disable(), network.Disable()}
	for _, script := range append(scripts, a.script()) {
		actions = append(actions, chromedp.ActionFunc(func(ctx context.Context) error {
			_, err := cdppage.AddScriptToEvaluateOnNewDocument(script).Do(ctx)
			return err
		}))
	}
	return p, p.do(actions...)
}

func (p *page) navigate() error {
	return p.do(chromedp.ActionFunc(func(ctx context.Context) error {
		_, _, problem, _, err := cdppage.Navigate(p.app.URL).Do(ctx)
		if problem != "" {
			return fmt.Errorf("open %s: %s", p.app.URL, problem)
		}
		return err
	}))
}

// close closes the tab.
func (p *page) close() { p.cancel() }

func (p *page) do(actions ...chromedp.Action) error {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, actions...)
}

// eval gives the value of a JavaScript expression; a promise is waited for.
func eval[T any](p *page, expression string, arguments ...any) (value T, err error) {
	texts := make([]any, len(arguments))
	for i, argument := range arguments {
		text, err := json.Marshal(argument)
		if err != nil {
			return value, err
		}
		texts[i] = string(text)
	}
	if len(texts) > 0 {
		expression = fmt.Sprintf(expression, texts...)
	}
	err = p.do(chromedp.ActionFunc(func(ctx context.Context) error {
		result, exception, err := runtime.Evaluate(expression).WithAwaitPromise(true).WithReturnByValue(true).Do(ctx)
		if err != nil {
			return err
		}
		if exception != nil {
			return exception
		}
		if len(result.Value) == 0 {
			return nil
		}
		return json.Unmarshal(result.Value, &value)
	}))
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("%s: not within %v: %s", p.app.Name, patience, expression)
	}
	return value, err
}

// until waits until an expression is true, for as long as it takes: each look has its own patience.
func (p *page) until(expression string) error {
	for {
		over, err := eval[bool](p, "new Promise((resolve) => setTimeout(() => resolve("+expression+"), 100))")
		if over || err != nil {
			return err
		}
	}
}

// click clicks where a person would click to hit what the selector finds.
func (p *page) click(selector string) error {
	at, err := eval[[2]float64](p, "bench.point(%s)", selector)
	if err != nil {
		return err
	}
	return p.clickAt(at)
}

func (p *page) clickAt(at [2]float64) error {
	mouse := func(kind input.MouseType) chromedp.Action {
		return input.DispatchMouseEvent(kind, at[0], at[1]).WithButton(input.Left).WithClickCount(1)
	}
	return p.do(input.DispatchMouseEvent(input.MouseMoved, at[0], at[1]), mouse(input.MousePressed), mouse(input.MouseReleased))
}

// replace puts text in the place of all that the focused field holds.
func (p *page) replace(text string) error {
	all := input.DispatchKeyEvent(input.KeyRawDown).WithKey("a").WithCode("KeyA").WithModifiers(input.ModifierCtrl).WithCommands([]string{"selectAll"})
	up := input.DispatchKeyEvent(input.KeyUp).WithKey("a").WithCode("KeyA")
	return p.do(all, up, input.InsertText(text))
}

func (p *page) enter() error { return p.do(chromedp.KeyEvent(kb.Enter)) }
