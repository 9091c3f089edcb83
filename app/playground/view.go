package playground

import (
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

// waiting reports whether the flight waits before its next attempt.
func (m Model) waiting() bool {
	return m.Flight != nil && m.Flight.Wait != nil && m.Elapsed < m.Flight.Wait.Until
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
