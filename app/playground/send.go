package playground

import (
	"slices"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// send starts an exchange, unless one is in flight or an input is missing.
func (m Model) send() (Model, []Cmd) {
	if m.Flight != nil {
		return m, nil
	}
	if wrong := m.invalid(); wrong != nil {
		return m.refuse(*wrong)
	}
	m.Invalid = nil
	m.linkSent()
	m.lastID++
	m.Elapsed = 0
	m.Flight = &Exchange{ID: m.lastID, Via: m.Via(), Request: m.Whole(), Own: m.Request}
	return m, []Cmd{Send{ID: m.lastID, Via: m.Flight.Via, Request: m.Flight.Request}, Tick{ID: m.lastID}, ShowStatus{}}
}

// invalid finds what the page itself can see is missing. Everything else is found
// when the request is prepared.
func (m Model) invalid() *Invalid {
	if strings.TrimSpace(m.Request.URL) == "" {
		return &Invalid{Where: exchange.AtURL, Message: "Type a URL, for example https://example.com/."}
	}
	if wrong := m.Own().badSetting(ofAnyKind); wrong != nil {
		return wrong
	}
	if wrong := m.badSession(); wrong != nil {
		return wrong
	}
	if wrong := m.missingRelay(); wrong != nil {
		return wrong
	}
	if wrong := m.missingPages(); wrong != nil {
		return wrong
	}
	if wanted := m.Wanted(); len(wanted) > 0 {
		return &Invalid{Where: exchange.AtHoles, Message: "Enter a value for " + wanted[0] + ", or have " + request.Braces(wanted[0]) + " sent as it stands."}
	}
	for _, f := range m.Request.Files() {
		if f.ID == "" {
			return &Invalid{Where: exchange.AtBody, Message: "Choose the file " + f.Name + " again: a link does not carry files."}
		}
	}
	return nil
}

// refuse says at the input itself what is wrong with it, and takes the focus there.
func (m Model) refuse(wrong Invalid) (Model, []Cmd) {
	m.Invalid = &wrong
	tab, ok := tabOf(wrong.Where)
	switch {
	case wrong.Session:
		m.Session.Open = true
		if ok {
			m.Session.Tab = tab
		}
		return m, []Cmd{Focus{Target{Control: string(wrong.Where), Setting: wrong.Setting, Index: wrong.Row, Session: true}}}
	case ok:
		m.Tab = tab
	}
	return m, []Cmd{Focus{Target{Control: string(wrong.Where), Setting: wrong.Setting}}}
}

func (m Model) cancel() (Model, []Cmd) {
	if m.Flight == nil {
		return m, nil
	}
	return m, []Cmd{Cancel{ID: m.Flight.ID}}
}

// event takes what the engine says of an exchange. An exchange is shown as soon as
// its answer begins or it fails; until then the one before stays.
func (m Model) event(e exchange.Event) (Model, []Cmd) {
	switch {
	case m.Opening != nil && m.Opening.ID == e.ID:
		return m.openingEvent(e)
	case m.Flight == nil || m.Flight.ID != e.ID:
		return m.lateEvent(e)
	}
	f := *m.Flight
	if e.View != nil && !m.wants(&f, e.View) {
		return m, nil
	}
	if w := e.Wait; w != nil && w.For > 0 {
		here := *w
		here.Until = m.Elapsed + w.For // by the page's own clock, which began before the engine had the request
		e.Wait = &here
	}
	f.take(e)
	var cmds []Cmd
	if refused := f.Failure; refused != nil && refused.Kind == exchange.BadInput && refused.Where != "" {
		m.Flight = nil
		if f.Of != nil {
			m.show(&f)
			return m, nil // it is none of what stands in the fields
		}
		if !same(f.Request, m.Whole()) {
			return m, nil // edited meanwhile: the complaint is about what stands there no more
		}
		return m.refuse(Invalid{Where: refused.Where, Setting: refused.Setting, Message: refused.Detail, Session: m.blamesSession(refused.Where) || m.takesOption(refused.Setting)})
	}
	if f.Answered() || f.Failure != nil {
		m.show(&f)
	}
	m.Flight = &f
	if e.View != nil {
		m, cmds = m.readAs(cmds)
	}
	if failed := f.Failure; failed != nil && failed.Diagnosis != nil && failed.Diagnosis.Pending {
		cmds = append(cmds, Diagnose{ID: f.ID, Request: f.Request, Relay: m.asksRelay(f.Request.URL)})
	}
	if f.Many != nil {
		var asked []Cmd
		m, asked = m.resultsCame(e)
		cmds = append(cmds, asked...)
	}
	if f.Over() {
		m.Flight = nil
		m, cmds = m.readAs(cmds)
		if f.Done != nil && f.Saving != nil && f.Done.Body.Size > 0 {
			cmds = append(cmds, SaveBody{ID: f.ID, Name: f.Done.Body.FileName})
		}
	}
	return m, cmds
}

// lateEvent takes what comes when nothing is in flight any more: how what New stopped has ended, and readings of the body that is shown.
func (m Model) lateEvent(e exchange.Event) (Model, []Cmd) {
	switch {
	case e.Done != nil || e.Failure != nil || e.Run != nil:
		m.change(e.ID, func(x *Exchange) {
			if !x.Over() {
				x.take(e)
			}
		})
	case e.View != nil:
		m.change(e.ID, func(x *Exchange) {
			if m.wants(x, e.View) {
				x.View = e.View
			}
		})
	}
	return m.readAs(nil)
}

// wants reports whether a reading of an exchange is the one that is to be shown, or the first, which tells how the body can be read.
func (m Model) wants(x *Exchange, v *exchange.View) bool {
	mode := m.ModeOf(x)
	return mode == AutoMode || mode == PreviewMode || string(mode) == string(v.Mode)
}

func (x *Exchange) take(e exchange.Event) {
	switch {
	case e.Sent != nil:
		x.Sent = marked(e.Sent, x.Request, x.Own)
	case e.Hop != nil:
		x.Hops = append(slices.Clone(x.Hops), *e.Hop)
		x.Wait = nil
	case e.Wait != nil && e.Wait.Declined != "":
		x.Declined = e.Wait.Declined
	case e.Wait != nil:
		x.Wait = e.Wait
	case e.Upload != nil:
		x.Upload, x.Wait = e.Upload, nil
	case e.Run != nil:
		x.Run = e.Run
	case e.Head != nil:
		x.Head, x.Wait = e.Head, nil
	case e.Progress != nil:
		x.Progress = e.Progress
	case e.View != nil:
		x.View = e.View
	case e.Pages != nil:
		x.Pages = e.Pages
	case e.Saving != nil:
		x.Saving = e.Saving
	case e.Done != nil:
		x.Done = e.Done
	case e.Failure != nil:
		x.Failure = e.Failure
	}
}

func (m Model) engineChanged(state EngineState) (Model, []Cmd) {
	m.Engine = state
	if state.Ready {
		m, cmds := m.prepareSoon()
		return m, m.askWire(append(m.checkJSON(), cmds...))
	}
	if state.Failed != "" && m.Flight != nil {
		return m.event(exchange.Event{ID: m.Flight.ID, Failure: &exchange.Failure{Kind: exchange.Internal, Detail: state.Failed}})
	}
	return m, nil
}

// prepareSoon asks how the request would go out, after the answer that is waited for.
func (m Model) prepareSoon() (Model, []Cmd) {
	if m.busy() {
		return m, []Cmd{After{Delay: addressPause, Msg: PrepareDue{}}}
	}
	return m, []Cmd{Prepare{Request: m.Whole(), Via: m.Via()}}
}

// chooseMode reads the body that is shown in another way.
func (m Model) chooseMode(mode BodyMode) (Model, []Cmd) {
	m.Mode = mode
	return m.readAs(nil)
}

// readAs asks for the reading of the shown body that is wanted, if the one at
// hand is another.
func (m Model) readAs(cmds []Cmd) (Model, []Cmd) {
	if m.Shown == nil || m.Shown.Head == nil {
		return m, cmds
	}
	mode := m.ModeOf(m.Shown)
	if mode == AutoMode || mode == PreviewMode || m.Shown.View != nil && string(m.Shown.View.Mode) == string(mode) {
		return m, cmds
	}
	shown := *m.Shown
	// Nothing is known of that reading yet. How the body can be read stays known.
	view := exchange.View{Mode: exchange.Mode(mode)}
	if old := shown.View; old != nil {
		view.Media, view.Language, view.Modes = old.Media, old.Language, old.Modes
	}
	shown.View = &view
	m.Shown = &shown
	if m.Flight != nil && m.Flight.ID == shown.ID {
		m.Flight = &shown
	}
	return m, append(cmds, Read{ID: shown.ID, Mode: mode})
}

func (m Model) copyBody() (Model, []Cmd) {
	if !m.CanCopy() {
		return m.toast("There is no text to copy.")
	}
	return m, []Cmd{CopyBody{ID: m.Shown.ID}}
}

// CanCopy reports whether the body that is shown is a text, all of which is there.
func (m Model) CanCopy() bool {
	return m.CanSave() && m.Shown.View != nil && m.Shown.View.Media == exchange.MediaText || m.CanSave() && m.Shown.Done != nil && m.Shown.Done.Body.Media == exchange.MediaText
}

// CanSave reports whether there is a body, or as much of it as came, to save. That of the last response is not offered while the next
// is awaited.
func (m Model) CanSave() bool {
	if m.Shown == nil || !m.Shown.Answered() || !m.Shown.Over() || m.Stale() {
		return false
	}
	if m.Shown.Done != nil {
		return m.Shown.Done.Body.Size > 0
	}
	return m.Shown.Failure.Got > 0
}

func (m Model) saveBody() (Model, []Cmd) {
	if !m.CanSave() {
		return m.toast("There is no body to save.")
	}
	name := "response"
	switch {
	case m.Shown.Done != nil && m.Shown.Done.Body.FileName != "":
		name = m.Shown.Done.Body.FileName
	case m.Shown.Saving != nil:
		name = m.Shown.Saving.FileName
	}
	return m, []Cmd{SaveBody{ID: m.Shown.ID, Name: name}}
}

// clear empties the screen: a new request, and no response.
func (m Model) clear() (Model, []Cmd) {
	var cmds []Cmd
	if m.Flight != nil {
		cmds = append(cmds, Cancel{ID: m.Flight.ID})
		m.Flight = nil
	}
	m.undo, m.Shown = m.leaving(), nil
	m.Link = &LinkNotice{Undo: true}
	cmds = append(cmds, m.replace(request.New(), "")...)
	return m, append(cmds, SetAddress{}, Focus{Target{Control: "url"}})
}
