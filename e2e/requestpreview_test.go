//go:build !js

package e2e

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/hostile"
)

// previewed is what the Preview tab shows.
type previewed struct {
	Line string
	Rows []struct{ Name, Value, Origin, Note string } // of the headers that are sent
	Body string
}

// preview opens the Preview tab, and waits until it shows a text.
func (s screen) preview(has string) (browser.Locator, previewed) {
	s.Helper()
	panel := s.tab("Preview")
	panel.WaitText(has)
	return panel, browser.Eval[previewed](s.Tab, `(() => {
		const panel = document.querySelector("#panel-request-preview");
		const text = (within, selector) => within.querySelector(selector)?.textContent ?? "";
		return {
			Line: text(panel, ".sent-line"),
			Rows: [...panel.querySelectorAll("tbody tr:not([data-dropped=true])")].map((row) => ({
				Name: text(row, ".field-name"), Value: text(row, ".field-value"), Origin: text(row, ".field-origin"), Note: text(row, ".field-note"),
			})),
			Body: text(panel, "pre[aria-label^='Body']"),
		};
	})()`)
}

// requireArrived compares a preview with what came. A value that no page knows is not compared.
func (p previewed) requireArrived(t *testing.T, seen hostile.Request) {
	t.Helper()
	require.Equal(t, seen.Method+" "+seen.Target+" HTTP/1.1", p.Line)
	require.Equal(t, string(seen.Body), p.Body)
	listed := map[string]bool{}
	for _, row := range p.Rows {
		listed[strings.ToLower(row.Name)] = true
		require.True(t, seen.Has(row.Name), "%s (%s) did not come", row.Name, row.Origin)
		if row.Value != "" {
			require.Equal(t, seen.Get(row.Name), row.Value, row.Name)
		} else {
			require.NotEmpty(t, row.Note, row.Name)
		}
	}
	for _, f := range seen.Headers {
		name := strings.ToLower(f.Name)
		ownWay := strings.HasPrefix(name, "sec-") || name == "connection" || name == "pragma" // said in the note beside it
		require.True(t, listed[name] || ownWay, "%s: %s came, and was not shown", f.Name, f.Value)
	}
}

func TestThePreviewIsWhatTheServerGets(t *testing.T) {
	for _, c := range []struct {
		kind string
		fill func(t *testing.T, s screen, panel browser.Locator)
		has  string
	}{
		{"JSON", func(t *testing.T, s screen, panel browser.Locator) {
			panel.Role("textbox", "JSON body").Paste("{\n\t\"ü\": 1.0 }")
		}, "1.0"},
		{"Form", func(t *testing.T, s screen, panel browser.Locator) {
			name, value := row(panel, "1")
			name.Fill("a b")
			value.Fill("ü&+")
		}, "a+b=%C3%BC%26%2B"},
		{"File", func(t *testing.T, s screen, panel browser.Locator) {
			path := filepath.Join(t.TempDir(), "note.txt")
			require.NoError(t, os.WriteFile(path, []byte("line 1\nlïne 2\n"), 0o644))
			panel.CSS("#body-file").Files(path)
			panel.WaitText("note.txt")
		}, "lïne 2"},
	} {
		t.Run(c.kind, func(t *testing.T) {
			s := start(t)
			c.fill(t, s, s.post(t, c.kind))
			headers := s.tab("Headers")
			for i, header := range [][2]string{{"X-Mixed-Case", "1"}, {"X-Latin", "café"}, {"Accept", "text/x-test"}} {
				name, value := row(headers, string(rune('1'+i)))
				name.Fill(header[0])
				value.Fill(header[1])
			}
			_, shown := s.preview(c.has)
			seen := s.posted(t)
			for i, f := range seen.Headers {
				if strings.EqualFold(f.Name, "X-Latin") {
					require.Equal(t, "caf\xe9", f.Value, "one byte for each character, as in requests")
					seen.Headers[i].Value = "café"
				}
			}
			shown.requireArrived(t, seen)
		})
	}
}

func TestThePreviewOfAMultipartBodyIsWhatTheServerGetsButForTheBoundary(t *testing.T) {
	s := start(t)
	path := filepath.Join(t.TempDir(), "a.bin")
	require.NoError(t, os.WriteFile(path, []byte("binär"), 0o644))
	panel := s.post(t, "Multipart")
	panel.CSS(`[aria-label="Name, part 1"]`).Fill("text")
	panel.CSS(`[aria-label="Value, part 1"]`).Fill("välue")
	panel.CSS(`[aria-label="Name, part 2"]`).Fill("file")
	panel.CSS(`[aria-label="Kind, part 2"]`).Choose("File")
	panel.CSS(`[aria-label="Choose files, part 2"]`).Files(path)
	tab, shown := s.preview("binär")
	tab.WaitText("Another each time").WaitText("a new one of the same length each time")
	seen := s.posted(t)
	boundary := regexp.MustCompile(`roundtrip-[0-9a-f]{24}`)
	require.NotEqual(t, boundary.FindString(shown.Body), boundary.FindString(string(seen.Body)))
	shown.Body = boundary.ReplaceAllString(shown.Body, "B")
	seen.Body = boundary.ReplaceAll(seen.Body, []byte("B"))
	for i := range shown.Rows {
		shown.Rows[i].Value = boundary.ReplaceAllString(shown.Rows[i].Value, "B")
	}
	for i := range seen.Headers {
		seen.Headers[i].Value = boundary.ReplaceAllString(seen.Headers[i].Value, "B")
	}
	shown.requireArrived(t, seen)
}

// dumped reads the bytes of a hex dump back.
func dumped(t *testing.T, text string) []byte {
	t.Helper()
	var all []byte
	for _, line := range strings.Split(text, "\n") {
		offset, rest, _ := strings.Cut(line, "  ")
		require.Equal(t, fmt.Sprintf("%08x", len(all)), offset)
		digits, _, _ := strings.Cut(rest, "|")
		row, err := hex.DecodeString(strings.ReplaceAll(digits, " ", ""))
		require.NoError(t, err)
		all = append(all, row...)
	}
	return all
}

func TestTheHexOfABinaryFileIsItsBytes(t *testing.T) {
	s := start(t)
	data := hostile.Bytes(1003)
	path := filepath.Join(t.TempDir(), "b.bin")
	require.NoError(t, os.WriteFile(path, data, 0o644))
	s.post(t, "File").CSS("#body-file").Files(path)
	panel, _ := s.preview("Not all of it is text")
	panel.Role("radio", "Hex").Click()
	body := panel.Role("region", "Body that would be sent, in hex").Wait()
	require.Equal(t, data, dumped(t, browser.Get[string](body, "element.textContent")))
	head := dumped(t, browser.Get[string](panel.Role("region", "Head of the request in hex"), "element.textContent"))
	seen := s.posted(t)
	require.True(t, bytes.HasPrefix(head, []byte("POST "+seen.Target+" HTTP/1.1\r\n")))
	for _, line := range strings.Split(strings.TrimSpace(string(head)), "\r\n")[1:] {
		name, value, _ := strings.Cut(line, ": ")
		require.Equal(t, seen.Get(name), value, name)
	}
	panel.WaitText("Not among these bytes, because their values are not known: Accept-Encoding, Accept-Language.")
	clipboard := s.Clipboard()
	panel.Role("button", "Copy request").Click()
	require.True(t, strings.HasPrefix(clipboard.Await(), "00000000  50 4f 53 54 20 "))
}

func TestThePreviewFollowsWhatIsTyped(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + "/one")
	panel, _ := s.preview("GET /one HTTP/1.1")
	s.url().Fill(server.URL + "/two?a=ü")
	panel.WaitText("GET /two?a=%C3%BC HTTP/1.1")
	s.method().Choose("DELETE")
	panel.WaitText("DELETE /two")
	s.url().Fill("ftp://example.com/")
	panel.WaitText("This request cannot be sent yet").WaitText("Only http:// and https://")
	panel.Role("button", "Show where").Click()
	s.url().WaitFocus()
	s.url().Fill("")
	panel.WaitText("Type a URL")
	s.url().Fill(server.URL + "/three")
	panel.WaitText("DELETE /three HTTP/1.1")
	require.Empty(t, server.Seen("/three"))
}

func TestThePreviewSaysWhatTheBrowserWillChange(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + "/a/./b/../c")
	headers := s.tab("Headers")
	for i, header := range [][2]string{{"Cookie", "a=b"}, {"X-Twice", "1"}, {"X-Twice", "2"}} {
		name, value := row(headers, string(rune('1'+i)))
		name.Fill(header[0])
		value.Fill(header[1])
	}
	panel, _ := s.preview("What the browser will change")
	panel.WaitText("The browser writes /a/./b/../c as /a/c.").WaitText("Cookie").WaitText("Not sent: browsers set Cookie themselves.").
		WaitText("Sent in one line with the one before: 1, 2").WaitText("Through a relay these go out")

	s.method().Choose("POST")
	body := s.tab("Body")
	body.Role("radio", "Text").Click()
	body.Role("textbox", "Text body").Paste("x")
	s.method().Choose("GET")
	panel, _ = s.preview("This request cannot be sent yet")
	panel.WaitText("Browsers do not send a body with GET").WaitText("It is the browser that refuses it.")
	panel.Role("button", "Show where").Click()
	s.request().Role("tabpanel", "Body").WaitText("Browsers do not send a body with GET")
}

func TestOfAnEnormousFileThePreviewReadsTheBeginning(t *testing.T) {
	s := start(t)
	panel := s.post(t, "File")
	panel.CSS("#body-file").Wait()
	// A file of a gigabyte that takes no room: one block, many times over.
	s.Run(`const block = new Blob([new Uint8Array(1 << 20).fill(97)]);
		const transfer = new DataTransfer();
		transfer.items.add(new File(Array(1024).fill(block), "huge.bin", { type: "application/x-huge" }));
		const input = document.querySelector("#body-file");
		input.files = transfer.files;
		input.dispatchEvent(new Event("change", { bubbles: true }))`)
	panel.WaitText("huge.bin").WaitText("1.1 GB")
	s.Wait("globalThis.roundtrip.enginestate === 'ready'")
	before := s.WorkerMemory()
	tab, shown := s.preview("The first 66 kB (65,536 bytes) of 1.1 GB (1,073,741,824 bytes)")
	require.Equal(t, strings.Repeat("a", 65536), shown.Body)
	tab.Role("radio", "Hex").Click()
	// Lines that nobody sees are in the page, and not laid out.
	tab.Role("region", "Body that would be sent, in hex").WaitUntil(`/\n0000fff0  61 61.*\|$/.test(element.textContent)`)
	require.Less(t, s.WorkerMemory()-before, 32<<20, "the memory of the engine grew by the file")
}
