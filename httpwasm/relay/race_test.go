//go:build race && !js

package relay

// The race detector takes several times the memory and time, so it looks at fewer connections, and neither memory nor time is measured.
const (
	many     = 100
	measured = false
)
