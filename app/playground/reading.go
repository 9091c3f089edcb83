package playground

import (
	"fmt"
	"strings"

	"roundtrip/app/exchange"
)

// Pane names what fills the body tab of the response.
type Pane string

// The panes of the body tab.
const (
	EmptyPane   Pane = "empty"   // there is no response
	FailurePane Pane = "failure" // no response came
	WaitingPane Pane = "waiting" // the head is here, nothing to show of the body yet
	TextPane    Pane = "text"    // rows: text, pretty or raw, or hex
	PreviewPane Pane = "preview" // drawn by the browser
	BlankPane   Pane = "blank"   // there is no body
	SavingPane  Pane = "saving"  // it goes to the disk
	ResultsPane Pane = "results" // of a run
)

// Reading says how the body tab shows an exchange.
type Reading struct {
	Pane    Pane
	Mode    BodyMode
	Media   exchange.Media // what PreviewPane draws; text is a page of HTML
	Text    string         // what BlankPane and WaitingPane say
	Problem string         // why a pretty reading stopped being pretty, or a body is not on the disk
	GoTo    string         // the button that goes to the problem, "" where it has no place in the view

	Transfer Transfer // of SavingPane
}

// Reading is how the body of what is shown is read.
func (m Model) Reading() Reading {
	e := m.Shown
	switch {
	case e == nil && m.Sending():
		return Reading{Pane: WaitingPane, Text: "Waiting for the response. Esc cancels."}
	case e == nil:
		return Reading{Pane: EmptyPane}
	case !e.Answered():
		return Reading{Pane: FailurePane}
	case e.Run != nil:
		return Reading{Pane: ResultsPane}
	}
	if why := e.blank(); why != "" {
		return Reading{Pane: BlankPane, Text: why}
	}
	if e.saved() {
		return Reading{Pane: SavingPane, Transfer: e.saving()}
	}
	r := Reading{Mode: m.ModeOf(e)}
	switch {
	case r.Mode == AutoMode:
		r.Pane, r.Text = WaitingPane, "Waiting for the body."
	case r.Mode == PreviewMode && !e.Over():
		r.Pane, r.Text = WaitingPane, "The preview is drawn once all of the body has come."
	case r.Mode == PreviewMode:
		r.Pane, r.Media = PreviewPane, e.media()
	default:
		r.Pane = TextPane
		if e.View != nil && e.View.Problem != nil {
			r.Problem, r.GoTo = problemText(*e.View.Problem, e.View.Language), goTo(*e.View.Problem)
		}
	}
	r.Problem = strings.TrimSpace(e.unknown() + " " + r.Problem)
	if e.Saving != nil {
		r.Problem = e.Saving.Memory + " The body is held in memory until all of it has come, and then saved."
	}
	return r
}

// unknown names what the headers say of the body and nobody here knows.
func (e *Exchange) unknown() string {
	if e.Head == nil {
		return ""
	}
	var notes []string
	if coding := e.Head.UnknownCoding; coding != "" {
		notes = append(notes, "Content-Encoding is "+coding+", which is not a known coding. The body is shown as it came.")
	}
	if charset := e.Head.UnknownCharset; charset != "" {
		notes = append(notes, "The charset "+charset+" is unknown. Text is shown as UTF-8 unless it says otherwise.")
	}
	return strings.Join(notes, " ")
}

// blank says why there is no body to show, or "" when there is one or it may come.
func (e *Exchange) blank() string {
	if why := e.Head.NoBody(e.Request.MethodOrGet()); why != "" {
		return why
	}
	switch {
	case e.Head.Dropped > 0 && e.broken():
		return "What came of this body, " + Bytes(e.Head.Dropped) + ", was not kept. Send this request alone to see it."
	case e.Head.Dropped > 0:
		return "This body, " + Bytes(e.Head.Dropped) + ", was not kept: 64 MB of bodies of runs are kept. Send this request alone to see it."
	case e.Done != nil && e.Done.Body.Size == 0, e.Failure != nil && e.Failure.Kind == exchange.BadStatus && e.Failure.Got == 0:
		return "The body is empty."
	case e.Failure != nil && e.Failure.Got == 0:
		return "Nothing of the body came."
	}
	return ""
}

// broken reports whether the body ended too soon.
func (e *Exchange) broken() bool { return e.Failure != nil && e.Failure.Kind != exchange.BadStatus }

func (e *Exchange) media() exchange.Media {
	switch {
	case e.Done != nil:
		return e.Done.Body.Media
	case e.View != nil:
		return e.View.Media
	}
	return exchange.MediaNone
}

// Language is the language of the body of an exchange, for its colours.
func (e *Exchange) Language() string {
	switch {
	case e.View != nil && e.View.Language != "":
		return e.View.Language
	case e.Done != nil:
		return e.Done.Body.Language
	}
	return ""
}

func problemText(p exchange.Problem, language string) string {
	name := strings.ToUpper(language)
	if name == "" {
		name = "text"
	}
	of := ""
	if p.Shown != p.Line {
		of = " of the raw body"
	}
	return fmt.Sprintf("Invalid %s at line %d, column %d%s: %s. The rest is shown unformatted.", name, p.Line, p.Column, of, strings.TrimSuffix(p.Message, "."))
}

func goTo(p exchange.Problem) string {
	if p.At == 0 {
		return ""
	}
	return "Go to line " + group(int64(p.Shown))
}

// Wrap reports whether long lines are wrapped: as the person chose, and else where one is so long that it is broken into rows. Those
// would all end out of view.
func (m Model) Wrap() bool {
	if m.wrap != nil {
		return *m.wrap
	}
	return m.Shown != nil && m.Shown.View != nil && m.Shown.View.Continued > 0
}

// Follows reports whether the end of the body is kept in view as it comes: of what
// is a stream of lines, as events and logs are, one wants to see the newest. A document
// is read from its top, however slowly it comes.
func (e *Exchange) Follows() bool {
	if e.Head == nil || e.Over() {
		return false
	}
	essence, _, _ := strings.Cut(strings.ToLower(e.Head.MediaType), ";")
	switch strings.TrimSpace(essence) {
	case "text/event-stream", "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines",
		"application/json-seq", "application/stream+json":
		return true
	case "text/plain":
		return e.Head.Length < 0
	}
	return false
}

// staleAfter is how long, in milliseconds, an old response stays as bright as a
// current one while the next request is in flight. Quick answers do not flicker.
const staleAfter = 400

// Stale reports whether what is shown is an old response, and the one that is
// asked for now takes its time.
func (m Model) Stale() bool {
	return m.Flight != nil && m.Shown != nil && m.Shown.ID != m.Flight.ID && !m.aside() && m.Elapsed >= staleAfter
}

// Label is the name of a way to show a body.
func (b BodyMode) Label() string {
	switch b {
	case PrettyMode:
		return "Pretty"
	case RawMode:
		return "Raw"
	case HexMode:
		return "Hex"
	case PreviewMode:
		return "Preview"
	}
	return ""
}

// About says in a few words what the body of an exchange is: its media type, its
// charset where that was found out, and how many rows the view has.
func (e *Exchange) About() string {
	if e == nil || e.Head == nil {
		return ""
	}
	var about []string
	if c := e.Head.Cached; c != nil { // first: it is to be seen where not all has room
		text := c.State
		if c.State != "MISS" {
			text += ", " + Milliseconds(c.Age*1000) + " old"
		}
		about = append(about, text)
	}
	if essence, _, _ := strings.Cut(e.Head.MediaType, ";"); essence != "" {
		about = append(about, strings.TrimSpace(essence))
	}
	if e.Done != nil && e.Done.Body.Charset != "" && e.Done.Body.Media == exchange.MediaText {
		about = append(about, e.Done.Body.Charset)
	}
	if e.View != nil && e.View.Stream != nil {
		about = append(about, streamText(*e.View.Stream))
	} else if e.View != nil && e.View.Done && e.View.Mode != exchange.Hex && e.View.Rows > 0 {
		lines := count(e.View.Rows-e.View.Continued, "line")
		if e.View.Continued > 0 && e.Done != nil {
			lines += ", " + Bytes(e.Done.Body.Size)
		}
		about = append(about, lines)
	}
	return strings.Join(about, " · ")
}

// streamText says how many entries of a stream have come.
func streamText(s exchange.Stream) string {
	if s.Events {
		return count(s.Entries, "event")
	}
	text := count(s.Entries, "record")
	if s.Broken > 0 {
		text += ", " + group(int64(s.Broken)) + " not JSON"
	}
	return text
}

// count writes a number of things with separators: "1 line", "1,204 lines".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return group(int64(n)) + " " + thing + "s"
}

// group writes a number with a comma between thousands.
func group(n int64) string {
	text := fmt.Sprint(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// ResponseLine is the line over the response pane: that of the response, and before
// there is one, what is being waited for.
func (m Model) ResponseLine() Status {
	s := m.StatusLine()
	if x := m.Shown; !m.Sending() && x != nil && x.Failure != nil {
		if x.Head != nil && x.Failure.Kind != exchange.BadStatus {
			title := Explain(*x.Failure, x.Request, m.Origin).Title
			s.Code += ", " + strings.ToLower(title[:1]) + title[1:]
		}
		if Neutral(x.Failure.Kind) {
			s.Class = "stopped"
		}
	}
	if s != (Status{}) {
		return s
	}
	if !m.Engine.Ready {
		return Status{Code: m.Engine.String()}
	}
	return Status{Code: "No response yet"}
}
