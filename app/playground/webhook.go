package playground

import (
	"slices"
	"strings"
	"time"

	"roundtrip/app/request"
	"roundtrip/app/webhook"
)

// Webhook is the dialog that signs and verifies the bodies of webhooks. What was typed stays while it is closed.
type Webhook struct {
	Open   bool
	Sign   bool
	Kind   webhook.Kind
	Rules  webhook.Rules // of Custom
	Secret request.Secret

	From     BodySource
	Text     string
	File     *request.File
	Headers  string // of the call that is verified
	Answered string // the headers of the response, where the body is its
	answered int    // the exchange that they are of

	ID, Tolerance, At string // as they are typed

	Busy   bool
	asked  int  // the number of the newest ask
	Tried  bool // Sign or Verify was pressed: what is missing is said
	Answer *webhook.Answer
	Stale  bool // something was changed since: the answer is of what stood there before
}

// A webhook is signed or verified.
type (
	WebhookPressed struct{}
	WebhookClosed  struct{}
	WebhookEdited  struct {
		Field WebhookField
		Text  string
	}
	WebhookFileChosen struct{ File request.File }
	WebhookRun        struct{} // Sign or Verify
	WebhookAnswered   struct {
		Number int
		Answer webhook.Answer
	}
	// WebhookPut puts the headers that were made into the request.
	WebhookPut    struct{}
	WebhookCopied struct{}
)

// AskWebhook signs or verifies a body; answered by WebhookAnswered. The request is there for its body.
type AskWebhook struct {
	Number  int
	Request request.Request
	Ask     webhook.Ask
}

func (m Model) webhook(msg Msg) (Model, []Cmd) {
	w := &m.Webhook
	switch msg := msg.(type) {
	case WebhookPressed:
		w.Open, w.Tried = true, false
		if w.Kind == "" {
			w.Kind = webhook.GitHub
		}
		w.Answer = nil // the request and the response may be others now
		m.takeHeaders()
	case WebhookClosed:
		w.Open = false
	case WebhookEdited:
		m.editWebhook(msg)
	case WebhookFileChosen:
		w.File, w.Stale, w.Busy = &msg.File, w.Answer != nil, false
	case WebhookRun:
		return m.runWebhook()
	case WebhookAnswered:
		if w.Busy && msg.Number == w.asked {
			w.Busy, w.Stale, w.Answer = false, false, &msg.Answer
		}
	case WebhookPut:
		return m.putHeaders()
	case WebhookCopied:
		if w.Answer != nil && !w.Stale {
			return m, []Cmd{CopyText{Text: HeaderLines(w.Answer.Headers), Say: "Headers copied."}}
		}
	}
	return m, nil
}

func (m Model) runWebhook() (Model, []Cmd) {
	w := &m.Webhook
	w.Tried, w.Stale = true, w.Answer != nil
	for _, f := range WebhookFields {
		if m.WebhookProblem(f) != "" {
			return m, []Cmd{Focus{Target{Control: "webhook-" + string(f)}}}
		}
	}
	w.Busy = true
	ask := webhook.Ask{
		Sign: w.Sign, Secret: w.Secret.Reveal(), Headers: w.HeaderText(),
		Preset: webhook.Preset{Kind: w.Kind, ID: w.ID, Rules: w.Rules},
	}
	if seconds, _ := wholeSeconds(w.Tolerance); strings.TrimSpace(w.Tolerance) != "" {
		ask.Preset.Tolerance = time.Duration(seconds) * time.Second
		if seconds == 0 {
			ask.Preset.Tolerance = -1 // any may pass
		}
	}
	if seconds, _ := wholeSeconds(w.At); strings.TrimSpace(w.At) != "" && w.Timed() {
		ask.At = time.Unix(seconds, 0)
	}
	r := request.Request{Body: request.Body{Kind: request.Text, Text: w.Text}}
	switch w.From {
	case FileBody:
		r.Body = request.Body{Kind: request.RawFile, File: w.File}
	case RequestBody:
		r.Body = m.Request.Body
	case ResponseBytes:
		ask.Response = m.Shown.ID
	}
	w.asked++
	return m, []Cmd{AskWebhook{Number: w.asked, Request: r, Ask: ask}}
}

// putHeaders sets the headers that were made in the request, each in the place of those of its name.
func (m Model) putHeaders() (Model, []Cmd) {
	a := m.Webhook.Answer
	if a == nil || m.Webhook.Stale || len(a.Headers) == 0 {
		return m, nil
	}
	list := slices.Clone(m.Request.Headers)
	for _, h := range a.Headers {
		named := func(f request.Field) bool { return strings.EqualFold(strings.TrimSpace(f.Name), h.Name) }
		field := request.Field{Name: h.Name, Value: h.Value}
		at := slices.IndexFunc(list, named)
		if at < 0 {
			list = append(list, field)
			continue
		}
		list[at] = field
		rest := slices.DeleteFunc(slices.Clone(list[at+1:]), named)
		list = append(list[:at+1], rest...)
	}
	m.Request.Headers = list
	return m.toast("The request now has the " + map[bool]string{true: "header", false: "headers"}[len(a.Headers) == 1] + ".")
}

// HeaderLines writes headers one a line.
func HeaderLines(headers []webhook.Header) string {
	var b strings.Builder
	for _, h := range headers {
		b.WriteString(h.Name + ": " + h.Value + "\n")
	}
	return b.String()
}
