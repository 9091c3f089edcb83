//go:build !js

package e2e

import "testing"

func TestOptionsFoldAreFoundMarkedAndReset(t *testing.T) {
	s := start(t)
	s.request().Role("tab", "Options").Click()
	panel := s.request().Role("tabpanel", "Options").Wait()
	panel.CSS("#set-timeout").WaitGone()
	panel.CSS("summary").Text("/^Timeouts/").Click()
	panel.CSS("#set-timeout").Wait().Fill("12")
	panel.CSS("summary").Text("/^Timeouts.*1 set$/").Wait()

	filter := panel.Role("searchbox", "Filter options")
	filter.Fill("minimum tls")
	filter.Fill("oldest tls")
	panel.Role("combobox", "Oldest TLS version").Wait()
	panel.CSS("#set-timeout").WaitGone()
	filter.Fill("nothing has this name")
	panel.WaitText("No option fits these words.")
	filter.Fill("")

	panel.Role("button", "/^Reset /").Click()
	panel.CSS("#set-timeout").WaitValue("")
	panel.Role("button", "/^Reset /").WaitGone()

	// What is wrong with a folded option is shown when it keeps the request from being sent.
	panel.CSS("#set-timeout").Fill("soon")
	panel.CSS("summary").Text("/^Timeouts/").Click()
	panel.CSS("#set-timeout").WaitGone()
	s.url().Fill(server.URL + echo(t))
	s.Press("Control+Enter")
	panel.CSS("#set-timeout").Wait().WaitFocus()
}
