//go:build !js

package e2e

import (
	"fmt"
	"hash/fnv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/hostile"
)

// screen is the page in a tab, in the words of its accessible names.
type screen struct{ *browser.Tab }

// start opens the page, with a fragment if one is given, and waits until it is ready.
func start(t *testing.T, fragment ...string) screen {
	t.Helper()
	t.Parallel()
	return startAt(t, site.URL+strings.Join(fragment, ""))
}

// startAt opens the page at an address.
func startAt(t *testing.T, address string, options ...browser.Option) screen {
	t.Helper()
	s := screen{chromium.Open(t, options...)}
	s.Goto(address)
	s.waitReady()
	return s
}

func (s screen) waitReady() {
	s.Helper()
	s.Wait("document.documentElement.dataset.ready === '1'")
}

func (s screen) request() browser.Locator  { return s.Role("region", "Request") }
func (s screen) response() browser.Locator { return s.Role("region", "Response") }
func (s screen) method() browser.Locator   { return s.Role("combobox", "Method") }
func (s screen) url() browser.Locator      { return s.CSS("input[name=url][aria-label=URL]") }
func (s screen) sendButton() browser.Locator {
	return s.Role("button", "Send")
}
func (s screen) cancelButton() browser.Locator { return s.Role("button", "Cancel") }
func (s screen) status() browser.Locator       { return s.response().Role("status") }

// tab opens a tab of the request.
func (s screen) tab(name string) browser.Locator {
	s.Helper()
	s.request().Role("tab", name).Click()
	panel := s.request().Role("tabpanel", name).Wait()
	if name == "Options" {
		s.Run("for (const group of document.querySelectorAll('#request .option-group')) group.open = true")
	}
	return panel
}

// tool opens a dialog from the menu of tools.
func (s screen) tool(name string) browser.Locator {
	s.Helper()
	s.Role("button", "Tools").Click()
	s.CSS("#tool-menu").Role("button", "/^"+name+"/").Click()
	return s.Role("dialog", name).Wait()
}

// responseTab opens a tab of the response.
func (s screen) responseTab(name string) browser.Locator {
	s.Helper()
	s.response().Role("tab", name).Click()
	return s.response().Role("tabpanel", name).Wait()
}

// send types a URL and presses Enter.
func (s screen) send(url string) {
	s.Helper()
	s.url().Fill(url)
	s.Press("Enter")
}

// answered waits until an answer with this status to what was just sent is complete. The one before is shown until then, so the page
// remembers which was waited for last.
func (s screen) answered(status string) {
	s.Helper()
	s.response().WaitUntil("element.dataset.exchange !== (window.answered ?? '0')")
	s.status().WaitMatch("^" + status + ", [0-9.]+ m?s, [0-9.]+ k?M?B")
	browser.Get[any](s.response(), "window.answered = element.dataset.exchange")
	s.sendButton().Wait()
}

// get sends a GET and waits for its answer.
func (s screen) get(url, status string) {
	s.Helper()
	s.send(url)
	s.answered(status)
}

// arrived waits until a request whose target begins with prefix has reached the server as a whole.
func (s screen) arrived(prefix string) hostile.Request {
	s.Helper()
	seen, err := server.Await(s.Within(), prefix)
	if err != nil {
		s.Fatalf("no request to %s arrived: %v", prefix, err)
	}
	return seen
}

// mode reads the body in another way: Pretty, Raw, Hex, Preview.
func (s screen) mode(name string) {
	s.Helper()
	s.response().Role("radio", name).Click().WaitChecked(true)
}

// lines are the lines that the viewer shows, in the window that it has of them.
func (s screen) lines() browser.Locator { return s.response().CSS(".cm-line") }

const shownLines = `[...document.querySelectorAll('[aria-label="Response"] .cm-line')].map((line) => line.textContent)`

// shows waits until the viewer shows these lines, and no others.
func (s screen) shows(lines ...string) {
	s.Helper()
	s.Wait("e2e.expect("+shownLines+", (shown) => JSON.stringify(shown) === JSON.stringify(%s))", lines)
}

// showsFirst waits until the viewer's first lines are these.
func (s screen) showsFirst(lines ...string) {
	s.Helper()
	s.Wait("e2e.expect("+shownLines+".slice(0, %s), (shown) => JSON.stringify(shown) === JSON.stringify(%s))", len(lines), lines)
}

// showsText waits until the viewer shows a text somewhere.
func (s screen) showsText(text string) {
	s.Helper()
	s.Wait("e2e.expect("+shownLines+".join(String.fromCharCode(10)), (shown) => shown.includes(%s))", text)
}

// row gives the fields of a row of a list of names and values, counted from 1.
func row(panel browser.Locator, number string) (name, value browser.Locator) {
	return panel.CSS("input[aria-label=\"Name, row " + number + "\"]"), panel.CSS("input[aria-label=\"Value, row " + number + "\"]")
}

// unique makes a path that no other test uses. It is short: each of its letters is typed in many tests.
func unique(t *testing.T) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(t.Name()))
	return fmt.Sprintf("t%08x", h.Sum32())
}

// echo gives the target of an echo of a test's own.
func echo(t *testing.T) string { return "/echo/" + unique(t) }

// headerLines are the names and values of the headers that pages can set, as they came.
func headerLines(t *testing.T, r hostile.Request, names ...string) []string {
	t.Helper()
	var lines []string
	for _, f := range r.Headers {
		for _, name := range names {
			if strings.EqualFold(f.Name, name) {
				lines = append(lines, f.Name+": "+f.Value)
			}
		}
	}
	require.NotNil(t, r.Headers)
	return lines
}

// arrivedTimes waits until so many requests have reached the server.
func (s screen) arrivedTimes(prefix string, n int) {
	s.Helper()
	if err := server.AwaitCount(s.Within(), prefix, n); err != nil {
		s.Fatalf("%d requests to %s arrived, not %d: %v", len(server.Seen(prefix)), prefix, n, err)
	}
}
