//go:build !js

package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

// What stands below each other in the request begins at one edge, and ends at one.
func TestTheRequestHasOneEdgeOnEachSide(t *testing.T) {
	s := start(t)
	left := func(l browser.Locator) float64 {
		return browser.Get[float64](l, "element.getBoundingClientRect().left - document.querySelector('#request').getBoundingClientRect().left")
	}
	headers := s.tab("Headers")
	name, _ := row(headers, "1")
	name.Fill("Accept")
	require.Equal(t, 16.0, left(headers.CSS(".panel-bar .hint"))+browser.Get[float64](headers.CSS(".panel-bar .hint"), "parseFloat(getComputedStyle(element).paddingLeft)"))
	require.Equal(t, 16.0, left(headers.CSS(".row:first-child input[type=checkbox]")))
	require.Equal(t, 16.0, left(headers.CSS(".row[data-last=true] input[type=checkbox]:disabled")), "the blank row has the edge of the others")
	const right = "document.querySelector('#request').getBoundingClientRect().right - element.getBoundingClientRect().right"
	icon := browser.Get[float64](headers.CSS(".row:first-child .cell-delete .icon"), right)
	button := headers.Role("button", "Edit as text")
	require.InDelta(t, icon, browser.Get[float64](button, right+" + parseFloat(getComputedStyle(element).paddingRight) + 1"), 2)

	require.Equal(t, 16.0, left(s.tab("Body").CSS(".radio:first-of-type")))
	options := s.tab("Options")
	options.CSS("#set-keep").WaitUntil("(element.closest('details').open = true)")
	require.Equal(t, left(options.CSS("#set-keep")), left(options.Role("button", "Clear cache")))
	s.Role("separator").WaitUntil("getComputedStyle(element).borderLeftWidth === '0px' && getComputedStyle(element).borderRightWidth === '1px'")
}
