//go:build !js

package e2e

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

// pages opens the Options tab and says how the next page is found.
func (s screen) pages(how string) browser.Locator {
	s.Helper()
	panel := s.tab("Options")
	panel.Role("combobox", "Next page").Choose(how)
	return panel
}

// listed gives the numbers of the items in the array that the Download button saves.
func (s screen) listed() (ids []int) {
	s.Helper()
	s.response().Role("button", "Download").Click()
	var items []struct{ ID int }
	if err := json.Unmarshal(s.Download().Data, &items); err != nil {
		s.Fatalf("what was saved is not an array: %v", err)
	}
	for _, item := range items {
		ids = append(ids, item.ID)
	}
	return ids
}

func upTo(n int) (ids []int) {
	for i := range n {
		ids = append(ids, i+1)
	}
	return ids
}

func TestPagesAreFollowedByTheirLinks(t *testing.T) {
	s := start(t)
	s.pages("In the Link header")
	s.get(site.Demo+"/pages/link?per=20", "200 OK")
	s.status().WaitText("5 pages, 95 items")
	require.Equal(t, upTo(95), s.listed())
	s.showsFirst("[", "  {", `    "id": 1,`)
	s.response().CSS(".body-about").WaitText("application/json")
	s.responseTab("Headers").WaitText("This is the head of the first page. Traffic has those of all 5.").WaitText("rel=\"next\"")
	traffic := s.responseTab("Traffic")
	traffic.Role("heading", "/^5. Next page: GET .*page=5/").Wait()
	s.responseTab("Timing").WaitText("Page 5")
}

func TestPagesAreFollowedByWhatTheJSONSays(t *testing.T) {
	s := start(t)
	panel := s.pages("As a cursor in the JSON")
	s.send(site.Demo + "/pages/cursor?per=40")
	path := panel.Role("textbox", "Path in the JSON")
	path.WaitFocus().WaitAttr("aria-invalid", "true")
	s.CSS("#set-pages-path-problem").WaitText("Say where the cursor stands in the JSON")
	path.Fill("next_cursor")
	panel.Role("textbox", "Query parameter").Fill("cursor")
	panel.Role("textbox", "Path of the items").Fill("items")
	s.Press("Control+Enter")
	s.answered("200 OK")
	s.status().WaitText("3 pages, 95 items")
	require.Equal(t, upTo(95), s.listed())

	s.pages("As a URL in the JSON")
	panel.Role("textbox", "Query parameter").WaitGone()
	path.Fill("next")
	s.get(site.Demo+"/pages/next?per=50", "200 OK")
	s.status().WaitText("2 pages, 95 items")
	require.Equal(t, upTo(95), s.listed())
}

func TestPagesAreAskedForInTheBody(t *testing.T) {
	s := start(t)
	body := s.post(t, "JSON")
	body.Role("textbox", "JSON body").Paste("{\"per\": 40}")
	panel := s.pages("As a cursor in the JSON")
	panel.Role("textbox", "Path in the JSON").Fill("next_cursor")
	panel.Role("combobox", "Asked for in").Choose("The body")
	panel.Role("textbox", "Query parameter").WaitGone()
	panel.Role("textbox", "Path of the items").Fill("items")
	s.send(site.Demo + "/pages/search")
	field := panel.Role("textbox", "Field of the body")
	field.WaitFocus().WaitAttr("aria-invalid", "true")
	s.CSS("#set-pages-field-problem").WaitText("Name the field of the body")
	field.Fill("cursor")
	s.Press("Control+Enter")
	s.answered("200 OK")
	s.status().WaitText("3 pages, 95 items")
	require.Equal(t, upTo(95), s.listed())

	s.url().Fill(site.Demo + "/pages/search")
	link := s.share().WaitText("asked for in: body, field of the body: cursor").Role("textbox", "Link").WaitMatch("#v2[.]").Content()
	other := screen{chromium.Open(t)}
	other.Goto(site.URL + link[strings.Index(link, "#"):])
	other.waitReady()
	other.CSS("#held").Role("checkbox", "/Next page/").Click().WaitChecked(true) // a link does not repeat a POST by itself
	panel = other.tab("Options")
	panel.Role("combobox", "Asked for in").WaitValue("body")
	panel.Role("textbox", "Field of the body").WaitValue("cursor")

	other.tab("Body").Role("radio", "Form").Click()
	name, value := row(other.tab("Body"), "1")
	name.Fill("per")
	value.Fill("50")
	other.Press("Control+Enter")
	other.answered("200 OK")
	other.status().WaitText("2 pages, 95 items")
}

func TestPagesAreFollowedByCounting(t *testing.T) {
	s := start(t)
	panel := s.pages("By offset")
	panel.Role("textbox", "Query parameter").Fill("offset")
	panel.Role("textbox", "Path of the items").Fill("items")
	s.get(site.Demo+"/pages/offset?limit=50", "200 OK")
	s.status().WaitText("3 pages, 95 items")
	s.response().CSS(".body-notes").WaitText("The last page has no items, which is taken as the end of the list.")
	require.Equal(t, upTo(95), s.listed())

	s.pages("By page number")
	panel.Role("textbox", "Query parameter").Fill("page")
	panel.Role("textbox", "Most pages").Fill("2")
	s.get(site.Demo+"/pages/next?per=10", "200 OK")
	s.status().WaitText("2 pages, 20 items")
	s.response().CSS(".body-notes .note-warn").WaitText("The limit on the number of pages is reached.")
	require.Equal(t, upTo(20), s.listed())
	panel.Role("textbox", "Most pages").Fill("5000")
	panel.CSS("#set-pages-max-problem").WaitText("is not a whole number from 0 to 1000")
}

func TestAHiddenLinkHeaderIsExplained(t *testing.T) {
	s := start(t)
	s.pages("In the Link header")
	s.get(server.URL+"/no-expose/list/"+unique(t)+"?pages=3", "200 OK")
	s.response().CSS(".body-notes .note-warn").WaitText("No Link header can be seen.").WaitText("Access-Control-Expose-Headers: Link")
	s.status().WaitText("1 page, 2 items")
	s.get(server.URL+"/list/"+unique(t)+"?pages=3", "200 OK")
	s.status().WaitText("3 pages, 6 items")
	s.response().CSS(".body-notes .note-warn").WaitGone()
}

func TestTheNextPageOnAnotherHostIsNotAskedFor(t *testing.T) {
	s := start(t)
	s.pages("In the Link header")
	name := "/list/" + unique(t)
	s.get(server.URL+name+"?pages=3&on="+url.QueryEscape(server.Other+name), "200 OK")
	s.response().CSS(".body-notes .note-warn").WaitText("The next page is on another port, and was not asked for. Send it by hand if it may see this request's headers:")
	require.Len(t, server.Seen(name), 1)
	s.get(server.URL+name+"?pages=3&on="+url.QueryEscape("https://evil.example/"), "200 OK")
	s.response().CSS(".body-notes .note-warn").WaitText("The next page is on another host")
}

func TestWhatHeadersThePersonTypedGoWithEachPage(t *testing.T) {
	s := start(t)
	name, value := row(s.tab("Headers"), "1")
	name.Fill("X-Own")
	value.Fill("yes")
	s.pages("In the Link header")
	s.get(server.URL+"/list/"+unique(t), "200 OK")
	seen := server.Seen("/list/" + unique(t))
	require.Len(t, seen, 3)
	for _, r := range seen {
		require.Equal(t, "yes", r.Get("X-Own"))
	}
}

func TestPagesStopInTheMiddleAndKeepWhatCame(t *testing.T) {
	s := start(t)
	panel := s.pages("In the Link header")
	s.send(server.URL + "/list/" + unique(t) + "?pages=9&hang=4")
	s.status().WaitText("Page 3, 6 items")
	s.Role("button", "Cancel").Click()
	s.status().WaitText("200 OK, cancelled")
	s.response().CSS(".body-notes").WaitText("You stopped it after 3 pages: their items are shown.")
	s.status().WaitText("3 pages, 6 items")
	require.Equal(t, upTo(6), s.listed())

	panel.CSS("#set-total").Fill("0.5")
	s.send(server.URL + "/list/" + unique(t) + "?pages=9&hang=3")
	s.status().WaitText("200 OK, timed out")
	s.response().CSS(".body-notes").WaitText("Page 3 failed: the items of the 2 pages before it are shown.").WaitText("within 0.5 s, the total timeout")
	require.Equal(t, upTo(4), s.listed())
}

func TestAnAnswerThatIsNoListIsShownAsItIs(t *testing.T) {
	s := start(t)
	s.pages("In the Link header")
	s.get(server.URL+"/document/latin1.txt", "200 OK")
	s.response().CSS(".body-notes .note-warn").WaitText("The pages were not followed. The answer is not JSON")
	s.showsFirst("café naïve ©")
	s.get(server.URL+"/status/404", "404 Not Found")
	s.response().CSS(".body-notes .note-warn").WaitText("because the first answer is not a success")
	s.showsFirst("this is an answer with status 404")
	s.send(server.URL + "/no-cors/list/" + unique(t))
	s.status().WaitText("Blocked or unreachable")
}

// The page goes on drawing while the worker goes through many pages, with all of their traffic on the screen. Nothing is looked up by
// its role meanwhile: that would hold the page up by itself.
func TestManyPagesDoNotHoldThePageUp(t *testing.T) {
	s := start(t)
	panel := s.pages("In the Link header")
	panel.Role("textbox", "Most pages").Fill("200")
	s.url().Fill(server.URL + "/list/" + unique(t) + "?pages=150&per=40")
	traffic := s.responseTab("Traffic")
	longest := browser.Eval[float64](s.Tab, `(async () => {
		let longest = 0;
		const seen = (list) => { for (const e of list) longest = Math.max(longest, e.duration) };
		const observer = new PerformanceObserver((list) => seen(list.getEntries()));
		observer.observe({ type: "longtask" });
		document.querySelector("#send").click();
		const line = document.querySelector(".statusbar-line");
		for (let i = 0; i < 300 && !line.textContent.includes("150 pages"); i++) await new Promise((done) => setTimeout(done, 100));
		seen(observer.takeRecords());
		return longest;
	})()`)
	s.status().WaitText("150 pages, 6,000 items")
	t.Logf("longest task of the page: %.0f ms", longest)
	require.Less(t, longest, 500.0)
	traffic.WaitText("The last 100 requests are shown. Copy traffic copies the 50 before them too.")
	traffic.CSS(".hop:nth-last-child(2) .hop-title").WaitText("150. Next page: GET ")
	s.responseTab("Body")
	require.Equal(t, upTo(6000), s.listed())
}

func TestALinkHoldsHowPagesAreFollowed(t *testing.T) {
	s := start(t)
	panel := s.pages("By page number")
	panel.Role("textbox", "Query parameter").Fill("page")
	panel.Role("textbox", "Path of the items").Fill("items")
	panel.Role("textbox", "Most pages").Fill("3")
	s.url().Fill(site.Demo + "/pages/next?per=10")
	dialog := s.share()
	dialog.WaitText("next page: number, query parameter: page, path of the items: items, most pages: 3")
	link := dialog.Role("textbox", "Link").WaitMatch("#v2[.]").Content()
	fragment := link[strings.Index(link, "#"):]

	other := screen{chromium.Open(t)}
	other.Goto(site.URL + fragment)
	other.waitReady()
	panel = other.tab("Options")
	panel.Role("combobox", "Next page").WaitValue("number")
	panel.Role("textbox", "Query parameter").WaitValue("page")
	other.Press("Control+Enter")
	other.answered("200 OK")
	other.status().WaitText("3 pages, 30 items")

	other.Goto(site.URL + "#?url=" + url.QueryEscape(fmt.Sprintf("%s/pages/cursor?per=50", site.Demo)) + "&pages=cursor&pages-path=next_cursor&pages-parameter=cursor&pages-items=items")
	other.notice().WaitText("Opened from a link written by hand")
	other.Press("Control+Enter")
	other.status().WaitText("2 pages, 95 items")
}
