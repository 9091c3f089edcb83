package httpwasm

import (
	"errors"
	"fmt"
	"strings"
	"syscall/js"
)

// exception is what JavaScript threw, or what a promise was rejected with.
type exception struct{ name, message string }

func (e *exception) Error() string {
	if e.message == "" {
		return e.name
	}
	return e.name + ": " + e.message
}

// try runs code that touches JavaScript and turns what it throws into an error: the one place where that happens.
func try(f func() js.Value) (value js.Value, err error) {
	defer func() {
		switch thrown := recover().(type) {
		case nil:
		case js.Error:
			err = exceptionOf(thrown.Value)
		case *js.ValueError:
			err = fmt.Errorf("javascript: %w", thrown)
		case string:
			if !strings.HasPrefix(thrown, "syscall/js: ") { // a method that this browser does not have
				panic(thrown)
			}
			err = errors.New(thrown)
		default:
			panic(thrown) // not JavaScript's: a defect in Go code
		}
	}()
	return f(), nil
}

// exceptionOf describes a thrown value, which may be anything.
func exceptionOf(v js.Value) error {
	if v.Type() != js.TypeObject {
		return &exception{name: js.Global().Call("String", v).String()}
	}
	e := &exception{name: text(v.Get("name")), message: text(v.Get("message"))}
	if e.name == "" {
		e.name = "Error"
	}
	return e
}

// text is a JavaScript string, or empty when the value is none.
func text(v js.Value) string {
	if v.Type() == js.TypeString {
		return v.String()
	}
	return ""
}

func missing(v js.Value) bool { return v.IsUndefined() || v.IsNull() }
