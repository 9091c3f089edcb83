package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// bulk edits a list as text. The list is read from the text at every key, and written
// back only when it changed elsewhere: what is typed may be a line that is not
// finished, or one that the list does not hold.
type bulk struct {
	app.Compo

	List        playground.List
	Label       string
	DescribedBy string
	Text        string // the list as text
	Invalid     bool

	known string // the list as text, as it was last written here or read from here
}

// OnMount puts the text into the new element.
func (b *bulk) OnMount(app.Context) { b.write() }

// OnUpdate puts in the text of a list that changed elsewhere.
func (b *bulk) OnUpdate(app.Context) {
	if b.Text != b.known {
		b.write()
	}
}

func (b *bulk) write() {
	b.known = b.Text
	syncValue(b.JSValue(), b.Text)
}

func (b *bulk) Render() app.UI {
	area := app.Textarea().ID(bulkID(b.List)).Class("field", "area", "bulk").Spellcheck(false).Aria("label", b.Label).
		Attr("autocapitalize", "off").Attr("autocorrect", "off").Attr("autocomplete", "off").Aria("describedby", b.DescribedBy).OnInput(b.onInput)
	if b.Invalid {
		area = area.Aria("invalid", true)
	}
	return area
}

func (b *bulk) onInput(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.BulkEdited{List: b.List, Text: fieldValue(ctx.JSSrc())})
	b.Text = bulkText(b.List)
	b.known = b.Text
}
