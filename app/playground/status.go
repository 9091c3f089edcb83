package playground

import (
	"fmt"
	"strconv"
	"strings"

	"roundtrip/app/exchange"
)

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
	if m.Sending() && !m.aside() {
		return m.flightStatus()
	}
	e := m.Shown
	switch {
	case e == nil:
		return Status{}
	case e.Failure != nil && e.Head == nil:
		said := Explain(*e.Failure, e.Request, m.Origin)
		s := Status{Class: "failed", Code: said.Title, Time: Milliseconds(e.Failure.After), Spoken: said.headline()}
		if d := e.Failure.Diagnosis; d != nil && d.Pending {
			s.Spoken = said.Title + ". " + LookingForCause
		}
		return s
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
		s.Spoken = s.Code + ", then " + Explain(*e.Failure, e.Request, m.Origin).headline()
		if e.Failure.Page > 0 && e.Pages != nil {
			s.Size = pagesText(*e.Pages)
		}
	case e.Done != nil:
		t, size := e.Done.Timing, e.Done.Body.Size+e.Head.Dropped
		s.Time = Milliseconds(t.Total)
		s.Size = Bytes(size)
		s.Exact = fmt.Sprintf("%d bytes", size)
		if t.Wire >= 0 && t.Wire != t.Decoded {
			s.Size = Bytes(t.Wire) + " → " + Bytes(t.Decoded)
			s.Exact = fmt.Sprintf("%d bytes on the wire, %d decoded", t.Wire, t.Decoded)
		}
		s.Spoken = fmt.Sprintf("%s, %s, %s", s.Code, s.Time, Bytes(size))
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
	case m.waiting():
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

func progress(p exchange.Progress) string {
	if p.Total > 0 {
		return fmt.Sprintf("%s of %s", Bytes(p.Bytes), Bytes(p.Total))
	}
	return Bytes(p.Bytes)
}
