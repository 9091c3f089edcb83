//go:build !js

package main

import (
	"fmt"
	"os"
)

// Off the browser there is nothing to show but the names of the states.
func main() {
	for _, s := range sections() {
		for _, st := range s.States {
			fmt.Fprintln(os.Stdout, st.Name)
		}
	}
}
