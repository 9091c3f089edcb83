package components

import (
	"fmt"
	"runtime/debug"
)

// guard stands first in every function that the browser calls, as "defer guard()". A
// panic there would end the program without a word and leave a dead page; so it says
// what happened, and the rest of the page lives on.
func guard() {
	if r := recover(); r != nil {
		crashed(fmt.Sprintf("%v\n\n%s", r, debug.Stack()))
	}
}
