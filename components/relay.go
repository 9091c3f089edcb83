package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// relayDialog is about the relay that requests can go through: what it is, where it is, and what it allows.
type relayDialog struct {
	app.Compo
	modal
	Relay playground.Relay
	Said  string
}

// OnMount shows the dialog.
func (d *relayDialog) OnMount(ctx app.Context) {
	defer guard()
	d.show(ctx, d.JSValue(), "relay-address")
}

func (d *relayDialog) Render() app.UI {
	r := d.Relay
	own := "This page's own host has no relay."
	if r.Own != "" {
		own = "This page's own host has one: " + r.Own
	}
	return dialogFrame("relay", "Relay", d.closes(playground.RelayClosed{}), d.Said,
		app.Div().Class("tool-form").Body(
			app.P().Class("dialog-lead").Text("A relay sends requests for you, without browser limits such as CORS."),
			app.Form().Class("relay-form").Aria("label", "Relay").OnSubmit(d.onUse).Body(
				&labelledField{ID: "relay-address", Label: "Address", Value: r.Typed, InputMode: "url", Placeholder: "https://relay.example/", Hint: own, Problem: r.Wrong, OnEdit: relayEdit{}},
				&secretField{ID: "relay-token", Label: "Access token", Value: r.Token, Hint: "If the relay requires one. Stored on this machine, sent only to the relay.", OnEdit: relayTokenEdit{}},
				d.state(),
				app.Div().Class("tool-actions").Body(
					app.Button().Type("button").Class("button", "button-quiet").Text("Forget").Title("Forget this relay and for which hosts it was chosen").
						Hidden(r.Kept.Relay == "" && r.Kept.Token == "" && len(r.Kept.Hosts) == 0).OnClick(d.onForget),
					app.Button().Type("button").Class("button").Text("Check").OnClick(d.onCheck),
					app.Button().Type("submit").Class("button", "button-primary").Text("Use this relay"),
				),
			),
			d.roots(),
			d.facts(),
			app.Details().Class("relay-about").Body(
				app.Summary().Text("What a relay does and sees"),
				app.P().Text("It opens connections for this page, so that requests are not bound by what browsers let pages do: CORS, forbidden headers, hidden redirects and cookies, certificates, proxies."),
				app.P().Text("TLS ends in this page: of an https request the relay sees host, port, sizes and times, but not path, headers or body. It can read and change plain http. Requests come from the relay's address."),
				app.P().Text("Choose it for each host beside Send. The choice is stored on this machine and never changes by itself. "+
					"A request that the browser blocked is repeated through the relay to find out why, if the relay cannot read it or is on this machine."),
			),
			app.Details().Class("relay-about").Body(
				app.Summary().Text("Run your own"),
				app.P().Body(app.Text("Start Roundtrip's server with a relay: "), app.Code().Text("roundtrip -relay"),
					app.Text(". It serves its own machine only, until you allow more: see docs/relay.md.")),
			),
		),
	)
}

// state says what the relay allows.
func (d *relayDialog) state() app.UI {
	r := d.Relay
	text, flag, class := "", "", "relay-said"
	switch s := r.State; {
	case r.Busy:
		text = "Asking …"
	case s == nil:
	case s.Problem != "":
		text, flag, class = s.Problem, s.Flag, "relay-said relay-refused"
	default:
		text, class = "Connected. This relay serves this page.", "relay-said relay-fine"
	}
	return app.Div().Class("relay-state").Body(
		app.P().Class(class).Role("status").Aria("label", "What the relay says").Text(text),
		app.P().Hidden(flag == "").Body(app.Text("Its operator can allow it: "), app.Code().Text(flag)),
	)
}

// facts are what the relay allows, and the long list of ports that are shut apart from them.
func (d *relayDialog) facts() app.UI {
	s := d.Relay.State
	if s == nil || len(s.Facts) == 0 {
		return app.P().Hidden(true)
	}
	return app.Details().Class("relay-about").Body(
		app.Summary().Text("What it allows"),
		facts("", s.Facts, ""),
		app.Details().Hidden(s.Shut == "").Body(
			app.Summary().Text("Ports that are exceptions"),
			app.P().Text(s.Shut),
		),
	)
}

// roots is what the operator adds to what is trusted, and the choice to trust it.
func (d *relayDialog) roots() app.UI {
	r := d.Relay.OperatorRoots()
	return app.Section().Class("relay-roots").Aria("label", "Root certificates of this relay").Hidden(!r.Shown).Body(
		facts(r.Title, r.List, ""),
		app.P().ID("relay-roots-risk").Text(r.Risk),
		app.Label().Class("check").Body(
			app.Input().ID("relay-roots").Type("checkbox").Checked(d.Relay.Roots).Disabled(r.Refused).Aria("describedby", "relay-roots-risk").OnChange(d.onRoots),
			app.Text("Trust the roots of this relay"),
		),
	)
}

func (d *relayDialog) onRoots(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.RelayRootsToggled{On: isChecked(ctx.JSSrc())})
}

func (d *relayDialog) onUse(ctx app.Context, e app.Event) {
	defer guard()
	e.PreventDefault()
	send(ctx, playground.RelayUsePressed{})
}

func (d *relayDialog) onCheck(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.RelayCheckPressed{})
}

func (d *relayDialog) onForget(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.RelayForgetPressed{})
}

type relayEdit struct{}

func (relayEdit) msg(_ playground.Model, text string) playground.Msg {
	return playground.RelayEdited{Text: text}
}

type relayTokenEdit struct{}

func (relayTokenEdit) msg(_ playground.Model, text string) playground.Msg {
	return playground.RelayTokenEdited{Text: text}
}
