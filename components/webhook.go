package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
	"roundtrip/app/webhook"
)

// webhookDialog signs the body of a webhook, or verifies the signature of one.
type webhookDialog struct {
	app.Compo
	modal
	Webhook  playground.Webhook
	Problems map[playground.WebhookField]string
	Size     string // how long the body is
	Said     string

	seen *webhook.Answer // that was brought into view
}

func newWebhookDialog(m playground.Model, said string) app.UI {
	if !m.Webhook.Open {
		return app.Span()
	}
	d := &webhookDialog{Webhook: m.Webhook, Problems: map[playground.WebhookField]string{}, Size: m.WebhookSize(), Said: said}
	for _, f := range playground.WebhookFields {
		d.Problems[f] = m.WebhookProblem(f)
	}
	return d
}

// OnMount shows the dialog.
func (d *webhookDialog) OnMount(ctx app.Context) {
	defer guard()
	d.show(ctx, d.JSValue(), "webhook-kind")
}

// OnUpdate brings what came of it into view, which stands under the fields.
func (d *webhookDialog) OnUpdate(ctx app.Context) {
	defer guard()
	d.modal.OnUpdate(ctx)
	if a := d.Webhook.Answer; a != d.seen {
		if d.seen = a; a != nil && a.Problem == "" {
			ctx.Defer(func(app.Context) {
				defer guard()
				scrollTo("webhook-verdict")
			})
		}
	}
}

func (d *webhookDialog) Render() app.UI {
	w := d.Webhook
	mode, verb := "verify", "Verify"
	if w.Sign {
		mode, verb = "sign", "Sign"
	}
	return dialogFrame("webhook", "Webhooks", d.closes(playground.WebhookClosed{}), d.Said,
		app.Form().Class("tool-form").AutoComplete(false).OnSubmit(d.onRun).Body(
			app.P().Class("dialog-lead").Text("A sender hashes the exact bytes of a body with a shared secret (HMAC). Nothing leaves this tab."),
			&Radios{Name: "webhook-mode", Label: "What to do", Choices: []choice{{"verify", "Verify"}, {"sign", "Sign"}}, Value: mode, OnEdit: webhookEdit(playground.WebhookMode)},
			app.Div().Class("tool-fields").Body(
				labelledSelect("webhook-kind", "Rules", webhookKinds, string(w.Kind), webhookKindHints[w.Kind], webhookEdit(playground.WebhookKind)),
				d.rules(),
				d.secret(),
				d.body(),
				d.headers(),
				d.line(playground.WebhookID, "Message ID", w.ID, "msg_1", "Sent in a header, and signed with the body.", w.Sign && w.Scheme().Takes("[id]")),
				d.line(playground.WebhookTolerance, "Tolerance, s", w.Tolerance, "300", "How far the timestamp may lie from now. 0 lets any pass.", !w.Sign && w.Timed()),
				d.line(playground.WebhookAt, "Time", w.At, "now", "In seconds since 1970; empty is the present time.", w.Timed()),
			),
			app.Div().Class("tool-actions").Body(
				app.P().ID("webhook-problem").Class("problem", "tool-problem").Role("alert").Text(d.problem()),
				app.Button().Type("submit").Class("button", "button-primary").Aria("disabled", w.Busy).Text(verb),
			),
		),
		d.result(),
	)
}

// problem is what kept the engine from doing it.
func (d *webhookDialog) problem() string {
	if d.Webhook.Answer == nil || d.Webhook.Stale {
		return ""
	}
	return d.Webhook.Answer.Problem
}

// webhookID is the id of a field.
func webhookID(f playground.WebhookField) string { return "webhook-" + string(f) }

// line is a field of one line, which is there where it says something.
func (d *webhookDialog) line(f playground.WebhookField, label, value, placeholder, help string, there bool) app.UI {
	return app.Div().Hidden(!there).Body(
		&labelledField{ID: webhookID(f), Label: label, Value: value, Placeholder: placeholder, Hint: help, Problem: d.Problems[f], OnEdit: webhookEdit(f)},
	)
}

// rules are the fields of rules of one's own.
func (d *webhookDialog) rules() app.UI {
	r := d.Webhook.Rules
	return app.Div().Class("tool-fields").Hidden(d.Webhook.Kind != webhook.Custom).Body(
		d.line(playground.WebhookHeader, "Header", r.Header, "X-Signature", "Carries the signature.", true),
		d.line(playground.WebhookPrefix, "Prefix", r.Prefix, "none", "Stands before the signature, such as sha256=.", true),
		labelledSelect(webhookID(playground.WebhookHash), "Hash", []choice{{"", "SHA-256"}, {"sha1", "SHA-1"}, {"sha512", "SHA-512"}}, r.Hash, "", webhookEdit(playground.WebhookHash)),
		labelledSelect(webhookID(playground.WebhookEncoding), "Encoding", []choice{{"", "hex"}, {"base64", "base64"}}, r.Encoding, "", webhookEdit(playground.WebhookEncoding)),
		d.line(playground.WebhookSigned, "Signed text", r.Signed, "[body]", "With [body], [timestamp] and [id] in it.", true),
		d.line(playground.WebhookTimestampHeader, "Timestamp in", r.TimestampHeader, "X-Timestamp", "The header that carries [timestamp], in seconds since 1970.", r.Takes("[timestamp]")),
		d.line(playground.WebhookIDHeader, "ID in", r.IDHeader, "X-Message-ID", "The header that carries [id].", r.Takes("[id]")),
	)
}

func (d *webhookDialog) secret() app.UI {
	at, wrong := "", d.Problems[playground.WebhookSecret]
	if wrong != "" {
		at = webhookID(playground.WebhookSecret) + "-problem"
	}
	help := ""
	if d.Webhook.Scheme().Base64Key {
		help = "In base64, as it was given to you; whsec_ may stand before it."
	}
	return app.Div().Body(
		&secretField{ID: webhookID(playground.WebhookSecret), Label: "Secret", Value: d.Webhook.Secret.Reveal(), Problem: at, Hint: help, OnEdit: webhookEdit(playground.WebhookSecret)},
		problem(webhookID(playground.WebhookSecret)+"-problem", wrong),
	)
}

// body says where the bytes come from.
func (d *webhookDialog) body() app.UI {
	w := d.Webhook
	wrong := d.Problems[playground.WebhookFrom]
	file := "No file chosen."
	if w.File != nil {
		file = w.File.Name
	}
	id := webhookID(playground.WebhookFrom)
	return app.Div().Class("tool-body").Body(
		app.Div().Class("labelled").Body(
			app.Span().Class("tool-name").Aria("hidden", true).Text("Body"),
			&Radios{Name: id, Label: "Body", Choices: bodySources, Value: string(w.From), OnEdit: webhookEdit(playground.WebhookFrom)},
		),
		app.Div().Hidden(w.From != playground.TypedBody).Body(
			&TextArea{ID: webhookID(playground.WebhookText), Label: "Body", Rows: 5, Class: "import-text", Value: w.Text, DescribedBy: ids(id+"-size", id+"-hint"), OnEdit: webhookEdit(playground.WebhookText)},
		),
		app.Div().Class("file").Hidden(w.From != playground.FileBody).Body(
			app.Span().Class("file-pick").Body(
				app.Input().ID(id).Type("file").Aria("label", "File that holds the body").Aria("describedby", id+"-problem").OnChange(d.onFile),
				app.Span().Class("button", "button-pick").Aria("hidden", true).Text("Choose a file…"),
			),
			app.Span().Class("file-name").Text(file),
		),
		problem(id+"-problem", wrong),
		app.P().ID(id+"-size").Class("hint").Text(d.Size),
		app.P().ID(id+"-hint").Class("hint").Hidden(w.From == playground.FileBody).Text(bodySourceHints[w.From]),
	)
}

var bodySources = []choice{
	{string(playground.TypedBody), "Text"}, {string(playground.FileBody), "A file"},
	{string(playground.RequestBody), "The request's"}, {string(playground.ResponseBytes), "The response's"},
}

var bodySourceHints = map[playground.BodySource]string{
	playground.TypedBody:     "A text field writes every line end as a line feed (0A). If the body has CR LF, choose it as a file.",
	playground.RequestBody:   "The bytes that the request would send.",
	playground.ResponseBytes: "The bytes of the response that is shown, and its headers as far as the browser shows them.",
}

// headers are those of the call that is verified.
func (d *webhookDialog) headers() app.UI {
	id := webhookID(playground.WebhookHeaders)
	wrong := d.Problems[playground.WebhookHeaders]
	return app.Div().Class("tool-body").Hidden(d.Webhook.Sign).Body(
		app.Label().For(id).Text("Headers, one a line"),
		&TextArea{ID: id, Rows: 3, Class: "import-text", Placeholder: headerExample(d.Webhook.Scheme()), Value: d.Webhook.HeaderText(), Invalid: wrong != "", DescribedBy: id + "-problem", OnEdit: webhookEdit(playground.WebhookHeaders)},
		problem(id+"-problem", wrong),
	)
}

func headerExample(s webhook.Scheme) string {
	text := ""
	for _, name := range []string{s.IDHeader, s.TimestampHeader, s.Header} {
		if name != "" {
			text += name + ": …\n"
		}
	}
	return text
}

var webhookKindNames = map[webhook.Kind]string{
	webhook.GitHub: "GitHub", webhook.GitHubSHA1: "GitHub, SHA-1", webhook.Stripe: "Stripe", webhook.Slack: "Slack",
	webhook.Standard: "Standard Webhooks", webhook.Custom: "Custom",
}

var webhookKinds = func() (list []choice) {
	for _, k := range webhook.Kinds {
		list = append(list, choice{string(k), webhookKindNames[k]})
	}
	return list
}()

var webhookKindHints = map[webhook.Kind]string{
	webhook.GitHub:     "X-Hub-Signature-256: HMAC-SHA-256 of the body, in hex.",
	webhook.GitHubSHA1: "X-Hub-Signature: HMAC-SHA-1 of the body, in hex, for old receivers.",
	webhook.Stripe:     "Stripe-Signature: HMAC-SHA-256 of timestamp, dot and body, in hex.",
	webhook.Slack:      "X-Slack-Signature: HMAC-SHA-256 of v0:, timestamp, colon and body, in hex.",
	webhook.Standard:   "webhook-signature: HMAC-SHA-256 of ID, timestamp and body with dots between them, in base64.",
	webhook.Custom:     "As the fields below say.",
}

// webhookEdit edits the field of its name.
type webhookEdit playground.WebhookField

func (e webhookEdit) msg(_ playground.Model, text string) playground.Msg {
	return playground.WebhookEdited{Field: playground.WebhookField(e), Text: text}
}

func (d *webhookDialog) onRun(ctx app.Context, e app.Event) {
	defer guard()
	e.PreventDefault()
	send(ctx, playground.WebhookRun{})
}

func (d *webhookDialog) onFile(ctx app.Context, _ app.Event) {
	defer guard()
	if files := chosenFiles(ctx.JSSrc()); len(files) > 0 {
		send(ctx, playground.WebhookFileChosen{File: files[0]})
	}
}
