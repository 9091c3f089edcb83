package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// flown is a screen whose first request is in flight.
func flown(t *testing.T, o request.Options, events ...exchange.Event) Model {
	t.Helper()
	m := New()
	m.Engine.Ready = true
	m.Request.URL, m.Request.Options = "https://a.example/big.bin", o
	m, _ = Update(m, SendPressed{})
	for _, e := range events {
		e.ID = 1
		m, _ = Update(m, EngineEvent{Event: e})
	}
	return m
}

// runs tells a flight of bytes that pass evenly, with a tick every 100 ms.
func runs(m Model, from, to float64, told func(ms float64) exchange.Event) Model {
	for ms := from; ms <= to; ms += 100 {
		e := told(ms)
		e.ID = 1
		m, _ = Update(m, EngineEvent{Event: e})
		m, _ = Update(m, Ticked{ID: 1, Elapsed: ms})
	}
	return m
}

var (
	savedHead = exchange.Event{Head: &exchange.Head{Status: 200, Reason: "OK", Length: 200e6, MediaType: "application/zip"}}
	onDisk    = exchange.Event{Saving: &exchange.Saving{FileName: "big.bin"}}
)

func came(rate float64, total int64) func(ms float64) exchange.Event {
	return func(ms float64) exchange.Event {
		return exchange.Event{Progress: &exchange.Progress{Bytes: int64(rate * ms), Total: total}}
	}
}

func TestADownloadToTheDiskSaysHowFarItIs(t *testing.T) {
	m := flown(t, request.Options{Save: true}, savedHead, onDisk)
	require.Equal(t, SavingPane, m.Reading().Pane)
	require.Equal(t, Transfer{Title: "Saving big.bin to the disk", Amount: "0 B", Cancel: "Cancel the download"}, m.Reading().Transfer)

	m = runs(m, 100, 4000, came(10_000, 200e6))
	require.Equal(t, Transfer{
		Title: "Saving big.bin to the disk", Known: true, Percent: 20, Amount: "40 MB of 200 MB", Rate: "10 MB/s", Left: "16 s left", Cancel: "Cancel the download",
	}, m.Reading().Transfer)

	// The rate is that of the last seconds.
	slower := runs(m, 4100, 9000, func(ms float64) exchange.Event {
		return exchange.Event{Progress: &exchange.Progress{Bytes: 40e6 + int64(1000*(ms-4000)), Total: 200e6}}
	})
	require.Equal(t, "1.0 MB/s", slower.Reading().Transfer.Rate)
	require.Equal(t, "2 min 35 s left", slower.Reading().Transfer.Left)

	_, cmds := Update(m, EngineEvent{Event: exchange.Event{ID: 1, Done: &exchange.Done{Timing: exchange.Timing{Head: 100, Total: 20_100}, Body: exchange.Body{Size: 200e6, FileName: "big.bin"}}}})
	require.Contains(t, cmds, SaveBody{ID: 1, Name: "big.bin"}, "the file is offered at once")
}

func TestTheEndOfADownloadSaysWhatWasSaved(t *testing.T) {
	done := exchange.Event{Done: &exchange.Done{Timing: exchange.Timing{Head: 100, Total: 20_100}, Body: exchange.Body{Size: 200e6, FileName: "big.bin"}}}
	m := flown(t, request.Options{Save: true}, savedHead, onDisk, done)
	tr := m.Reading().Transfer
	require.Equal(t, "Saved big.bin", tr.Title)
	require.Equal(t, "200 MB in 20.00 s", tr.Amount)
	require.Equal(t, "10 MB/s on average", tr.Rate)
	require.Equal(t, "Save again", tr.Again)
	require.Empty(t, tr.Cancel)
	require.True(t, m.CanSave())
	require.False(t, m.CanCopy())
}

func TestADownloadThatFailsOffersWhatCame(t *testing.T) {
	m := flown(t, request.Options{Save: true}, savedHead, onDisk)
	m = runs(m, 100, 1000, came(10_000, 200e6))
	m, cmds := Update(m, EngineEvent{Event: exchange.Event{ID: 1, Failure: &exchange.Failure{Kind: exchange.Cancelled, Got: 11e6}}})
	require.Empty(t, cmds, "nothing is offered that is not whole")
	tr := m.Reading().Transfer
	require.Equal(t, "Not all of big.bin came", tr.Title)
	require.Equal(t, "11 MB of 200 MB came, 5 %", tr.Amount)
	require.Equal(t, "Save what came", tr.Again)
	_, cmds = Update(m, SaveBodyPressed{})
	require.Equal(t, []Cmd{SaveBody{ID: 1, Name: "big.bin"}}, cmds)

	none := flown(t, request.Options{Save: true}, savedHead, onDisk, exchange.Event{Failure: &exchange.Failure{Kind: exchange.BrokenBody}})
	require.Equal(t, BlankPane, none.Reading().Pane)
}

func TestALengthThatIsNotKnownHasNoPercentage(t *testing.T) {
	m := runs(flown(t, request.Options{Save: true}, savedHead, onDisk), 100, 1000, came(1000, -1))
	require.Equal(t, Transfer{Title: "Saving big.bin to the disk", Amount: "1.0 MB", Rate: "1.0 MB/s", Cancel: "Cancel the download"}, m.Reading().Transfer)
	m = runs(flown(t, request.Options{Save: true}, savedHead, onDisk), 100, 1000, came(1000, 10))
	require.False(t, m.Reading().Transfer.Known, "a length that turned out wrong is none")
}

func TestWithoutADiskTheBodyIsShownAndSaved(t *testing.T) {
	m := flown(t, request.Options{Save: true}, savedHead, exchange.Event{Saving: &exchange.Saving{FileName: "big.bin", Memory: "The browser gives this page no disk."}},
		exchange.Event{View: &exchange.View{Mode: exchange.Hex, Rows: 1, Modes: []exchange.Mode{exchange.Hex}}})
	r := m.Reading()
	require.Equal(t, TextPane, r.Pane)
	require.Contains(t, r.Problem, "The browser gives this page no disk. The body is held in memory")
	_, cmds := Update(m, EngineEvent{Event: exchange.Event{ID: 1, Done: &exchange.Done{Body: exchange.Body{Size: 5, FileName: "big.bin", Modes: []exchange.Mode{exchange.Hex}}}}})
	require.Contains(t, cmds, SaveBody{ID: 1, Name: "big.bin"})
}

func TestAnUploadSaysHowFarItIsWhereThatIsKnown(t *testing.T) {
	sent := exchange.Event{Sent: &exchange.Sent{Method: "POST", BodySize: 50e6}}
	m := flown(t, request.Options{}, sent)
	m, _ = Update(m, Ticked{ID: 1, Elapsed: 300})
	require.Zero(t, m.Uploading(), "what is quick does not flicker")
	m, _ = Update(m, Ticked{ID: 1, Elapsed: 500})
	require.Equal(t, Transfer{
		Title: "Uploading 50 MB", Cancel: "Cancel the upload",
		Note: "The browser does not tell how far it is. Options, Stream the upload, shows it for servers that speak HTTP/2 over https.",
	}, m.Uploading())

	m = runs(flown(t, request.Options{Stream: true}, sent), 100, 2000, func(ms float64) exchange.Event {
		return exchange.Event{Upload: &exchange.Progress{Bytes: int64(5000 * ms), Total: 50e6}}
	})
	require.Equal(t, Transfer{
		Title: "Uploading 50 MB", Known: true, Percent: 20, Amount: "10 MB of 50 MB", Rate: "5.0 MB/s", Left: "8 s left", Cancel: "Cancel the upload",
	}, m.Uploading())
	m, _ = Update(m, EngineEvent{Event: exchange.Event{ID: 1, Upload: &exchange.Progress{Bytes: 50e6, Total: 50e6}}})
	require.Equal(t, "All of it has gone out. The answer is awaited.", m.Uploading().Note)
	m, _ = Update(m, EngineEvent{Event: exchange.Event{ID: 1, Head: savedHead.Head}})
	require.Zero(t, m.Uploading())
}

func TestTimeLeft(t *testing.T) {
	for _, c := range []struct {
		ms   float64
		want string
	}{{0, "less than 1 s left"}, {1400, "1 s left"}, {65_000, "1 min 5 s left"}, {3_700_000, "1 h 1 min left"}, {1e12, "days left"}} {
		require.Equal(t, c.want, left(c.ms))
	}
}

func TestStreamsCountWhatCame(t *testing.T) {
	m := flown(t, request.Options{}, exchange.Event{Head: &exchange.Head{Status: 200, MediaType: "text/event-stream"}})
	for _, c := range []struct {
		stream exchange.Stream
		want   string
	}{
		{exchange.Stream{Entries: 1, Events: true}, "text/event-stream · 1 event"},
		{exchange.Stream{Entries: 1200, Events: true}, "text/event-stream · 1,200 events"},
		{exchange.Stream{Entries: 3}, "text/event-stream · 3 records"},
		{exchange.Stream{Entries: 3, Broken: 1}, "text/event-stream · 3 records, 1 not JSON"},
	} {
		m, _ = Update(m, EngineEvent{Event: exchange.Event{ID: 1, View: &exchange.View{Mode: exchange.Pretty, Rows: 9, Stream: &c.stream}}})
		require.Equal(t, c.want, m.Shown.About())
	}
}
