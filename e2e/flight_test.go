//go:build !js

package e2e

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestARequestIsCancelledBeforeItsHead(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	require.NoError(t, flow.Arrived(s.Within()))
	s.cancelButton().Click()
	s.status().WaitText("Cancelled")
	require.NoError(t, flow.Gone(s.Within()))
	s.sendButton().Wait()
	s.response().Role("tabpanel", "Body").WaitText("You cancelled the request")
}

func TestARequestIsCancelledInItsBodyAndKeepsWhatCame(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	flow.Head(200)
	flow.Write("first line\n")
	s.showsText("first line")
	s.Press("Escape")
	s.status().WaitText("200 OK, then Cancelled")
	require.NoError(t, flow.Gone(s.Within()))
	s.showsText("first line")
	s.response().Role("tabpanel", "Body").WaitText("11 B of the body had come")
	s.response().Role("button", "Download").Click()
	require.Equal(t, "first line\n", string(s.Download().Data))
}

func TestModEnterCancelsWhatIsInFlight(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	require.NoError(t, flow.Arrived(s.Within()))
	s.cancelButton().Wait()
	s.Press("Control+Enter")
	s.status().WaitText("Cancelled")
}

func TestABodyIsOnScreenLineByLineAsItArrives(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	flow.Head(200)
	var lines []string
	for i := range 5 {
		line := fmt.Sprintf("line %d", i+1)
		flow.Write(line + "\n")
		lines = append(lines, line)
		s.showsText(line) // the next is not sent before this one is seen
		s.cancelButton().Wait()
	}
	flow.End()
	s.answered("200 OK")
	s.shows(append(lines, "")...)
}

func TestJSONIsFormattedAsItArrives(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	flow.Head(200, "Content-Type", "application/json")
	flow.Write(`{"first":{"a":1},"sec`)
	s.showsText(`    "a": 1`)
	flow.Write(`ond":[true]}`)
	flow.End()
	s.answered("200 OK")
	s.shows(`{`, `  "first": {`, `    "a": 1`, `  },`, `  "second": [`, `    true`, `  ]`, `}`)
}

func TestAnEventStreamIsShownAsItArrives(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	flow.Head(200, "Content-Type", "text/event-stream")
	flow.Write("event: tick\ndata: 1\n\n")
	s.showsText("  1")
	flow.Write("data: 2\n\n")
	s.showsText("  2")
	flow.End()
	s.answered("200 OK")
}

func TestTheOldResponseStaysReadableWhileTheNextIsInFlight(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/document/fidelity.json", "200 OK")
	s.lines().WaitCount(14)
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	require.NoError(t, flow.Arrived(s.Within()))
	s.cancelButton().Wait()
	s.lines().WaitCount(14)
	s.status().WaitText("Sending").WaitMatch(`\d+ m?s`)
	s.response().CSS(".response-panels").WaitAttr("aria-busy", "true") // once it takes its time
	s.lines().WaitCount(14)
	s.responseTab("Headers").WaitText("application/json")
	s.responseTab("Body")
	flow.Head(200)
	flow.Write("the next\n")
	flow.End()
	s.answered("200 OK")
	s.shows("the next", "")
	s.response().CSS(".response-panels[aria-busy=true]").WaitGone()
}

func TestProgressIsShownWhereItIsKnown(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	flow.Head(200, "Content-Length", "2000")
	flow.Write(string(make([]byte, 1000)))
	s.status().WaitText("1.0 kB of 2.0 kB")
	s.Wait("document.querySelector('progress').position === 0.5")
	flow.Write(string(make([]byte, 1000)))
	s.answered("200 OK")
	s.Wait("!e2e.shown(document.querySelector('progress'))")
}

func TestProgressOfABodyOfUnknownLengthCountsBytes(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	flow.Head(200)
	flow.Write(string(make([]byte, 5000)))
	s.status().WaitText("5.0 kB")
	flow.End()
	s.answered("200 OK")
}

func TestElapsedTimeCountsWhileARequestIsInFlight(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	time := s.response().CSS(".statusbar-time")
	first := time.WaitMatch(`\d`).Content()
	s.Wait("document.querySelector('.statusbar-time').innerText !== %s", first)
	flow.Head(200)
	flow.End()
	s.sendButton().Wait()
}

func TestEditingWhileARequestIsInFlightDoesNotChangeIt(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	require.NoError(t, flow.Arrived(s.Within()))
	s.url().Fill(server.URL + echo(t))
	flow.Head(200)
	flow.Write("answer")
	flow.End()
	s.answered("200 OK")
	s.responseTab("Request").WaitText("/flow/" + unique(t))
	s.url().WaitValue(server.URL + echo(t))
}
