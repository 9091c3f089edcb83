//go:build !js

package e2e

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/hostile"
)

func TestTheStatusLineTellsStatusTimeAndSizes(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/coded?as=gzip&n=100000", "200 OK")
	status := s.status()
	require.Regexp(t, `200 OK\s+[0-9.]+ m?s\s+[0-9.]+ k?B → 100 kB`, strings.Join(strings.Fields(status.Content()), " "))
	s.response().CSS(".statusbar-size").WaitMatch(`^[0-9.]+ k?B → 100 kB$`)
	require.Regexp(t, `^[0-9,]+ bytes on the wire, 100,?000 decoded$`, browser.Get[string](s.response().CSS(".statusbar-size"), "element.title"))
}

func TestContentCodingsAreDecoded(t *testing.T) {
	s := start(t)
	for _, coding := range []string{"gzip", "deflate", "br", "zstd"} {
		s.get(server.URL+"/coded?as="+coding+"&n=64", "200 OK")
		s.shows("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.", "")
	}
}

func TestAReasonOfTheServersOwnIsShown(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/status/418?reason=Short%20and%20stout", "418 Short and stout")
}

func TestErrorStatusesAreResponses(t *testing.T) {
	s := start(t)
	for status, class := range map[string]string{"404 Not Found": "4xx", "500 Internal Server Error": "5xx", "503 Service Unavailable": "5xx"} {
		code, _, _ := strings.Cut(status, " ")
		s.get(server.URL+"/status/"+code, status)
		s.shows("this is an answer with status "+code, "")
		s.response().CSS(".statusbar").WaitAttr("data-class", class)
		require.Zero(t, s.response().CSS(".failure").Count())
	}
}

func TestResponsesWithoutABodySayWhy(t *testing.T) {
	s := start(t)
	body := s.response().Role("tabpanel", "Body")
	for _, code := range []string{"204", "304"} {
		s.send(server.URL + "/nobody/" + code)
		s.status().WaitText(code)
		body.WaitText("No body. " + code + " responses have none.")
	}
	s.get(server.URL+"/document/empty.txt", "200 OK")
	body.WaitText("The body is empty.")
}

func TestJSONIsFormattedTokenByToken(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/document/fidelity.json", "200 OK")
	s.shows(
		`{`,
		`  "big": 12345678901234567890123,`,
		`  "10": 1,`,
		`  "2": 2,`,
		`  "dup": 1,`,
		`  "dup": 2,`,
		`  "float": 1.0,`,
		`  "exp": 1e3,`,
		`  "neg": -0,`,
		`  "esc": "\u0041\/\ud83d\ude00",`,
		`  "empty": {},`,
		`  "list": [],`,
		`  "html": "<b>&</b>"`,
		`}`,
	)
	s.mode("Raw")
	s.shows(string(hostile.Documents["fidelity.json"].Body))
	s.mode("Hex")
	s.lines().Nth(0).WaitMatch(`7b\s?22\s+62\s?69\s?67`)
	s.mode("Pretty")
	s.lines().WaitCount(14)
}

func TestJSONIsColouredByWhatItIs(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/document/fidelity.json", "200 OK")
	s.lines().WaitCount(14)
	colour := func(text string) string {
		return browser.Eval[string](s.Tab, `(() => { const walker = document.createTreeWalker(document.querySelector('[aria-label="Response"] .cm-content'), NodeFilter.SHOW_TEXT);
			while (walker.nextNode()) if (walker.currentNode.data.trim() === %s) return getComputedStyle(walker.currentNode.parentElement).color; return "" })()`, text)
	}
	key, text, number := colour(`"html"`), colour(`"<b>&</b>"`), colour(`1e3`)
	require.NotEmpty(t, key)
	require.Len(t, map[string]bool{key: true, text: true, number: true}, 3, "key %s, string %s, number %s", key, text, number)
}

func TestJSONThatIsNotValidIsShownWithThePlace(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/document/invalid.json", "200 OK")
	s.response().CSS(".body-notes").WaitMatch(`Invalid JSON at line 2, column \d+ of the raw body: .* The rest is shown unformatted\.`)
	s.showsText("nope")
	s.mode("Raw")
	s.shows(`{"a": 1,`, ` "b": nope}`, "")
}

func TestXMLIsFormattedWithoutALoss(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/document/note.xml", "200 OK")
	s.showsText(`<to>Åsa</to>`)
	for _, text := range []string{`<?xml version="1.0"?>`, `<note lang="en">`, `<!-- kept -->`, `<![CDATA[1 < 2]]>`, `<empty/>`} {
		s.showsText(text)
	}
	require.Greater(t, s.lines().Count(), 4)
	s.mode("Raw")
	s.shows(string(hostile.Documents["note.xml"].Body))
}

func TestTextIsReadInItsCharset(t *testing.T) {
	s := start(t)
	for _, name := range []string{"latin1.txt", "shiftjis.txt", "utf16.txt", "meta.html"} {
		s.get(server.URL+"/document/"+name, "200 OK")
		s.mode("Raw")
		s.showsText(hostile.Documents[name].Text)
	}
}

func TestBytesAreShownInHex(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/document/bytes.bin", "200 OK")
	first := s.lines().Nth(0).WaitMatch(`00\s?1f\s?3e\s?5d`).Content()
	require.Contains(t, first, "0000")
	require.Zero(t, s.response().Role("radio", "Pretty").Count())
	s.lines().WaitCount(19)
}

func TestALargeBodyIsShownAsAWindowOfItsLines(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/document/many.txt", "200 OK")
	s.lines().Nth(0).WaitText("0123456789")
	require.Less(t, s.lines().Count(), 400, "only the lines in view are in the page")
	s.response().CSS(".body-about").WaitText("10,157 lines")
	s.response().CSS(".cm-content").Focus()
	s.Press("Control+End")
	s.response().CSS(".cm-gutterElement").Text("10157").Wait()
	s.Press("Control+Home")
	s.response().CSS(".cm-gutterElement").Text("1").Wait()
}

func TestLongLinesWrapOnRequest(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/document/fidelity.json", "200 OK")
	s.mode("Raw")
	s.lines().WaitCount(1)
	const wide = `(({scrollWidth, clientWidth}) => scrollWidth > clientWidth + 1)(document.querySelector('[aria-label="Response"] .rt-scroller'))`
	s.Wait(wide)
	s.response().Role("button", "Wrap").Click().WaitAttr("aria-pressed", "true")
	s.Wait("!" + wide)
	s.response().Role("button", "Wrap").Click().WaitAttr("aria-pressed", "false")
	s.Wait(wide)
}

func TestNothingMovesWhenAResponseArrives(t *testing.T) {
	s := start(t)
	s.url().Fill(server.URL + "/document/fidelity.json")
	places := `JSON.stringify(["#url", "#send", '[aria-label="Request"]', '[aria-label="Response"]', '[aria-label="Response"] [role=status]', '[aria-label="Response"] [role=tablist]']
		.map((selector) => { const box = document.querySelector(selector).getBoundingClientRect(); return [selector, Math.round(box.x), Math.round(box.y), Math.round(box.height)] }))`
	before := browser.Eval[string](s.Tab, places)
	s.Press("Enter")
	s.answered("200 OK")
	s.lines().WaitCount(14)
	require.Equal(t, before, browser.Eval[string](s.Tab, places))
	s.url().WaitFocus() // the focus stays where it was
	require.Zero(t, browser.Eval[float64](s.Tab, `performance.getEntriesByType("layout-shift").reduce((sum, e) => sum + (e.hadRecentInput ? 0 : e.value), 0)`))
}

func TestABodyThatCameWhileItWasNotLookedAtIsShownWhole(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/document/note.xml", "200 OK")
	s.responseTab("Headers")
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	flow.Head(200, "Content-Type", "text/plain")
	flow.Write("one\ntw")
	s.response().CSS(".statusbar-size").WaitText("6 B")
	s.Drawn() // the first rows have been told of
	flow.Write("o\nthree\n")
	flow.End()
	s.answered("200 OK")
	s.responseTab("Body")
	s.shows("one", "two", "three", "")
}

func TestALineThatGrowsIsShownAsItGrows(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	flow.Head(200, "Content-Type", "text/plain")
	for _, dots := range []string{".", "..", "..."} {
		flow.Write(".")
		s.shows(dots)
	}
	s.mode("Hex")
	s.Wait("e2e.expect(" + shownLines + "[0], (line) => line.includes('2e 2e 2e'))") // before the end, too
	flow.Write("!")
	s.Wait("e2e.expect(" + shownLines + "[0], (line) => line.includes('2e 2e 2e 21'))")
	s.cancelButton().Click()
	s.status().WaitText("200 OK, then Cancelled")
	s.mode("Raw")
	s.shows("...!")
}

func TestBytesAreShownAsTheyCome(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/document/note.xml", "200 OK")
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	flow.Head(200, "Content-Type", "application/octet-stream")
	flow.Write("\x00\x01\xff")
	s.Wait("e2e.expect(" + shownLines + "[0], (line) => line.includes('00 01 ff'))")
	s.cancelButton().Click()
	s.status().WaitText("200 OK, then Cancelled")
	s.Wait("e2e.expect(" + shownLines + "[0], (line) => line.includes('00 01 ff'))")
}

func TestThePlaceWhereJSONBreaksIsMarkedAndGoneTo(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	flow.Head(200, "Content-Type", "application/json")
	flow.Write(`{"list":[` + strings.Repeat("1,", 500) + `}, "rest": 1`)
	flow.End()
	s.send(server.URL + "/flow/" + unique(t))
	s.response().WaitText("Invalid JSON at line 1, column 1010 of the raw body: expected a value after , in an array, found }. The rest is shown unformatted.")
	require.Zero(t, s.response().CSS(".cm-invalid").Count(), "it is not in view")
	s.response().Role("button", "Go to line 502").Click()
	s.response().CSS(".cm-invalid").WaitText("}")
	s.response().CSS(".cm-invalidLine").WaitText("1,}").WaitUntil("element.getBoundingClientRect().bottom <= innerHeight && element.getBoundingClientRect().top > 0")
	s.response().Role("textbox", "Response body").WaitFocus()
}

func TestALineThatIsLongerThanARowIsOneLineAndWrapped(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	flow.Head(200, "Content-Type", "text/plain")
	flow.Write(strings.Repeat("0123456789", 10_240))
	flow.End()
	s.get(server.URL+"/flow/"+unique(t), "200 OK")
	s.response().WaitText("1 line, 102 kB")
	wrap := s.response().Role("button", "Wrap").WaitAttr("aria-pressed", "true")
	s.response().CSS(".cm-lineNumbers").WaitText("↳")
	require.NotContains(t, s.response().CSS(".cm-lineNumbers").Content(), "2")
	wide := `(({scrollWidth, clientWidth}) => scrollWidth > clientWidth)(document.querySelector("#response .rt-scroller"))`
	s.Wait("!" + wide)
	wrap.Click().WaitAttr("aria-pressed", "false")
	s.Wait(wide)
}
