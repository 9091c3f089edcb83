package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// importDialog opens a request from elsewhere: a link, or a file that was saved.
type importDialog struct {
	app.Compo
	modal
	Import *playground.Import
	Said   string
}

// OnMount shows the dialog.
func (d *importDialog) OnMount(ctx app.Context) {
	defer guard()
	d.show(ctx, d.JSValue(), "import-text")
}

func (d *importDialog) Render() app.UI {
	wrong := d.Import.Error != ""
	described := ""
	if wrong {
		described = "import-error"
	}
	return dialogFrame("import", "Import a request", d.closes(playground.ImportClosed{}), d.Said,
		app.P().Class("dialog-lead").Text("It fills the screen in place of the present request, which Undo brings back. Nothing is sent."),
		app.Label().For("import-text").Text("A link to a request, or the text of a request file"),
		app.Div().OnKeyDown(d.onKey).Body(&TextArea{
			ID: "import-text", Rows: 6, Value: d.Import.Text, Invalid: wrong, DescribedBy: described,
			Class: "import-text", OnEdit: importEdit{},
		}),
		// It keeps its room: the buttons under it do not move away from a pointer when the text is corrected.
		app.P().ID("import-error").Class("import-error", noteClass(wrong)).Role("alert").Text(d.Import.Error),
		app.Div().Class("dialog-actions").Body(
			app.Label().Class("button", "file-button").Body(
				app.Text("Choose a file …"),
				app.Input().Type("file").Class("sr-only").Accept(".json,application/json").OnChange(d.onFile),
			),
			app.Button().Type("button").Class("button", "button-primary").Title("Ctrl/⌘ Enter").Text("Open request").OnClick(d.onSubmit),
		),
	)
}

func noteClass(wrong bool) string {
	if wrong {
		return "note note-error"
	}
	return "note"
}

// importEdit keeps what is typed into the dialog.
type importEdit struct{}

func (importEdit) msg(_ playground.Model, text string) playground.Msg {
	return playground.ImportEdited{Text: text}
}

func (d *importDialog) onSubmit(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.ImportSubmitted{})
}

// onKey submits the text as Ctrl Enter sends a request.
func (d *importDialog) onKey(ctx app.Context, e app.Event) {
	defer guard()
	if p := pressOf(e); p.Key == "Enter" && p.Ctrl != p.Meta && !p.Alt && !p.Shift && !p.Composing && !p.Repeat {
		e.PreventDefault()
		e.Call("stopPropagation") // once the dialog is closed the same key would send the request
		send(ctx, playground.ImportSubmitted{})
	}
}

func (d *importDialog) onFile(ctx app.Context, _ app.Event) {
	defer guard()
	readFile(ctx.JSSrc(), func(name string, data []byte) {
		Post(playground.FileOpened{Name: name, Data: data})
	})
}
