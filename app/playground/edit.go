package playground

import (
	"reflect"
	"slices"
	"strings"

	"roundtrip/app/request"
)

func same(a, b request.Request) bool { return reflect.DeepEqual(a, b) }

// edited follows up a change of the request, wherever it came from: what was said
// about the request before it is no longer true.
func (m Model) edited(cmds []Cmd) (Model, []Cmd) {
	m.Invalid, m.Many.Asking = nil, false
	m.subject = m.subjectOf()
	m, cmds = m.address(cmds)
	cmds = m.askWire(cmds)
	return m, append(cmds, Prepare{Request: m.Whole(), Via: m.Via()})
}

// edit changes the request as the person edits it.
func (m Model) edit(msg Msg) (Model, []Cmd) {
	r := &m.Request
	switch msg := msg.(type) {
	case MethodChosen:
		r.Method = strings.TrimSpace(msg.Method)
	case URLEdited:
		r.SetURL(msg.Text)
		m.URLNote = ""
	case TabChosen:
		m.Tab = msg.Tab
		return m, m.askWire(nil)

	case RowEdited:
		m.setRows(msg.List, put(m.Rows(msg.List), msg.Index, msg.Row))
	case RowDeleted:
		rows := remove(m.Rows(msg.List), msg.Index)
		m.setRows(msg.List, rows)
		return m, []Cmd{Focus{Target{Control: "row", List: msg.List, Index: min(msg.Index, len(rows))}}}
	case BulkToggled:
		bulk := map[List]bool{}
		for list, on := range m.Bulk {
			bulk[list] = on
		}
		bulk[msg.List] = !bulk[msg.List]
		m.Bulk = bulk
	case BulkEdited:
		m.setRows(msg.List, request.KeepBulk(m.Rows(msg.List), msg.Text, separator(msg.List)))

	case BodyKindChosen, BodyEdited, LineEndsChosen, MediaTypeEdited, FormatPressed, PartEdited, PartDeleted, FilesChosen:
		return m.editBody(msg)

	case AuthKindChosen:
		r.Auth.Kind = msg.Kind
	case SettingEdited:
		m.editSetting(msg)
	}
	return m, nil
}

func (m *Model) setRows(list List, rows []request.Field) {
	switch list {
	case ParamList:
		m.Request.SetParams(rows)
	case HeaderList:
		m.Request.Headers = rows
	case FormList:
		m.Request.Body.Form = rows
	case SessionParamList:
		m.Session.Request.Params = rows
	case SessionHeaderList:
		m.Session.Request.Headers = rows
	}
}

// put sets a row, or appends it behind the last. Rows are copied, never changed in place.
func put[T any](rows []T, i int, row T) []T {
	rows = slices.Clone(rows)
	if i < 0 || i >= len(rows) {
		return append(rows, row)
	}
	rows[i] = row
	return rows
}

func remove[T any](rows []T, i int) []T {
	if i < 0 || i >= len(rows) {
		return rows
	}
	return slices.Delete(slices.Clone(rows), i, i+1)
}
