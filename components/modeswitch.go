package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// modeSwitch chooses how a body is read: pretty, raw, as a preview, in hex.
func modeSwitch(modes []playground.BodyMode, mode playground.BodyMode) app.UI {
	choices := make([]choice, len(modes))
	for i, m := range modes {
		choices[i] = choice{Value: string(m), Name: m.Label()}
	}
	return app.Div().Class("body-modes").Hidden(len(modes) == 0).Body(
		&Radios{Name: "body-mode", Label: "Show the body as", Choices: choices, Value: string(mode), OnEdit: modeEdit{}},
	)
}

type modeEdit struct{}

func (modeEdit) msg(_ playground.Model, mode string) playground.Msg {
	return playground.ModeChosen{Mode: playground.BodyMode(mode)}
}
