//go:build !js

package e2e

import (
	"crypto/sha256"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/hostile"
)

func TestCopyGivesTheExactText(t *testing.T) {
	s := start(t)
	clipboard := s.Clipboard()
	s.get(server.URL+"/document/fidelity.json", "200 OK")
	s.response().Role("button", "Copy").Click()
	require.Equal(t, string(hostile.Documents["fidelity.json"].Body), clipboard.Await())
	s.Role("status", "/.*/").Text("/[Cc]opied/").Wait()
}

func TestTheShortcutCopiesTheBody(t *testing.T) {
	s := start(t)
	clipboard := s.Clipboard()
	s.get(server.URL+"/document/latin1.txt", "200 OK")
	s.Press("Control+.")
	require.Equal(t, "café naïve ©\n", clipboard.Await())
}

func TestDownloadGivesTheExactBytes(t *testing.T) {
	s := start(t)
	for _, name := range []string{"shiftjis.txt", "bytes.bin", "pixel.png", "fidelity.json"} {
		s.get(server.URL+"/document/"+name, "200 OK")
		s.response().Role("button", "Download").Click()
		download := s.Download()
		require.Equal(t, hostile.Documents[name].Body, download.Data)
		require.Equal(t, name, download.Name)
	}
}

func TestALargeDownloadIsWhole(t *testing.T) {
	s := start(t)
	const size = 20 << 20
	s.get(server.URL+"/bytes?n=20971520", "200 OK")
	s.Press("Alt+J")
	download := s.Download()
	require.Len(t, download.Data, size)
	require.Equal(t, sha256.Sum256(hostile.Bytes(size)), sha256.Sum256(download.Data))
}

func TestThereIsNothingToCopyOfBytesAndNothingToDownloadOfNothing(t *testing.T) {
	s := start(t)
	s.response().Role("button", "Copy").WaitAttr("aria-disabled", "true")
	s.response().Role("button", "Download").WaitAttr("aria-disabled", "true")
	s.get(server.URL+"/document/bytes.bin", "200 OK")
	s.response().Role("button", "Copy").WaitAttr("aria-disabled", "true")
	s.response().Role("button", "Download").WaitAttr("aria-disabled", "false")
	s.send(server.URL + "/nobody/204")
	s.status().WaitText("204 No Content")
	s.response().Role("button", "Download").WaitAttr("aria-disabled", "true")
}
