//go:build !js

package browser

import (
	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/storage"
)

// Size makes the window so many CSS pixels large.
func (tab *Tab) Size(width, height int64) {
	tab.Helper()
	tab.Do(emulation.SetDeviceMetricsOverride(width, height, 1, false))
}

// Zoom shows a window of this size in device pixels at a zoom of so many percent: the page then has fewer CSS pixels.
func (tab *Tab) Zoom(width, height, percent int64) {
	tab.Helper()
	tab.Do(emulation.SetDeviceMetricsOverride(width*100/percent, height*100/percent, float64(percent)/100, false))
}

// Media sets media features, as names and values in turn: "prefers-color-scheme", "dark". It replaces what was set before.
func (tab *Tab) Media(features ...string) {
	tab.Helper()
	var list []*emulation.MediaFeature
	for i := 0; i+1 < len(features); i += 2 {
		list = append(list, &emulation.MediaFeature{Name: features[i], Value: features[i+1]})
	}
	tab.Do(emulation.SetEmulatedMedia().WithFeatures(list))
}

// Offline takes the network away from the page, or gives it back. Its workers then learn of it by navigator.onLine only.
func (tab *Tab) Offline(offline bool) {
	tab.Helper()
	tab.Do(network.EmulateNetworkConditions(offline, 0, -1, -1))
}

// Touch makes the window that of a telephone of this size.
func (tab *Tab) Touch(width, height int64) {
	tab.Helper()
	tab.Do(emulation.SetDeviceMetricsOverride(width, height, 2, true), emulation.SetTouchEmulationEnabled(true))
}

// PrintMedia shows the page as it is printed.
func (tab *Tab) PrintMedia() {
	tab.Helper()
	tab.Do(emulation.SetEmulatedMedia().WithMedia("print"))
}

// Permission answers in place of the person what a page of an origin may do: granted, denied, or prompt where it has not been answered.
func (tab *Tab) Permission(origin, name, setting string) {
	tab.Helper()
	set := cdpbrowser.SetPermission(&cdpbrowser.PermissionDescriptor{Name: name}, cdpbrowser.PermissionSetting(setting)).WithOrigin(origin)
	tab.must(tab.browser.do(set.Do), "set a permission")
}

// Quota allows an origin so many bytes of storage.
func (tab *Tab) Quota(origin string, size float64) {
	tab.Helper()
	tab.Do(storage.OverrideQuotaForOrigin(origin).WithQuotaSize(size))
}
