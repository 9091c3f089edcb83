package components

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// rows edits a list of names and values: one row each, and a blank one at the end in
// which the next is typed. The whole list can be edited as text instead.
type rows struct {
	app.Compo

	List     playground.List
	Fields   []request.Field
	Notes    []rowNote // beside Fields; may be shorter
	Bulk     bool
	BulkText string
	Problem  string // what kept the list from being sent

	Base      string // where the URL leads, below the session's base URL
	Inherited []playground.InheritedRow
}

// rowNote says what will happen to a row.
type rowNote struct {
	Text    string
	Dropped bool // the row will not be sent as it stands
}

func newRows(m playground.Model, list playground.List) app.UI {
	r := &rows{List: list, Fields: m.Rows(list), Bulk: m.Bulk[list]}
	if r.Bulk {
		r.BulkText = m.BulkText(list)
	}
	if list == playground.HeaderList {
		r.Notes = make([]rowNote, len(r.Fields))
		for i := range r.Fields {
			r.Notes[i].Text, r.Notes[i].Dropped = m.HeaderNote(i)
		}
		r.Problem = m.InvalidAt(exchange.AtHeaders)
	}
	if list == playground.SessionHeaderList {
		r.Problem = m.InvalidInSession(exchange.AtHeaders)
	}
	r.Inherited = m.InheritedRows(list)
	if list == playground.ParamList {
		r.Base = m.BaseText()
	}
	return r
}

// listWords are what a list says about itself.
type listWords struct {
	Title, Hint, Bulk string
}

var listWordsOf = map[playground.List]listWords{
	playground.ParamList:  {"Parameters", "The query of the URL. Type values as they are: Roundtrip encodes them.", "One a line, as name=value. Lines that begin with # are not sent."},
	playground.HeaderList: {"Headers", "Sent in this order, with what the browser adds.", "One a line, as Name: value. Lines that begin with # are not sent."},
	playground.FormList:   {"Form fields", "Sent as application/x-www-form-urlencoded.", "One a line, as name=value. Lines that begin with # are not sent."},

	playground.SessionParamList:  {"Parameters of the session", "Added to the query of every request that has none of that name.", "One a line, as name=value. Lines that begin with # are not sent."},
	playground.SessionHeaderList: {"Headers of the session", "Added to every request that has none of that name.", "One a line, as Name: value. Lines that begin with # are not sent."},
}

func (r *rows) Render() app.UI {
	words := listWordsOf[r.List]
	hint, toggle := words.Hint, "Edit as text"
	if r.Bulk {
		hint, toggle = words.Bulk, "Edit as rows"
	}
	list := string(r.List)
	return app.Div().Class("rows").Body(
		app.Div().Class("panel-bar").Body(
			app.P().ID(list+"-hint").Class("hint").Text(hint),
			app.Button().Type("button").Class("button", "button-quiet").Text(toggle).OnClick(r.onBulk),
		),
		problem(list+"-problem", r.Problem),
		app.Div().Class("rows-body").Body(r.body(words)),
		app.If(headerNamesID(r.List) != "", headerNames(r.List)),
		&inheritedRows{List: r.List, Base: r.Base, Rows: r.Inherited},
	)
}

func (r *rows) body(words listWords) app.UI {
	list := string(r.List)
	if r.Bulk {
		return &bulk{
			List: r.List, Label: words.Title + " as text", DescribedBy: ids(list+"-hint", list+"-problem"), Text: r.BulkText, Invalid: r.Problem != "",
		}
	}
	n := len(r.Fields)
	if n == 0 || !r.Fields[n-1].Blank() {
		n++
	}
	lines := make([]app.UI, n)
	for i := range lines {
		line := &row{List: r.List, Index: i, Last: i == n-1}
		if i < len(r.Fields) {
			line.Field = r.Fields[i]
		}
		if i < len(r.Notes) {
			line.Note = r.Notes[i]
		}
		lines[i] = line
	}
	return app.Table().Class("grid").Aria("label", words.Title).OnPaste(r.onPaste).Body(
		app.THead().Body(app.Tr().Body(
			column("cell-on", "Sent"), column("cell-name", "Name"), column("cell-value", "Value"), column("cell-delete", "Delete"),
		)),
		app.TBody().Body(lines...),
	)
}

// column heads a column; the placeholders say the same to those who see.
func column(class, name string) app.UI {
	return app.Th().Class(class).Scope("col").Body(app.Span().Class("sr-only").Text(name))
}

// onPaste takes several lines that are pasted into a name as rows of their own.
func (r *rows) onPaste(ctx app.Context, e app.Event) {
	defer guard()
	text := pastedText(e)
	if !strings.Contains(strings.TrimSpace(text), "\n") || !strings.HasSuffix(e.Get("target").Get("id").String(), "-name") {
		return
	}
	e.PreventDefault()
	send(ctx, playground.BulkEdited{List: r.List, Text: bulkText(r.List) + text})
}

func (r *rows) onBulk(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.BulkToggled{List: r.List})
}

// row is one row of a list.
type row struct {
	app.Compo

	List  playground.List
	Index int
	Field request.Field
	Note  rowNote
	Last  bool // the blank row in which the next is typed
}

func (r *row) Render() app.UI {
	number := fmt.Sprint(r.Index + 1)
	noted, note := "", rowID(r.List, r.Index, "note")
	if r.Note.Text != "" {
		noted = note
	}
	value, next := rowID(r.List, r.Index, "value"), rowID(r.List, r.Index+1, "name")
	return app.Tr().Class("row").DataSet("off", r.Field.Off).DataSet("last", r.Last).Body(
		app.Td().Class("cell-on").Body(
			app.Label().Class("check").Aria("hidden", r.Last).Body(
				app.Input().Type("checkbox").Checked(!r.Field.Off).Disabled(r.Last).Aria("label", "Send row "+number).OnChange(r.onSend),
			),
		),
		app.Td().Class("cell-name").Body(&TextField{
			ID: rowID(r.List, r.Index, "name"), Label: "Name, row " + number, Class: "mono", Value: r.Field.Name, Placeholder: "Name",
			List: headerNamesID(r.List), Next: value, DescribedBy: noted, OnEdit: rowEdit{r.List, r.Index, rowName},
		}),
		app.Td().Class("cell-value").Body(
			&TextField{
				ID: value, Label: "Value, row " + number, Class: "mono", Value: r.Field.Value, Placeholder: "Value",
				Next: next, DescribedBy: noted, OnEdit: rowEdit{r.List, r.Index, rowValue},
			},
			app.P().ID(note).Class("row-note").DataSet("dropped", r.Note.Dropped).Hidden(r.Note.Text == "").Text(r.Note.Text),
		),
		app.Td().Class("cell-delete").Body(
			app.Button().Type("button").ID(rowID(r.List, r.Index, "delete")).Class("icon-button").Aria("label", "Delete row "+number).
				Title("Delete").Hidden(r.Last).OnClick(r.onDelete).Body(icon("delete")),
		),
	)
}

func (r *row) onSend(ctx app.Context, _ app.Event) {
	defer guard()
	on := ""
	if isChecked(ctx.JSSrc()) {
		on = "on"
	}
	sendEdit(ctx, rowEdit{r.List, r.Index, rowOn}, on)
}

func (r *row) onDelete(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.RowDeleted{List: r.List, Index: r.Index})
}

// rowEdit edits one thing in a row, and leaves the rest as the model has it by then.
type rowEdit struct {
	List  playground.List
	Index int
	Part  rowPart
}

type rowPart int

const (
	rowName rowPart = iota
	rowValue
	rowOn // "" switches off
)

func (e rowEdit) msg(m playground.Model, text string) playground.Msg {
	var f request.Field
	if list := m.Rows(e.List); e.Index < len(list) {
		f = list[e.Index]
	}
	switch e.Part {
	case rowName:
		f.Name = text
	case rowValue:
		f.Value = text
	case rowOn:
		f.Off = text == ""
	}
	return playground.RowEdited{List: e.List, Index: e.Index, Row: f}
}
