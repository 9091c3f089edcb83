package components

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// tokenHop is one request for a token: heads and bodies, with dots for secrets until a button shows them.
type tokenHop struct {
	app.Compo

	Hop   exchange.Hop
	shown bool
}

func (v *tokenHop) Render() app.UI {
	verb := "Show"
	if v.shown {
		verb = "Hide"
	}
	h, of := playground.MaskedHop(v.Hop, v.shown), " of request "+strconv.Itoa(v.Hop.Number)
	class, result := playground.HopResult(h)
	return app.Section().Class("hop").Body(
		app.H3().Class("hop-title").Text(playground.HopTitle(h)),
		app.P().Class("hop-result").DataSet("class", class).Text(result),
		app.Button().Type("button").Class("button", "button-quiet").Hidden(!playground.HasSecrets(v.Hop)).Text(verb+" the secrets").Aria("label", verb+" the secrets"+of).OnClick(v.onToggle),
		hopText("Heads"+of, playground.HopText(h)),
		app.H4().Hidden(len(h.Form) == 0).Text("Form that was sent"),
		hopText("Form"+of, h.Form.Text(v.shown)),
		app.H4().Hidden(len(h.Answer) == 0).Text("Answer"),
		hopText("Answer to request "+strconv.Itoa(h.Number), h.Answer.Text(v.shown)),
	)
}

func hopText(label, text string) app.UI {
	return app.Pre().Class("sent-body").TabIndex(0).Role("region").Aria("label", label).Hidden(text == "").Text(text)
}

// OnUpdate masks what comes: another request may stand in this place now.
func (v *tokenHop) OnUpdate(app.Context) { v.shown = false }

func (v *tokenHop) onToggle(app.Context, app.Event) {
	defer guard()
	v.shown = !v.shown
}
