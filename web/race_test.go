//go:build race && linux

package web

// The race detector takes several times the memory, which is not measured then.
const measured = false
