package playground

import (
	"slices"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// Whole is the request as it is sent, shared and saved: with what it takes over from the session.
func (m Model) Whole() request.Request {
	return request.Inherit(m.Request, m.Session.Request, m.Without)
}

// Inheritance is how the request stands to something that the session says.
type Inheritance struct {
	Session string // what the session says, in words; "" when it says nothing
	Taken   bool   // it holds for the request
	Own     bool   // the request says something of its own instead
	Base    string // it is a credential for this base URL, and the request goes elsewhere
}

// The request is told what to take over.
type (
	// InheritanceSet has the request take over a setting, [request.InheritedAuth] or [request.Everything], or not. To take it over,
	// the request gives up what it says itself.
	InheritanceSet struct {
		Name string
		On   bool
	}
	// InheritedRowSet has the request take over the rows of a name, or not.
	InheritedRowSet struct {
		List List // of the request
		Name string
		On   bool
	}
)

func (m Model) setInheritance(msg InheritanceSet) Model {
	m.without(msg.Name, !msg.On)
	switch {
	case !msg.On || msg.Name == request.Everything:
	case msg.Name == request.InheritedAuth:
		m.Request.Auth.Kind = request.NoAuth
	default:
		d := m.Own()
		if s, ok := request.FindSetting(msg.Name); ok {
			for _, each := range s.Group() {
				d.edit(SettingEdited{Name: each.Name})
			}
		}
		m.setOwn(d)
	}
	return m
}

// without has the request take over something of the session, or not.
func (m *Model) without(name string, not bool) {
	list := slices.DeleteFunc(slices.Clone(m.Without), func(n string) bool { return n == name })
	if not {
		list = append(list, name)
	}
	m.Without = list
}

func (m Model) setInheritedRow(msg InheritedRowSet) Model {
	rows := slices.DeleteFunc(slices.Clone(m.Rows(msg.List)), func(f request.Field) bool { return f.Off && sameName(msg.List)(f.Name, msg.Name) })
	if !msg.On {
		rows = slices.DeleteFunc(rows, request.Field.Blank) // the row in which the next is typed stays the last
		rows = append(rows, request.Field{Name: msg.Name, Off: true})
	}
	m.setRows(msg.List, rows)
	return m
}

func sameName(list List) func(a, b string) bool {
	if list == HeaderList {
		return request.SameHeader
	}
	return request.SameParam
}

// Alone reports whether the request takes nothing from a session that says something: one that was opened from elsewhere is
// whole, and credentials are not to go where a link leads.
func (m Model) Alone() bool {
	return !m.Session.Empty() && slices.Contains(m.Without, request.Everything)
}

// takes reports whether the request takes over what goes by a name.
func (m Model) takes(name string) bool {
	return !slices.Contains(m.Without, request.Everything) && !slices.Contains(m.Without, name)
}

// SettingInheritance is how the request stands to an option of the session.
func (m Model) SettingInheritance(s request.Setting) Inheritance {
	said := s.Get(&m.Session.Request)
	if said == "" || !s.IsOption() || m.Alone() {
		return Inheritance{}
	}
	own := s.SaidBy(&m.Request)
	switch {
	case s.IsSecret():
		said = "a secret"
	case s.Lines:
		said = "a text of " + Bytes(int64(len(said)))
	}
	return Inheritance{Session: said, Own: own, Taken: !own && m.takes(s.Name)}
}

// AuthInheritance is how the request stands to the credentials of the session.
func (m Model) AuthInheritance() Inheritance {
	kind := m.Session.Request.Auth.Kind
	if kind == request.NoAuth || m.Alone() {
		return Inheritance{}
	}
	own := m.Request.Auth.Kind != request.NoAuth
	i := Inheritance{Session: request.AuthLabel(kind), Own: own, Taken: !own && m.takes(request.InheritedAuth)}
	if i.Taken && request.KeepsBack(m.Request, m.Session.Request) {
		i.Taken, i.Base = false, strings.TrimSpace(m.Session.Request.URL)
	}
	return i
}

// InheritedRow is a row of the session, and whether the request takes it over.
type InheritedRow struct {
	Field request.Field
	Index int  // of the row in the session
	Taken bool // else the request has a row of that name
	Own   bool // and that row is sent
	Back  bool // it is a credential for the base URL, and the request goes elsewhere

	Note    string // what will happen to it, where it is not simply sent
	Dropped bool
}

// InheritedRows lists the rows of the session that belong under the parameters or the headers of the request.
func (m Model) InheritedRows(list List) []InheritedRow {
	from := map[List]List{ParamList: SessionParamList, HeaderList: SessionHeaderList}[list]
	if from == "" || m.Alone() {
		return nil
	}
	var rows []InheritedRow
	at := len(m.Request.Headers) // in the whole request
	back := request.KeepsBack(m.Request, m.Session.Request)
	for i, f := range m.Rows(from) {
		if f.Off || f.Blank() {
			continue
		}
		row := InheritedRow{Field: f, Index: i, Taken: true}
		for _, own := range m.Rows(list) {
			if !own.Blank() && sameName(list)(own.Name, f.Name) {
				row.Taken, row.Own = false, row.Own || !own.Off
			}
		}
		if row.Taken && back && request.SensitiveName(f.Name) {
			row.Taken, row.Back = false, true
		}
		if row.Taken && list == HeaderList {
			row.Note, row.Dropped = m.HeaderNote(at)
			at++
		}
		rows = append(rows, row)
	}
	return rows
}

// BaseText says where a URL leads that goes below the base URL of the session, or "".
func (m Model) BaseText() string {
	if !m.belowBase() || m.Session.BaseProblem() != "" {
		return ""
	}
	return "Below the base URL of the session: " + m.Whole().URL
}

func (m Model) belowBase() bool {
	return strings.TrimSpace(m.Session.Request.URL) != "" && request.IsRelative(m.Request.URL) && m.takes(request.Everything)
}

// marked says of the headers that come from the session that they do: whole is the request that was sent, own what the request
// says itself. The rows of the session stand behind its own.
func marked(sent *exchange.Sent, whole, own request.Request) *exchange.Sent {
	if sent == nil || same(whole, own) {
		return sent
	}
	auth := own.Auth.Kind != whole.Auth.Kind
	out := *sent
	out.Headers = slices.Clone(sent.Headers)
	for i, h := range out.Headers {
		if h.Row > len(own.Headers) || h.Origin == exchange.FromAuth && auth {
			out.Headers[i].Origin = exchange.FromDefaults
		}
	}
	return &out
}
