package playground

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"roundtrip/app/request"
)

func same(a, b request.Request) bool { return reflect.DeepEqual(a, b) }

// edited follows up a change of the request, wherever it came from: what was said
// about the request before it is no longer true.
func (m Model) edited(cmds []Cmd) (Model, []Cmd) {
	m.Invalid = nil
	m, cmds = m.address(cmds)
	return m, append(cmds, Prepare{Request: m.Request})
}

// edit changes the request as the person edits it.
func (m Model) edit(msg Msg) (Model, []Cmd) {
	r := &m.Request
	switch msg := msg.(type) {
	case MethodChosen:
		r.Method = strings.TrimSpace(msg.Method)
	case URLEdited:
		r.SetURL(msg.Text)
	case TabChosen:
		m.Tab = msg.Tab

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
		m.setRows(msg.List, parseBulk(msg.List, msg.Text))

	case BodyKindChosen, BodyEdited, MediaTypeEdited, FormatPressed, PartEdited, PartDeleted, FilesChosen:
		return m.editBody(msg)

	case AuthKindChosen:
		r.Auth.Kind = msg.Kind
	case UserEdited:
		r.Auth.User = msg.Text
	case PasswordEdited:
		r.Auth.Password = retyped(r.Auth.Password, msg.Text)
	case TokenEdited:
		r.Auth.Token = retyped(r.Auth.Token, msg.Text)
	case KeyNameEdited:
		r.Auth.KeyName = msg.Text
	case KeyEdited:
		r.Auth.Key = retyped(r.Auth.Key, msg.Text)
	case KeyPlaceChosen:
		r.Auth.KeyPlace = msg.Place

	case TimeoutEdited:
		m.editTimeout(msg.Text)
	case RedirectChosen:
		r.Options.Redirect = msg.Mode
	case CredentialsChosen:
		r.Options.Credentials = msg.Mode
	case CacheChosen:
		r.Options.Cache = msg.Mode
	case StreamChosen:
		r.Options.Stream = msg.On
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
	}
}

// editTimeout keeps the text as it is typed; only a number of seconds over 0 and
// up to a day becomes the timeout, an empty field is the default.
func (m *Model) editTimeout(text string) {
	m.Timeout = text
	text = strings.TrimSpace(text)
	if text == "" {
		m.Request.Options.Timeout = 0
		return
	}
	seconds, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err == nil && seconds > 0 && seconds <= maxTimeout.Seconds() {
		m.Request.Options.Timeout = time.Duration(seconds * float64(time.Second))
	}
}

const maxTimeout = 24 * time.Hour

// TimeoutProblem says what is wrong with the timeout as it is typed, or "".
func (m Model) TimeoutProblem() string {
	text := strings.TrimSpace(m.Timeout)
	if text == "" {
		return ""
	}
	seconds, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	switch {
	case err != nil:
		return strconv.Quote(text) + " is not a number of seconds. Type a number such as 30 or 0.5."
	case !(seconds > 0):
		return "A timeout is more than 0 seconds. There is always one, so that nothing hangs for ever."
	case seconds > maxTimeout.Seconds():
		return "A timeout is at most 86400 seconds, one day."
	}
	return ""
}

// TimeoutText is what stands in the timeout field.
func (m Model) TimeoutText() string {
	if m.Timeout != "" || m.Request.Options.Timeout == 0 {
		return m.Timeout
	}
	return strconv.FormatFloat(m.Request.Options.Timeout.Seconds(), 'f', -1, 64)
}

// retyped is a secret after the person typed into its field. A field that was
// emptied still wants the value that it wanted before.
func retyped(old request.Secret, text string) request.Secret {
	if text == "" {
		if hole := old.Wanted(); hole != "" {
			return old
		}
		return request.Secret{}
	}
	return request.NewSecret(text)
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
