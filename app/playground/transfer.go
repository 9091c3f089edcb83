package playground

import (
	"fmt"
	"slices"

	"roundtrip/app/exchange"
)

// Moment is how many bytes had passed at some time of an exchange.
type Moment struct {
	At    float64 // milliseconds since Send
	Bytes int64
}

// Transfer is what the screen says of bytes that take their time: a body that is saved to the disk, or one that goes out.
type Transfer struct {
	Title   string
	Known   bool // how much there is
	Percent int
	Amount  string // "90 MB of 200 MB"
	Rate    string // "23 MB/s" over the last seconds, or on average once it is over
	Left    string // "5 s left"
	Note    string // what there is to know besides
	Over    bool
	Again   string // what the button says that offers the file, "" where there is none yet
	Cancel  string // the same of the one that cancels
}

const (
	// paceSpan is over how long the rate is measured, in milliseconds.
	paceSpan = 3000
	// paceLeast is how long it must have been measured before it says anything.
	paceLeast = 300
	// uploadLeast is how many bytes go out before their progress has a place of its own on the screen, and uploadAfter how
	// many milliseconds: what is quick does not flicker.
	uploadLeast = 1 << 20
	uploadAfter = 400
)

// saved reports whether the body goes to the disk rather than to the screen.
func (e *Exchange) saved() bool { return e.Saving != nil && e.Saving.Memory == "" }

// paced notes how far the flight is.
func (m Model) paced() Model {
	p := m.Flight.Upload
	if m.Flight.Head != nil {
		p = m.Flight.Progress
	}
	if p == nil || m.Flight.Upload == nil && m.Flight.Saving == nil {
		return m
	}
	f := *m.Flight
	pace := slices.Clone(f.Pace)
	if n := len(pace); n > 0 && pace[n-1].Bytes > p.Bytes {
		pace = nil // of the upload, until now
	}
	pace = append(pace, Moment{At: m.Elapsed, Bytes: p.Bytes})
	for len(pace) > 2 && pace[1].At < m.Elapsed-paceSpan {
		pace = pace[1:]
	}
	f.Pace = pace
	if m.Shown != nil && m.Shown.ID == f.ID {
		m.Shown = &f
	}
	m.Flight = &f
	return m
}

// rate is in bytes per millisecond, 0 while it is not known.
func (e *Exchange) rate() float64 {
	if len(e.Pace) < 2 {
		return 0
	}
	first, last := e.Pace[0], e.Pace[len(e.Pace)-1]
	if last.At-first.At < paceLeast {
		return 0
	}
	return float64(last.Bytes-first.Bytes) / (last.At - first.At)
}

// under fills in how far a transfer is that goes on.
func (t *Transfer) under(p exchange.Progress, rate float64) {
	t.Amount = Bytes(p.Bytes)
	if t.Known = p.Total > 0 && p.Bytes <= p.Total; t.Known {
		t.Percent = int(100 * float64(p.Bytes) / float64(p.Total))
		t.Amount = progress(p)
	}
	if rate <= 0 {
		return
	}
	t.Rate = perSecond(rate)
	if t.Known {
		t.Left = left(float64(p.Total-p.Bytes) / rate)
	}
}

func perSecond(rate float64) string { return Bytes(int64(rate*1000)) + "/s" }

// left writes how much time is left, of milliseconds.
func left(ms float64) string {
	switch s := int(ms/1000 + .5); {
	case s < 1:
		return "less than 1 s left"
	case s < 60:
		return fmt.Sprintf("%d s left", s)
	case s < 3600:
		return fmt.Sprintf("%d min %d s left", s/60, s%60)
	case s < 360_000:
		return fmt.Sprintf("%d h %d min left", s/3600, s/60%60)
	}
	return "days left"
}

// saving is how far a body is on its way to the disk; the zero value where none is.
func (e *Exchange) saving() Transfer {
	if !e.saved() {
		return Transfer{}
	}
	t := Transfer{Title: "Saving " + e.Saving.FileName + " to the disk"}
	switch {
	case e.Done != nil:
		t.Title, t.Over = "Saved "+e.Saving.FileName, true
		t.Amount, t.Again = Bytes(e.Done.Body.Size), "Save again"
		if ms := e.Done.Timing.Total - e.Done.Timing.Head; ms > 0 {
			t.Amount += " in " + Milliseconds(ms)
			t.Rate = perSecond(float64(e.Done.Body.Size)/ms) + " on average"
		}
		t.Note = "The browser puts it where its downloads go. It was not held in memory, and there is nothing to look at here."
	case e.Failure != nil:
		t.Title, t.Over = "Not all of "+e.Saving.FileName+" came", true
		t.Amount = Bytes(e.Failure.Got) + " came"
		if p := e.Progress; p != nil && p.Total > 0 && e.Failure.Got <= p.Total {
			t.Amount = fmt.Sprintf("%s of %s came, %d %%", Bytes(e.Failure.Got), Bytes(p.Total), 100*e.Failure.Got/p.Total)
		}
		if e.Failure.Got > 0 {
			t.Again, t.Note = "Save what came", "What came is on the disk until you send again or close this page."
		}
	default:
		t.Cancel = "Cancel the download"
		p := exchange.Progress{Total: -1}
		if e.Progress != nil {
			p = *e.Progress
		}
		t.under(p, e.rate())
	}
	return t
}

// Uploading is how far the body of a request is; the zero value while there is nothing to say of it.
func (m Model) Uploading() Transfer {
	f := m.Flight
	if f == nil || f.Head != nil || f.Sent == nil || m.waiting() || f.Sent.BodySize < uploadLeast || m.Elapsed < uploadAfter {
		return Transfer{}
	}
	t := Transfer{Title: "Uploading " + Bytes(f.Sent.BodySize), Cancel: "Cancel the upload"}
	switch {
	case f.Upload == nil:
		t.Note = "The browser does not tell how far it is."
		if !f.Request.Options.Stream {
			t.Note += " Options, Stream the upload, shows it for servers that speak HTTP/2 over https."
		}
	case f.Upload.Bytes >= f.Upload.Total:
		t.Note = "All of it has gone out. The answer is awaited."
		t.under(*f.Upload, 0)
	default:
		t.under(*f.Upload, f.rate())
	}
	return t
}
