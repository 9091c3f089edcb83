package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
)

// viewer shows rows of a body. The element is go-app's, what is in it the editor's:
// rows go from the worker to the editor and never through this program.
type viewer struct {
	app.Compo
	ID       int
	Mode     string // "" while there are no rows to show
	Language string
	Rows     int   // known so far
	Bytes    int64 // that they were made of: the last row grows with them
	Done     bool
	Follow   bool // keeps the end in view
	Wrap     bool
	Wrong    *exchange.Problem // the place that is marked
}

// OnMount gives the element its editor.
func (v *viewer) OnMount(app.Context) {
	defer guard()
	v.show()
}

// OnUpdate tells the editor what has become known.
func (v *viewer) OnUpdate(app.Context) {
	defer guard()
	v.show()
}

// OnDismount takes the editor out.
func (v *viewer) OnDismount() {
	defer guard()
	closeViewer(v.JSValue())
}

func (v *viewer) show() {
	var wrong any
	if p := v.Wrong; p != nil && p.At > 0 {
		wrong = map[string]any{"row": p.Row, "column": p.At, "message": p.Message}
	}
	viewBody(v.JSValue(), map[string]any{
		"id": v.ID, "mode": v.Mode, "total": v.Rows, "done": v.Done, "follow": v.Follow, "language": v.Language, "wrap": v.Wrap, "wrong": wrong,
	})
}

// Render draws the element around the editor.
func (v *viewer) Render() app.UI { return app.Div().Class("viewer") }
