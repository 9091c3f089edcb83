// A page program that does the least that boot.js asks for.
package main

import (
	"fmt"
	"syscall/js"
)

func main() {
	window := js.Global()
	document := window.Get("document")
	input := document.Call("createElement", "input")
	input.Set("id", "field")
	document.Get("body").Get("firstElementChild").Call("append", input)

	handed := window.Get("roundtrip").Call("handoff")
	input.Set("value", handed.Get("url"))
	if handed.Get("focused").Bool() {
		input.Call("focus")
		input.Call("setSelectionRange", handed.Get("selectionStart"), handed.Get("selectionEnd"))
	}
	window.Set("handed", handed)
	window.Get("roundtrip").Call("ready")
	window.Set("panicNow", js.FuncOf(func(js.Value, []js.Value) any { panic("the page was told to") }))
	fmt.Println("the page program runs")
	select {}
}
