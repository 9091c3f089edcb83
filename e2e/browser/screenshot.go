//go:build !js

package browser

import "github.com/chromedp/chromedp"

// Screenshot is a PNG of what the window shows.
func (tab *Tab) Screenshot() []byte {
	tab.Helper()
	var picture []byte
	tab.Do(chromedp.CaptureScreenshot(&picture))
	return picture
}
