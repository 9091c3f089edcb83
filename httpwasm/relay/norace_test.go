//go:build !race && !js

package relay

const measured = true
