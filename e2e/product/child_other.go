//go:build !linux && !js

package product

import "os/exec"

// endsWithParent does nothing: only Linux ends a program with its parent.
func endsWithParent(*exec.Cmd) {}
