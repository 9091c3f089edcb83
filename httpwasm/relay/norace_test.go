//go:build !race && !js

package relay

const (
	many     = 1000 // connections at once
	measured = true // memory and time are the program's own
)
