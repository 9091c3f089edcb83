//go:build race && !js

package relay

// measured is whether memory is the program's own; the race detector holds several times as much.
const measured = false
