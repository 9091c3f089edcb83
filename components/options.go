package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// options is the Options tab: how the request is sent.
type options struct {
	app.Compo

	Timeout string // as it is typed, in seconds
	Problem string // with the timeout
	Refused string // what kept the request from being sent
	Options request.Options
}

func newOptions(m playground.Model) app.UI {
	o := &options{Timeout: m.TimeoutText(), Problem: m.TimeoutProblem(), Refused: m.InvalidAt(exchange.AtOptions), Options: m.Request.Options}
	if o.Problem != "" {
		o.Refused = ""
	}
	return o
}

var (
	redirectChoices    = []choice{{string(request.Follow), "Follow"}, {string(request.RedirectError), "Treat as an error"}}
	credentialsChoices = []choice{{string(request.Omit), "Never"}, {string(request.SameOrigin), "To this site only"}, {string(request.Include), "To every site"}}
	cacheChoices       = []choice{
		{string(request.NoStore), "Off (no-store)"}, {string(request.DefaultCache), "As in a page (default)"}, {string(request.Reload), "Fetch and store (reload)"},
		{string(request.NoCache), "Ask the server first (no-cache)"}, {string(request.ForceCache), "Prefer what is stored (force-cache)"},
	}
)

var redirectHints = map[request.Redirect]string{
	request.Follow:        "The browser follows redirects by itself, up to 20, and shows the last answer. It does not show those between.",
	request.RedirectError: "A redirect ends the request. Browsers do not let a page see where it leads.",
}

var credentialsHints = map[request.Credentials]string{
	request.Omit:       "The browser's own cookies and client certificates stay out: what you see is what is sent.",
	request.SameOrigin: "The browser adds its cookies when the URL is on the same origin as this page.",
	request.Include:    "The browser adds the cookies it holds for the server, which must then allow credentials by name.",
}

var cacheHints = map[request.Cache]string{
	request.NoStore:      "Every Send asks the server, and the answer is not kept.",
	request.DefaultCache: "A fresh answer in the browser's cache is used without asking the server.",
	request.Reload:       "Every Send asks the server, and the answer updates the browser's cache.",
	request.NoCache:      "A stored answer is used only after the server has said that it still holds (304).",
	request.ForceCache:   "A stored answer is used whatever its age; without one, the server is asked.",
}

func (o *options) Render() app.UI {
	return app.Div().Class("options", "fields").Body(
		problem("options-problem", o.Refused),
		&labelledField{
			ID: "option-timeout", Label: "Timeout, seconds", Value: o.Timeout, Placeholder: "30", InputMode: "decimal",
			Problem: o.Problem, Hint: "From Send to the last byte. There is always one; 30 when the field is empty.", OnEdit: timeoutEdit{},
		},
		labelledSelect("option-redirect", "Redirects", redirectChoices, string(o.Options.Redirect), redirectHints[o.Options.Redirect], redirectEdit{}),
		labelledSelect("option-credentials", "Browser's cookies", credentialsChoices, string(o.Options.Credentials), credentialsHints[o.Options.Credentials], credentialsEdit{}),
		labelledSelect("option-cache", "Browser's cache", cacheChoices, string(o.Options.Cache), cacheHints[o.Options.Cache], cacheEdit{}),
		app.Div().Class("labelled").Body(
			app.Span().Class("labelled-none"),
			app.Div().Class("labelled-body").Body(
				app.Label().Class("check").Body(
					app.Input().ID("option-stream").Type("checkbox").Checked(o.Options.Stream).Aria("describedby", "option-stream-hint").OnChange(o.onStream),
					app.Text("Stream the upload"),
				),
				app.P().ID("option-stream-hint").Class("hint").Text("Shows how far an upload is. Needs a server that speaks HTTP/2 or newer over https, and always asks first (CORS preflight)."),
			),
		),
	)
}

func labelledSelect(id, label string, choices []choice, value, text string, e edit) app.UI {
	return app.Div().Class("labelled").Body(
		app.Label().For(id).Text(label),
		app.Div().Class("labelled-body").Body(
			&Select{ID: id, Choices: choices, Value: value, DescribedBy: id + "-hint", OnEdit: e},
			app.P().ID(id+"-hint").Class("hint").Text(text),
		),
	)
}

func (o *options) onStream(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.StreamChosen{On: isChecked(ctx.JSSrc())})
}

type timeoutEdit struct{}

func (timeoutEdit) msg(_ playground.Model, text string) playground.Msg {
	return playground.TimeoutEdited{Text: text}
}

type redirectEdit struct{}

func (redirectEdit) msg(_ playground.Model, value string) playground.Msg {
	return playground.RedirectChosen{Mode: request.Redirect(value)}
}

type credentialsEdit struct{}

func (credentialsEdit) msg(_ playground.Model, value string) playground.Msg {
	return playground.CredentialsChosen{Mode: request.Credentials(value)}
}

type cacheEdit struct{}

func (cacheEdit) msg(_ playground.Model, value string) playground.Msg {
	return playground.CacheChosen{Mode: request.Cache(value)}
}
