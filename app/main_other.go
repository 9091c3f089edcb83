//go:build !js

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "this is the page's program: build it with GOOS=js GOARCH=wasm, or run make")
	os.Exit(2)
}
