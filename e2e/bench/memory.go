//go:build !js

package main

import (
	"fmt"
	"os"

	"roundtrip/e2e/browser"
)

// forgetPeaks sets the highest resident size of every renderer back to what it is now (proc(5), clear_refs).
func (c *chromium) forgetPeaks() error {
	ids, err := browser.Renderers(c.ctx)
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
func (c *chromium) resident(field string) (float64, error) {
	size, err := browser.Resident(c.ctx, field)
	return float64(size) / (1 << 20), err
}
