//go:build !js

package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// forgetPeaks sets the highest resident size of every renderer back to what it is now (proc(5), clear_refs).
func (c *chromium) forgetPeaks() error {
	ids, err := c.renderers()
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", id), []byte("5"), 0); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return nil
}

// peak is the highest resident size of any renderer since then, in MiB.
func (c *chromium) peak() (float64, error) { return c.resident("VmHWM") }

// resident is a size of the largest renderer, in MiB: VmHWM is the highest so far, VmRSS that of now.
func (c *chromium) resident(field string) (most float64, err error) {
	ids, err := c.renderers()
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", id))
		if err != nil {
			continue // it has ended
		}
		_, rest, _ := strings.Cut(string(status), field+":")
		if words := strings.Fields(rest); len(words) > 0 {
			kilobytes, _ := strconv.ParseFloat(words[0], 64)
			most = max(most, kilobytes/1024)
		}
	}
	if most == 0 {
		return 0, fmt.Errorf("no renderer tells its %s", field)
	}
	return most, nil
}
