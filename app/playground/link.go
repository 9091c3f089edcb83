package playground

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/permalink"
	"roundtrip/app/request"
)

// addressPause is how long typing pauses before the address bar follows. Browsers
// allow only so many changes of the address in a time.
const addressPause = 300 * time.Millisecond

// address lets the address bar follow the request, once typing pauses.
func (m Model) address(cmds []Cmd) (Model, []Cmd) {
	if m.addressDue {
		return m, cmds
	}
	m.addressDue = true
	return m, append(cmds, After{Delay: addressPause, Msg: AddressDue{}})
}

// busy reports whether an answer has been waited for that may be here any moment: what can wait then does.
func (m Model) busy() bool {
	return m.Flight != nil && m.Elapsed < float64(time.Second/time.Millisecond)
}

// followSoon lets the address bar follow, after the answer that is waited for.
func (m Model) followSoon() (Model, []Cmd) {
	if m.busy() {
		return m, []Cmd{After{Delay: addressPause, Msg: AddressDue{}}}
	}
	return m.follow()
}

// follow puts the request, without its secrets, into the address bar. A request
// that stands as it was opened keeps the address under which it was opened, and one
// that is too large for a link leaves the bar empty rather than wrong.
func (m Model) follow() (Model, []Cmd) {
	m.addressDue = false
	fragment, own := m.home.fragment, m.home.own
	if !same(m.Whole(), m.home.request) {
		fragment, own = comfortable(m.shared()), true
	}
	if fragment == m.addr {
		return m, nil
	}
	m.addr = fragment
	return m, []Cmd{SetAddress{Fragment: fragment, Own: own && fragment != ""}}
}

// comfortable is the link of a request, without its secrets, or "" where it would be
// too long. Bodies that cannot end up short are not even tried, since compressing them
// takes longer than a frame.
func comfortable(r request.Request) string {
	if len(r.Body.JSON)+len(r.Body.Text) > 8*permalink.MaxComfortable {
		return ""
	}
	fragment, err := permalink.Keep(r).Link(nil)
	if err != nil || len(fragment) > permalink.MaxComfortable {
		return ""
	}
	return fragment
}

// home is a request as it was opened, and the fragment that it was opened from.
type home struct {
	request  request.Request
	fragment string
	own      bool // see SetAddress
}

// replace puts another request on the screen; what was typed about the old one goes.
func (m *Model) replace(r request.Request, fragment string) []Cmd {
	m.Request = r
	m.home = home{request: r, fragment: fragment}
	m.Without, m.typed = nil, nil
	m.Typed, m.Bulk, m.Prepared, m.Invalid, m.Token = nil, nil, nil, nil, nil
	m.BodyProblem, m.URLNote = nil, ""
	m.addr = fragment
	return m.checkJSON()
}

// present puts a request on the screen under the notice that says where it came from. What was edited before can be had back.
func (m *Model) present(r request.Request, fragment string, notice LinkNotice) []Cmd {
	m.undo = nil
	if !same(m.Request, m.home.request) {
		m.undo, notice.Undo = m.leaving(), true
	}
	m.Link = &notice
	cmds := m.replace(r, fragment)
	m.Tab = telling(r)
	if chosen := r.ChosenOptions(); m.Tab == OptionsTab && len(chosen) > 0 {
		cmds = append(cmds, Reveal{Setting: chosen[0].Name})
	}
	return cmds
}

// open puts a request on the screen that came from elsewhere. It is never sent by
// itself, and what it replaced can be had back.
func (m Model) open(l permalink.Link, fragment string) (Model, []Cmd) {
	if fragment == "" {
		fragment = comfortable(l.Request) // a file has no address of its own
	}
	r, held := l.Request.Withhold()
	l.Request = r
	typed := l.Typed()
	if len(typed) > mostTyped {
		r.Holes = slices.DeleteFunc(slices.Clone(r.Holes), func(name string) bool { return slices.Contains(typed, name) })
		typed = nil
	}
	for _, name := range typed {
		if !slices.Contains(r.Holes, name) {
			r.Holes = append(slices.Clone(r.Holes), name)
		}
	}
	cmds := m.present(r, fragment, LinkNotice{Source: sources[l.Source], Notes: l.Notices, Held: held})
	if len(held) > 0 {
		cmds = m.showHeld(held[0], cmds)
	}
	m.typed = typed
	m.Without = []string{request.Everything} // it is whole, and credentials are not to go where a link leads
	target := Target{Control: "send"}
	if len(m.Wanted()) > 0 {
		target = Target{Control: "holes"}
	}
	return m, append(cmds, SetAddress{Fragment: fragment}, Focus{target})
}

// reopen puts the person's own request back on the screen after a reload. Nobody else has written it: what they allowed stays so, and
// there is nothing to say of it but what secrets are wanted again.
func (m Model) reopen(fragment string) (Model, []Cmd) {
	m.opened = true
	l, err := permalink.Decode(fragment)
	if err != nil {
		return m.openLink(fragment)
	}
	cmds := m.present(l.Request, fragment, LinkNotice{})
	m.Link, m.undo, m.home.own = nil, nil, true
	m.Without = []string{request.Everything} // it is whole
	return m, append(cmds, Focus{Target{Control: "first"}})
}

// showHeld opens the tab of what was withheld.
func (m *Model) showHeld(w request.Withheld, cmds []Cmd) []Cmd {
	s, ok := request.FindSetting(w.Name)
	switch {
	case !ok:
		m.Tab = HeadersTab
		return cmds
	case s.IsOption():
		m.Tab = OptionsTab
	default:
		m.Tab = AuthTab
	}
	return append(cmds, Reveal{Setting: s.Name})
}

// takeHeld puts what was withheld into the request, or takes it out again.
func (m Model) takeHeld(msg HeldTaken) Model {
	if m.Link == nil || msg.Index < 0 || msg.Index >= len(m.Link.Held) {
		return m
	}
	w := m.Link.Held[msg.Index]
	m.Request = m.Request.Take(w, msg.In)
	m.Typed = maps.Clone(m.Typed)
	for _, name := range w.Settings() {
		delete(m.Typed, name)
	}
	return m
}

// linkSent takes down what the notice says of a request that has not been sent. What was withheld stays to be allowed.
func (m *Model) linkSent() {
	switch {
	case m.Link == nil || m.Link.Recipe != nil || m.Link.Error != "":
	case len(m.Link.Held) == 0:
		m.Link, m.undo = nil, nil
	default:
		link := *m.Link
		link.Sent, link.Undo = true, false
		m.Link, m.undo = &link, nil
	}
}

// ByHand is the source of a link that somebody wrote by hand, in words.
const ByHand = "a link written by hand"

var sources = map[permalink.Source]string{
	permalink.FromLink: "a shared link",
	permalink.ByHand:   ByHand,
	permalink.FromFile: "a file",
}

// telling is the tab that says most about a request.
func telling(r request.Request) Tab {
	switch {
	case r.Body.Kind != request.NoBody:
		return BodyTab
	case len(r.Params) == 0 && len(r.Headers) > 0:
		return HeadersTab
	case len(r.Params) == 0 && r.Auth.Kind != request.NoAuth:
		return AuthTab
	case len(r.ChosenOptions()) > 0:
		return OptionsTab
	}
	return ParamsTab
}

// openLink opens the fragment of the address bar. One that cannot be opened gets a
// message, and the request on the screen stays.
func (m Model) openLink(fragment string) (Model, []Cmd) {
	fragment = strings.TrimPrefix(fragment, "#")
	if fragment == "" || fragment == m.addr {
		return m, nil
	}
	l, err := permalink.Decode(fragment)
	if errors.Is(err, permalink.ErrNotLink) && m.opened && isAnchor(fragment) {
		return m, nil // it was followed within the page
	}
	m.opened = true
	if err != nil {
		m.Link, m.undo = &LinkNotice{Error: brokenLink(err)}, nil
		return m, nil
	}
	return m.open(l, fragment)
}

// isAnchor reports whether a fragment can be nothing but the name of a part of a page.
func isAnchor(fragment string) bool {
	return len(fragment) <= 32 && strings.Trim(strings.ToLower(fragment), "abcdefghijklmnopqrstuvwxyz0123456789-_") == ""
}

// brokenLink says in a sentence why a link or a file cannot be opened.
func brokenLink(err error) string {
	switch {
	case errors.Is(err, permalink.ErrTruncated):
		return "This link is incomplete: its end is missing. Copy the whole link and open it again."
	case errors.Is(err, permalink.ErrRecased):
		return "This link is damaged: a program changed its letters to all capitals or all small ones. Ask for it again, or for a file."
	case errors.Is(err, permalink.ErrDamaged):
		return "This link is damaged: something in it was changed on the way. Ask for it again."
	case errors.Is(err, permalink.ErrNewer):
		return "This was made by a newer version of Roundtrip. Reload the page to get that version."
	case errors.Is(err, permalink.ErrTooLarge):
		return "This link holds more than Roundtrip opens. Ask for it as a file."
	case errors.Is(err, permalink.ErrNotFile):
		return "This is not a request that was saved by Roundtrip."
	case errors.Is(err, permalink.ErrNotLink):
		return "This is not a link to a request. Links look like https://…/#v1.… or #?url=…"
	}
	return "This cannot be opened: " + err.Error() + "."
}

// mostTyped is how many placeholders that somebody typed are asked for. A text that has more is a template of another program.
const mostTyped = 20

// Wanted lists the values that the request needs before it can be sent.
func (m Model) Wanted() []string {
	return slices.DeleteFunc(m.Request.Wanted(), func(name string) bool { return slices.Contains(m.typed, name) })
}

// MayFill lists the placeholders that are sent as they stand unless they are filled in.
func (m Model) MayFill() []string {
	if len(m.typed) == 0 {
		return nil
	}
	return slices.DeleteFunc(m.Request.Wanted(), func(name string) bool { return !slices.Contains(m.typed, name) })
}

// shared is the request as links and files hold it: what was typed in double braces is a text like any other.
func (m Model) shared() request.Request {
	r := m.Whole()
	if len(m.typed) > 0 {
		r.Holes = slices.DeleteFunc(slices.Clone(r.Holes), func(name string) bool { return slices.Contains(m.typed, name) })
	}
	return r
}

// fill puts a value where the request wants it.
func (m Model) fill(msg HoleFilled) Model {
	m.Request = m.Request.Fill(map[string]string{msg.Name: msg.Value})
	if m.Invalid != nil && m.Invalid.Where == exchange.AtHoles {
		m.Invalid = nil
	}
	return m
}

// leave has a placeholder sent as it stands.
func (m Model) leave(msg HoleLeft) (Model, []Cmd) {
	m = m.fill(HoleFilled{Name: msg.Name, Value: request.Braces(msg.Name)})
	if len(m.Wanted()) > 0 {
		return m, []Cmd{Focus{Target{Control: "hole"}}}
	}
	return m, []Cmd{Focus{Target{Control: "send"}}}
}
