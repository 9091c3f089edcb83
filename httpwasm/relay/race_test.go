//go:build race && !js

package relay

// The race detector takes several times the memory and time, so it looks at fewer connections, and their memory is not measured but 0.
const (
	many     = 100
	measured = false
)
