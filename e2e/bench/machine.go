//go:build !js

package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

// machine says on what the figures were taken, and how busy it was besides.
func machine() string {
	cpu, load := runtime.GOARCH, "unknown"
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		if _, rest, ok := strings.Cut(string(info), "model name\t: "); ok {
			cpu, _, _ = strings.Cut(rest, "\n")
		}
	}
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		load, _, _ = strings.Cut(string(text), " ")
	}
	return fmt.Sprintf("%s, %d cores, load %s.", cpu, runtime.NumCPU(), load)
}
