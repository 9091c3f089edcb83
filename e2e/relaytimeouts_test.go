//go:build unix

package e2e

import (
	"testing"

	"roundtrip/e2e/peer"
)

func TestAConnectionThatDoesNotComeToBeEndsByTheConnectTimeout(t *testing.T) {
	s, _ := relayed(t, "-relay-dial", "2s")
	silent := "http://" + peer.Silence(t)
	panel := s.tab("Options")
	connect, read := panel.CSS("#set-connect"), panel.CSS("#set-read")
	connect.Fill("1")
	read.Fill("0.5") // which begins with the connection
	s.failsByRelay(silent, "Timed out connecting").WaitText("No connection to").WaitText("Options > Connect timeout").
		WaitText("Python’s requests raises ConnectTimeout.")
	s.responseTab("Traffic").WaitMatch(`Connect timed out, [0-9.]+ m?s`)

	// Without one it is the relay that gives up first.
	connect.Fill("")
	s.failsAgain("No answer").WaitText("did not answer the relay in time").WaitText("Python’s requests raises ConnectTimeout.")
}
