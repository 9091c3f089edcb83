package playground

import (
	"strings"

	"roundtrip/app/exchange"
)

// askWire asks what would go out, while that is looked at and nothing is missing that the page itself can see.
func (m *Model) askWire(cmds []Cmd) []Cmd {
	switch {
	case m.Tab != PreviewTab:
		m.Wire = nil // of another request by the time that it is looked at
		return cmds
	case !m.Engine.Ready || m.invalid() != nil:
		return cmds
	}
	return append(cmds, Preview{Request: m.Whole(), Via: m.Via(), Mode: m.WireModeOrText()})
}

// previewed takes what would go out, unless the request or the mode is another by now.
func (m Model) previewed(msg Previewed) Model {
	if m.Tab == PreviewTab && same(msg.Request, m.Whole()) && msg.Via == m.Via() && msg.Mode == m.WireModeOrText() {
		m.Wire = &msg.Wire
	}
	return m
}

// WireModeOrText is the way in which it is shown.
func (m Model) WireModeOrText() BodyMode {
	if m.WireMode == HexMode {
		return HexMode
	}
	return RawMode
}

// Unready says what is missing before a request can be sent at all, as far as the page can see it, or "".
func (m Model) Unready() string {
	if wrong := m.invalid(); wrong != nil {
		return wrong.Message
	}
	return ""
}

// showProblem leads to what keeps the request from being sent.
func (m Model) showProblem() (Model, []Cmd) {
	if wrong := m.invalid(); wrong != nil {
		return m.refuse(*wrong)
	}
	if m.Wire == nil || m.Wire.Failure == nil {
		return m, nil
	}
	return m.refuse(Invalid{
		Where: m.Wire.Failure.Where, Setting: m.Wire.Failure.Setting, Message: m.Wire.Failure.Detail,
		Session: m.blamesSession(m.Wire.Failure.Where),
	})
}

// WireText writes what would go out in the form of HTTP/1.1, or as it is shown in hex, to be copied. Headers whose values
// only the browser knows are remarks.
func WireText(w exchange.Wire) string {
	var b strings.Builder
	if w.Head != "" {
		b.WriteString(w.Head + "\n")
		if w.Body != "" {
			b.WriteString("\n" + w.Body + "\n")
		}
		return b.String()
	}
	b.WriteString(w.Line + "\n")
	for _, h := range w.Headers {
		b.WriteString(headerLine(h))
	}
	b.WriteString("\n" + w.Body)
	return b.String()
}

// WireHeadNote says how far the head that is shown is the one that goes out.
func WireHeadNote(w exchange.Wire) string {
	if !w.Browser {
		return "These lines go out in this order over HTTP/1.1. HTTP/2 carries the same in a form of its own."
	}
	var unknown []string
	for _, h := range w.Headers {
		if !h.Dropped && h.Origin == exchange.FromBrowser && h.Value == "" {
			unknown = append(unknown, h.Name)
		}
	}
	note := "This is HTTP/1.1; HTTP/2 carries the same in a form of its own. The browser orders the lines itself, may write the names in small letters, and adds lines that no page can know, such as Connection."
	switch {
	case len(unknown) == 0:
	case w.Head != "":
		note += " Not among these bytes, because their values are not known: " + strings.Join(unknown, ", ") + "."
	default:
		note += " The values of " + strings.Join(unknown, ", ") + " are not known."
	}
	return note
}

// WireBodyNote says how much of the body is shown, and whether it is a text.
func WireBodyNote(w exchange.Wire) string {
	note := exactBytes(w.Size)
	if w.Shown < w.Size {
		note = "The first " + exactBytes(w.Shown) + " of " + exactBytes(w.Size) + ". " + exactBytes(w.Size-w.Shown) + " more are sent."
	}
	if w.Binary && w.Head == "" {
		note += " Not all of it is text: Hex shows the bytes."
	}
	return note
}
