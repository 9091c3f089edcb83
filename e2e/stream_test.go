//go:build !js

package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

// about waits for what stands over the body.
func (s screen) about(text string) {
	s.Helper()
	s.response().CSS(".body-about").WaitText(text)
}

func TestEventsAreSetOutOneByOneAsTheyArrive(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.url().Fill(server.URL + "/flow/" + unique(t))
	s.method().Choose("POST")
	s.Press("Control+Enter")
	flow.Head(200, "Content-Type", "text/event-stream")
	flow.Write(": welcome\n\ndata: {\"word\":\ndata: [1,true]}\nid: 7\nevent: tick\nretry: 2000\n\nda")
	s.about("1 event")
	s.Wait("e2e.expect(" + shownLines + "[1], (line) => /^#1 · tick · id 7 · retry 2000 ms · \\d+(\\.\\d+)? m?s$/.test(line))")
	s.showsText(strings.Join([]string{`  {`, `    "word": [`, `      1,`, `      true`, `    ]`, `  }`}, "\n"))
	s.cancelButton().Wait() // it has not ended
	flow.Write("ta: plain\ndata:  text\n\n: a comment\n\n")
	s.about("2 events")
	s.showsText("  plain\n   text\n: a comment")
	s.Wait("e2e.expect(" + shownLines + "[8], (line) => /^#2 · message · \\d/.test(line))")
	flow.Write("data: cut off")
	flow.End()
	s.answered("200 OK")
	s.showsText("no event: the stream ended before its empty line · message\n  cut off")
	s.about("2 events")
	s.mode("Raw")
	s.showsFirst(": welcome", "", `data: {"word":`, "data: [1,true]}", "id: 7")
	s.about("lines")
}

func TestRecordsOfJSONAreSetOutAndABrokenOneEndsNothing(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	flow.Head(200, "Content-Type", "application/x-ndjson")
	flow.Write("{\"a\":1}\n{\"b\":")
	s.about("1 record")
	s.showsText("  {\n    \"a\": 1\n  }")
	flow.Write("nul}\n[2]\n")
	s.about("3 records, 1 not JSON")
	s.Wait("e2e.expect(" + shownLines + ", (lines) => lines.some((line) => /^#2 · not JSON: expected null, found } · \\d/.test(line)))")
	s.showsText("  {\"b\":nul}\n#3 · ")
	s.showsText("  [\n    2\n  ]")
	flow.End()
	s.answered("200 OK")
	s.about("3 records, 1 not JSON")
}

// watchFrames counts the frames that are drawn once rows have come, and those of them in which the viewer shows none of them.
const watchFrames = `(() => {
	globalThis.frames = { drawn: 0, blank: 0 };
	const look = () => {
		const view = document.querySelector('[aria-label="Response"] .rt-scroller')?.getBoundingClientRect();
		const lines = [...document.querySelectorAll('[aria-label="Response"] .cm-line')];
		if (view && (frames.drawn > 0 || lines.length > 1)) {
			const shown = lines.map((line) => line.getBoundingClientRect()).filter((line) => line.bottom > view.top && line.top < view.bottom);
			frames.drawn++;
			if (shown.length === 0) frames.blank++;
		}
		requestAnimationFrame(look);
	};
	look();
	return true;
})()`

func TestFiftyMegabytesOfEventsAreFollowed(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.Wait("globalThis.roundtrip.enginestate === 'ready'")
	before := s.WorkerMemory()
	s.Wait(watchFrames)
	s.send(server.URL + "/flow/" + unique(t))
	flow.Head(200, "Content-Type", "text/event-stream")
	const pieces, piece = 50, 1_000_000
	events, begun := 0, time.Now()
	for range pieces {
		var b strings.Builder
		for b.Len() < piece {
			events++
			fmt.Fprintf(&b, "id: %d\nevent: delta\ndata: {\"id\":%d,\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word %d\"}}],\"done\":false}\n\n", events, events, events)
		}
		flow.Write(b.String())
	}
	flow.Write("data: the last\n\n")
	s.showsText("  the last") // the tail is followed
	t.Logf("%d events, 50 MB, read and drawn to the last %.1f s after they were sent", events, time.Since(begun).Seconds())
	require.Greater(t, browser.Eval[int](s.Tab, "frames.drawn"), 10)
	require.Zero(t, browser.Eval[int](s.Tab, "frames.blank"), "the viewer ran after the rows and showed none")
	flow.End()
	s.answered("200 OK")
	count := fmt.Sprintf("%d,%03d events", (events+1)/1000, (events+1)%1000)
	s.about(count)
	grown := s.WorkerMemory() - before
	t.Logf("the engine's memory grew by %.1f MB", float64(grown)/1e6)
	require.Less(t, grown, 110_000_000, "more than twice the bytes themselves are held")
}
