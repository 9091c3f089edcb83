package playground

import (
	"fmt"
	"strconv"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// This file answers what components ask of a model, so that they decide nothing.

// Rows gives the rows of a list.
func (m Model) Rows(list List) []request.Field {
	switch list {
	case ParamList:
		return m.Request.Params
	case HeaderList:
		return m.Request.Headers
	case FormList:
		return m.Request.Body.Form
	case SessionParamList:
		return m.Session.Request.Params
	case SessionHeaderList:
		return m.Session.Request.Headers
	}
	return nil
}

// Count is the number on a tab of the request: the rows that are sent. Tabs that
// have no rows count 1 when something is set on them.
func (m Model) Count(tab Tab) int {
	switch tab {
	case ParamsTab:
		return len(request.Sent(m.Request.Params))
	case HeadersTab:
		return len(request.Sent(m.Request.Headers))
	case BodyTab:
		if m.Request.Body.Kind != request.NoBody {
			return 1
		}
	case AuthTab:
		if m.Request.Auth.Kind != request.NoAuth {
			return 1
		}
	case OptionsTab:
		return len(m.Request.ChosenOptions())
	}
	return 0
}

// HeaderNote says what will happen to a row of the headers where that is not
// simply that it is sent; row counts from 0.
func (m Model) HeaderNote(row int) (note string, dropped bool) {
	if m.Prepared == nil {
		return "", false
	}
	for _, h := range m.Prepared.Headers {
		if h.Row == row+1 {
			return h.Note, h.Dropped
		}
	}
	return "", false
}

// Sending reports whether the screen shows that a request is in flight: Send is then Cancel.
func (m Model) Sending() bool { return m.Flight != nil && !m.unnoticed() }

// unnoticed reports whether the flight has only just begun: until the engine says something of it, or the first tick comes, the
// screen stays as it is. An answer that is here by then is drawn at once, and nothing flickers.
func (m Model) unnoticed() bool {
	return m.Flight != nil && m.Engine.Ready && m.Flight.Sent == nil && m.Elapsed == 0
}

// Modes lists the ways to show the body of an exchange, the best first.
func (e *Exchange) Modes() []BodyMode {
	var known []exchange.Mode
	switch {
	case e.Done != nil:
		known = e.Done.Body.Modes
	case e.View != nil:
		known = e.View.Modes
	}
	modes := make([]BodyMode, len(known))
	for i, mode := range known {
		modes[i] = BodyMode(mode)
	}
	return modes
}

// ModeOf is the way in which the body of an exchange is shown: the one that was
// chosen if the body has it, else the best.
func (m Model) ModeOf(e *Exchange) BodyMode {
	modes := e.Modes()
	for _, mode := range modes {
		if mode == m.Mode {
			return mode
		}
	}
	if len(modes) > 0 {
		return modes[0]
	}
	return AutoMode
}

// Status is the status line of a response, in pieces.
type Status struct {
	Class  string // "1xx" … "5xx", "failed", "sending", ""
	Code   string // "200 OK", "Timed out", "Sending …"
	Time   string // "132 ms"
	Size   string // "4.1 kB"
	Exact  string // the same to the byte, for a title
	Spoken string // the whole in words, announced once
}

// StatusLine is the status line of the response pane.
func (m Model) StatusLine() Status {
	if m.Sending() {
		return m.flightStatus()
	}
	e := m.Shown
	switch {
	case e == nil:
		return Status{}
	case e.Failure != nil && e.Head == nil:
		title := Explain(*e.Failure, e.Request, m.Origin).Title
		return Status{Class: "failed", Code: title, Time: Milliseconds(e.Failure.After), Spoken: title}
	case e.Run != nil:
		return m.runStatus(e)
	}
	s := Status{Class: strconv.Itoa(e.Head.Status/100) + "xx", Code: strings.TrimSpace(strconv.Itoa(e.Head.Status) + " " + e.Head.Reason)}
	switch {
	case e.Failure != nil && e.Failure.Kind == exchange.BadStatus: // the answer is whole
		s.Class, s.Code = "failed", e.Failure.Detail
		s.Time, s.Size, s.Exact = Milliseconds(e.Failure.After), Bytes(e.Failure.Got), fmt.Sprintf("%d bytes", e.Failure.Got)
		s.Spoken = fmt.Sprintf("%s, %s, %s", s.Code, s.Time, s.Size)
	case e.Failure != nil:
		s.Class = "failed"
		s.Time = Milliseconds(e.Failure.After)
		s.Size = Bytes(e.Failure.Got) + " came"
		s.Exact = fmt.Sprintf("%d bytes came", e.Failure.Got)
		s.Spoken = s.Code + ", then " + Explain(*e.Failure, e.Request, m.Origin).Title
		if e.Failure.Page > 0 && e.Pages != nil {
			s.Size = pagesText(*e.Pages)
		}
	case e.Done != nil:
		t := e.Done.Timing
		s.Time = Milliseconds(t.Total)
		s.Size = Bytes(e.Done.Body.Size)
		s.Exact = fmt.Sprintf("%d bytes", e.Done.Body.Size)
		if t.Wire >= 0 && t.Wire != t.Decoded {
			s.Size = Bytes(t.Wire) + " → " + Bytes(t.Decoded)
			s.Exact = fmt.Sprintf("%d bytes on the wire, %d decoded", t.Wire, t.Decoded)
		}
		s.Spoken = fmt.Sprintf("%s, %s, %s", s.Code, s.Time, Bytes(e.Done.Body.Size))
		if e.Pages != nil && e.Pages.Got > 0 {
			s.Size = pagesText(*e.Pages)
			s.Spoken += ", " + s.Size
		}
	}
	return s
}

func (m Model) flightStatus() Status {
	f := m.Flight
	s := Status{Class: "sending", Code: "Sending", Time: Milliseconds(m.Elapsed)}
	switch {
	case !m.Engine.Ready && f.Sent == nil:
		s.Code = m.Engine.String()
	case f.Run != nil:
		return m.runStatus(f)
	case f.Wait != nil:
		s.Code = waitText(*f.Wait, m.Elapsed)
		s.Spoken = waitText(*f.Wait, 0)
		return s
	case f.Pages != nil && f.Pages.Got > 0:
		s.Class = "2xx"
		s.Code = fmt.Sprintf("Page %d, %s", f.Pages.Got, count(f.Pages.Items, "item"))
		s.Spoken = "Pages are coming" // once, and not with each of them
		return s
	case f.Head != nil:
		s.Class = strconv.Itoa(f.Head.Status/100) + "xx"
		s.Code = strings.TrimSpace(strconv.Itoa(f.Head.Status) + " " + f.Head.Reason)
		if f.Progress != nil {
			s.Size = progress(*f.Progress)
		}
	case f.Upload != nil:
		s.Code = "Uploading"
		s.Size = progress(*f.Upload)
	case f.Sent != nil && f.Sent.BodySize > 1<<16:
		s.Code = "Uploading"
		s.Size = Bytes(f.Sent.BodySize)
	}
	s.Spoken = s.Code
	return s
}

// String says in words what the engine does.
func (s EngineState) String() string {
	switch {
	case s.Failed != "":
		return "The engine did not start: " + s.Failed
	case s.Ready:
		return "Ready"
	case s.Total > 0:
		return "Loading the engine, " + progress(exchange.Progress{Bytes: s.Loaded, Total: s.Total})
	}
	return "Loading the engine"
}

// Fraction is the known progress of the exchange in flight, from 0 to 1; ok is
// false while nothing is known.
func (m Model) Fraction() (fraction float64, ok bool) {
	if m.Flight == nil {
		return 0, false
	}
	if r := m.Flight.Run; r != nil {
		return float64(r.Count) / float64(max(1, r.Total)), true
	}
	p := m.Flight.Upload
	if m.Flight.Head != nil {
		p = m.Flight.Progress
	}
	if p == nil || p.Total <= 0 {
		return 0, false
	}
	return min(1, float64(p.Bytes)/float64(p.Total)), true
}

func progress(p exchange.Progress) string {
	if p.Total > 0 {
		return fmt.Sprintf("%s of %s", Bytes(p.Bytes), Bytes(p.Total))
	}
	return Bytes(p.Bytes)
}

// Bytes writes a size as people read it: 999 B, 4.1 kB, 12 MB (powers of 1000).
func Bytes(n int64) string {
	if n < 1000 {
		return strconv.FormatInt(n, 10) + " B"
	}
	v, unit := float64(n), 0
	for v >= 999.5 && unit < 4 {
		v /= 1000
		unit++
	}
	if v < 9.95 {
		return fmt.Sprintf("%.1f %s", v, units[unit])
	}
	return fmt.Sprintf("%.0f %s", v, units[unit])
}

var units = []string{"B", "kB", "MB", "GB", "TB"}

// Milliseconds writes a duration as people read it: 0.8 ms, 132 ms, 2.35 s, 1 min 5 s.
func Milliseconds(ms float64) string {
	switch {
	case ms < 0.05:
		return "0 ms"
	case ms < 9.95:
		return strconv.FormatFloat(ms, 'f', 1, 64) + " ms"
	case ms < 999.5:
		return strconv.FormatFloat(ms, 'f', 0, 64) + " ms"
	case ms < 59_995:
		return strconv.FormatFloat(ms/1000, 'f', 2, 64) + " s"
	}
	s := int(ms / 1000)
	return fmt.Sprintf("%d min %d s", s/60, s%60)
}
