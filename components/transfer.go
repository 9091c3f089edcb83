package components

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// transfer says how far bytes are that take their time: a download to the disk, an upload.
type transfer struct {
	app.Compo
	ID       string
	Transfer playground.Transfer
}

func (f *transfer) Render() app.UI {
	t := f.Transfer
	var words []string
	if t.Known {
		words = append(words, strconv.Itoa(t.Percent)+" %")
	}
	for _, word := range []string{t.Amount, t.Rate, t.Left} {
		if word != "" {
			words = append(words, word)
		}
	}
	bar := app.Progress().Class("transfer-bar").Max(100).Aria("labelledby", f.ID)
	if t.Known {
		bar = bar.Value(t.Percent)
	}
	return app.Div().Class("transfer").Hidden(t.Title == "").Body(
		app.H2().ID(f.ID).Class("transfer-title").Text(t.Title),
		app.If(t.Title != "" && !t.Over, bar),
		app.P().Class("transfer-line").Hidden(len(words) == 0).Text(strings.Join(words, " · ")),
		app.P().Class("hint", "transfer-note").Hidden(t.Note == "").Text(t.Note),
		app.If(t.Cancel != "", app.Button().Type("button").Class("button").Text(t.Cancel).OnClick(f.onCancel)),
		app.If(t.Again != "", app.Button().Type("button").Class("button").Text(t.Again).OnClick(f.onSave)),
	)
}

func (f *transfer) onCancel(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CancelPressed{})
}

func (f *transfer) onSave(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.SaveBodyPressed{})
}
