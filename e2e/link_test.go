//go:build !js

package e2e

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

func (s screen) notice() browser.Locator { return s.CSS(".linknotice[data-on=true]") }

// holes is the form that asks for the values that a request still needs.
func (s screen) holes() browser.Locator { return s.Role("form", "/^This request needs/") }

func (s screen) importing() browser.Locator {
	s.Helper()
	s.Role("button", "Import").Click()
	return s.Role("dialog", "Import a request").Wait()
}

func saved(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, data, 0o644))
	return path
}

func TestLinksWrittenByHandOpen(t *testing.T) {
	s := start(t, "#?method=POST&url="+server.URL+echo(t)+"?a=1&b=2&header=X-Hand:%20yes&header=Accept:%20text/plain&body=by%20hand&timeout=5")
	s.notice().WaitText("Opened from a link written by hand").WaitText("Nothing has been sent")
	s.method().WaitValue("POST")
	s.url().WaitValue(server.URL + echo(t) + "?a=1&b=2")
	s.Press("Control+Enter")
	s.answered("200 OK")
	seen := server.Seen(echo(t))
	require.Len(t, seen, 1)
	require.Equal(t, "by hand", string(seen[0].Body))
	require.Equal(t, "yes", seen[0].Get("X-Hand"))
	require.Equal(t, "text/plain", seen[0].Get("Accept"))
	require.Equal(t, echo(t)+"?a=1&b=2", seen[0].Target)
}

func TestALinkWrittenByHandThatIsPartlyWrongSaysWhatWasLeftOut(t *testing.T) {
	s := start(t, "#?url=example.com&cache=sometimes&auth=bearer&method=two%20words")
	s.notice().WaitText(`cache was left out: "sometimes"`).WaitText("method")
	s.url().WaitValue("example.com")
	s.holes().WaitText("token")
}

func TestLinksThatCannotBeOpenedGetAMessageAndLoseNothing(t *testing.T) {
	s := start(t)
	s.url().Fill("https://example.com/good")
	good := s.share().Role("textbox", "Link").WaitMatch("#v1[.]").Content()
	s.Press("Escape")
	s.Role("dialog").WaitGone()
	_, fragment, _ := strings.Cut(good, "#")
	s.url().Fill("https://example.com/typed?keep=this")
	s.Wait("location.hash !== '#' + %s", fragment)

	damaged := []byte(fragment)
	damaged[len(damaged)/2] ^= 3
	tests := map[string]struct{ fragment, says string }{
		"damaged":   {string(damaged), "damaged"},
		"truncated": {fragment[:len(fragment)-4], "incomplete"},
		"newer":     {"v3." + fragment[3:], "newer version"},
		"a bomb":    {bomb(t, 16<<20), "more than Roundtrip opens"},
	}
	for name, test := range tests {
		s.Run("location.hash = %s", test.fragment)
		s.notice().WaitText("This link was not opened").WaitText(test.says)
		s.url().WaitValue("https://example.com/typed?keep=this")
		s.notice().Role("button", "Dismiss").Click()
		s.notice().WaitGone()
		t.Log(name, "is refused")
	}
	// A fragment that is none of ours is left alone, and nothing is said.
	s.Run("location.hash = 'section-2'")
	s.url().WaitValue("https://example.com/typed?keep=this")
	require.Zero(t, s.notice().Count())
	// A good one opens after all that, and what it replaced can be had back.
	s.Run("location.hash = %s", fragment)
	s.url().WaitValue("https://example.com/good")
	s.notice().Role("button", "Undo").Click()
	s.url().WaitValue("https://example.com/typed?keep=this")
}

// bomb is a link, right in all its sums, that inflates to so many bytes.
func bomb(t *testing.T, size int) string {
	t.Helper()
	var data bytes.Buffer
	w, err := flate.NewWriter(&data, flate.BestCompression)
	require.NoError(t, err)
	_, err = w.Write(make([]byte, size))
	require.NoError(t, err)
	require.NoError(t, w.Flush())
	stream := bytes.TrimSuffix(data.Bytes(), []byte("\x00\x00\xff\xff"))
	sealed := binary.AppendUvarint(nil, uint64(len(stream)))
	sealed = binary.LittleEndian.AppendUint32(sealed, crc32.ChecksumIEEE(stream))
	return "v1." + base64.RawURLEncoding.EncodeToString(append(sealed, stream...))
}

func TestADamagedLinkAtTheStartLeavesAUsablePage(t *testing.T) {
	s := start(t, "#v1.AAAA")
	s.notice().WaitText("This link was not opened")
	s.get(server.URL+echo(t), "200 OK")
}

func TestWhatIsTypedBeforeTheProgramArrivesWinsOverALink(t *testing.T) {
	t.Parallel()
	proxy := proxied(t)
	release := proxy.Hold(`/app\.[^/]*\.wasm$`)
	s := screen{chromium.Open(t)}
	s.Goto(proxy.URL + "#?url=https://example.com/linked")
	s.url().WaitValue("https://example.com/linked").Fill("https://example.com/typed")
	release()
	s.waitReady()
	s.url().WaitValue("https://example.com/typed")
}

func TestLinksAndFilesAreImportedFromTheirText(t *testing.T) {
	s := start(t)
	s.url().Fill("https://example.com/before")
	dialog := s.importing()
	text := dialog.Role("textbox", "A link to a request, or the text of a request file")
	text.Paste("no link at all")
	dialog.Role("button", "Open request").Click()
	dialog.Role("alert").WaitText("This is not a link to a request")
	text.WaitAttr("aria-invalid", "true")
	text.Paste("https://somewhere.example/#?url=https://example.com/imported&method=PUT")
	text.Focus()
	s.Press("Control+Enter")
	dialog.WaitGone()
	s.url().WaitValue("https://example.com/imported")
	s.method().WaitValue("PUT")
	s.notice().Role("button", "Undo").Click()
	s.url().WaitValue("https://example.com/before")
}

func TestAFileThatIsNoRequestIsRefused(t *testing.T) {
	s := start(t)
	s.url().Fill("https://example.com/before")
	dialog := s.importing()
	dialog.CSS("input[type=file]").Files(saved(t, "other.json", []byte(`{"some":"thing"}`)))
	dialog.Role("alert").WaitText("other.json").WaitText("not a request that was saved by Roundtrip")
	s.Press("Escape")
	dialog.WaitGone()
	s.url().WaitValue("https://example.com/before")
}

func TestNewStartsFromScratchAndCanBeUndone(t *testing.T) {
	s := start(t)
	s.get(server.URL+echo(t), "200 OK")
	s.Role("button", "New").Click()
	s.url().WaitValue("").WaitFocus()
	s.response().WaitText("Try an example")
	s.Wait("location.hash === ''")
	s.notice().Role("button", "Undo").Click()
	s.url().WaitValue(server.URL + echo(t))
	s.status().WaitText("200 OK")
	s.showsText(`"method": "GET"`)
	s.CSS(".toast [role=status]").WaitText("Request restored.")
	s.get(server.URL+echo(t), "200 OK")
}
