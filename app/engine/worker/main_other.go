//go:build !js

// Command worker is engine.wasm, the engine in a Web Worker: build it with
// GOOS=js GOARCH=wasm. Natively it only says so.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "worker is the program of a Web Worker: build it with GOOS=js GOARCH=wasm")
	os.Exit(2)
}
