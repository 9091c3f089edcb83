package components

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
	"roundtrip/app/webhook"
)

// result says what came of signing or verifying. What is read aloud is there from the beginning, empty.
func (d *webhookDialog) result() app.UI {
	a := d.Webhook.Answer
	if a == nil || a.Problem != "" {
		a = &webhook.Answer{}
	}
	headline, rest, state, near := "", "", "", a.Near
	switch {
	case d.Webhook.Stale && (a.Verdict != nil || len(a.Headers) > 0):
		rest, near, state = "Something was changed since. What is below is of what stood there before.", "", "stale"
	case a.Verdict != nil:
		headline, rest = playground.VerdictText(*a.Verdict)
		state = map[bool]string{true: "ok", false: "err"}[a.Verdict.OK]
	case len(a.Headers) > 0:
		headline, rest, state = "Signed.", "The headers hold for these bytes only.", "ok"
	}
	return app.Div().Class("webhook-result").DataSet("state", state).Body(
		app.P().ID("webhook-verdict").Class("webhook-verdict").DataSet("state", state).Role("status").Aria("label", "Result").Body(
			app.Strong().Text(headline), app.Text(" "+rest), app.Text(" "+near),
		),
		app.If(a.Verdict != nil, verdict(a.Verdict)),
		app.If(len(a.Headers) > 0, d.made(a.Headers)),
		app.If(state != "" && (a.Verdict == nil || a.Verdict.Expected != ""), signed(a.Signed)),
	)
}

// verdict sets the signatures one above the other.
func verdict(v *webhook.Verdict) app.UI {
	if v == nil {
		return app.Span()
	}
	var rows []app.UI
	for _, row := range []struct{ name, value string }{
		{"Expected", v.Expected}, {"Received", strings.Join(v.Received, "\n")}, {"Signed at", playground.SignedAt(*v)},
	} {
		if row.value != "" {
			rows = append(rows, app.Div().Body(app.Dt().Text(row.name), app.Dd().Class("webhook-signature").Text(row.value)))
		}
	}
	return app.Dl().Class("webhook-facts").Body(rows...)
}

// made are the headers of a body that was signed.
func (d *webhookDialog) made(headers []webhook.Header) app.UI {
	return app.Div().Body(
		app.Pre().Class("sent-body", "webhook-headers").TabIndex(0).Role("region").Aria("label", "Headers").Text(playground.HeaderLines(headers)),
		app.Div().Class("tool-actions").Body(
			app.Button().Type("button").Class("button").Aria("disabled", d.Webhook.Stale).Text("Copy headers").OnClick(d.onCopy),
			app.Button().Type("button").Class("button").Aria("disabled", d.Webhook.Stale).Text("Put into the request").OnClick(d.onPut),
		),
	)
}

// signed shows the bytes that were hashed.
func signed(s webhook.Shown) app.UI {
	return app.Div().Body(
		app.H3().Text("What was signed"),
		app.P().Class("hint").Text(playground.ShownText(s)),
		app.Pre().Class("sent-body", "webhook-text").TabIndex(0).Role("region").Aria("label", "Signed text").Text(s.Text),
		app.Pre().Class("sent-body", "webhook-hex").TabIndex(0).Role("region").Aria("label", "Signed bytes in hex").Hidden(s.Size == 0).Text(s.Hex),
	)
}

func (d *webhookDialog) onCopy(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.WebhookCopied{})
}

func (d *webhookDialog) onPut(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.WebhookPut{})
}
