package components

import (
	"errors"
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// The files dom*.go are the only ones that touch JavaScript. Off the browser go-app answers
// every call with an empty value, so all of it compiles and runs there, to no effect.

// roundtrip is the object that boot.js offers, or an empty value.
func roundtrip() app.Value { return app.Window().Get("roundtrip") }

func document() app.Value { return app.Window().Get("document") }

func byID(id string) app.Value { return app.Window().GetElementByID(id) }

// try turns an exception of JavaScript into an error.
func try(call func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	call()
	return nil
}

// whenLeft calls a function when an element has lost the focus.
func whenLeft(id string, f func()) {
	var remove func()
	remove = onEvent(byID(id), "blur", func(app.Event) {
		remove()
		f()
	})
}

// nextTask calls a function when the browser has had a turn.
func nextTask(f func()) { plan("nextTask", f) }

// whenIdle calls a function once the browser has nothing else to do.
func whenIdle(f func()) { plan("whenIdle", f) }

// plan has boot.js call a function later; a page without it sets a timer.
func plan(how string, f func()) {
	var callback app.Func
	callback = app.FuncOf(func(app.Value, []app.Value) any {
		defer guard()
		defer callback.Release()
		f()
		return nil
	})
	if r := roundtrip(); r.Truthy() && r.Get(how).Truthy() {
		r.Call(how, callback)
		return
	}
	app.Window().Call("setTimeout", callback)
}

// settle waits for a promise and calls one of two functions, on a goroutine of its own.
func settle(promise app.Value, ok func(app.Value), fail func(error)) {
	var then, or app.Func
	release := func() {
		then.Release()
		or.Release()
	}
	then = app.FuncOf(func(_ app.Value, args []app.Value) any {
		defer guard()
		defer release()
		ok(first(args))
		return nil
	})
	or = app.FuncOf(func(_ app.Value, args []app.Value) any {
		defer guard()
		defer release()
		fail(errors.New(messageOf(first(args))))
		return nil
	})
	promise.Call("then", then, or)
}

func first(args []app.Value) app.Value {
	if len(args) == 0 {
		return app.Undefined()
	}
	return args[0]
}

func messageOf(reason app.Value) string {
	if reason.Truthy() {
		if m := reason.Get("message"); m.Truthy() {
			return m.String()
		}
	}
	return reason.String()
}

// crashed says on the page that a part of the program failed.
func crashed(details string) {
	if r := roundtrip(); r.Truthy() && r.Get("crashed").Truthy() {
		r.Call("crashed", details)
		return
	}
	app.Log(details)
}

// onEvent listens for an event. The function runs while the browser handles the
// event, so it can still prevent its default.
func onEvent(target app.Value, event string, f func(app.Event)) (remove func()) {
	listener := app.FuncOf(func(_ app.Value, args []app.Value) any {
		defer guard()
		f(app.Event{Value: first(args)})
		return nil
	})
	target.Call("addEventListener", event, listener)
	return func() {
		target.Call("removeEventListener", event, listener)
		listener.Release()
	}
}

// onRoundtrip sets one of the listeners that boot.js offers.
func onRoundtrip(name string, f func(args []app.Value)) (remove func()) {
	r := roundtrip()
	if !r.Truthy() {
		return func() {}
	}
	listener := app.FuncOf(func(_ app.Value, args []app.Value) any {
		defer guard()
		f(args)
		return nil
	})
	r.Set(name, listener)
	return func() {
		r.Set(name, nil)
		listener.Release()
	}
}

func onUpdateReady(f func()) (remove func()) {
	return onRoundtrip("onupdate", func([]app.Value) { f() })
}

func firstChild(element app.Value) app.Value { return element.Get("firstElementChild") }
