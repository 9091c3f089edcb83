package playground

import (
	"slices"
	"strconv"
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

// BodySource says where the bytes of a webhook come from.
type BodySource string

// The sources. The zero value is what was typed in the dialog.
const (
	TypedBody     BodySource = ""
	FileBody      BodySource = "file"
	RequestBody   BodySource = "request"
	ResponseBytes BodySource = "response"
)

// WebhookField is a field of the dialog.
type WebhookField string

// The fields.
const (
	WebhookMode            WebhookField = "mode" // sign or verify
	WebhookKind            WebhookField = "kind"
	WebhookSecret          WebhookField = "secret"
	WebhookFrom            WebhookField = "from"
	WebhookText            WebhookField = "text"
	WebhookHeaders         WebhookField = "headers"
	WebhookID              WebhookField = "id"
	WebhookTolerance       WebhookField = "tolerance"
	WebhookAt              WebhookField = "at"
	WebhookHeader          WebhookField = "header"
	WebhookPrefix          WebhookField = "prefix"
	WebhookHash            WebhookField = "hash"
	WebhookEncoding        WebhookField = "encoding"
	WebhookSigned          WebhookField = "signed"
	WebhookTimestampHeader WebhookField = "timestamp-header"
	WebhookIDHeader        WebhookField = "id-header"
)

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

// editWebhook changes a field. What was said of the fields as they were stays, marked as such, so that nothing moves while a person types.
func (m *Model) editWebhook(msg WebhookEdited) {
	w := &m.Webhook
	w.Stale, w.Busy = w.Answer != nil, false
	switch msg.Field {
	case WebhookMode:
		w.Sign, w.Tried, w.Answer = msg.Text == "sign", false, nil
	case WebhookKind:
		w.Kind, w.Tried = webhook.Kind(msg.Text), false
	case WebhookSecret:
		w.Secret = request.NewSecret(msg.Text)
	case WebhookFrom:
		w.From = BodySource(msg.Text)
		m.takeHeaders()
	case WebhookHeaders:
		if w.From == ResponseBytes {
			w.Answered = msg.Text
		} else {
			w.Headers = msg.Text
		}
	default:
		if text := w.line(msg.Field); text != nil {
			*text = msg.Text
		}
	}
}

// line is the text of a field of one line, or of the body.
func (w *Webhook) line(f WebhookField) *string {
	switch f {
	case WebhookText:
		return &w.Text
	case WebhookID:
		return &w.ID
	case WebhookTolerance:
		return &w.Tolerance
	case WebhookAt:
		return &w.At
	case WebhookHeader:
		return &w.Rules.Header
	case WebhookPrefix:
		return &w.Rules.Prefix
	case WebhookHash:
		return &w.Rules.Hash
	case WebhookEncoding:
		return &w.Rules.Encoding
	case WebhookSigned:
		return &w.Rules.Signed
	case WebhookTimestampHeader:
		return &w.Rules.TimestampHeader
	case WebhookIDHeader:
		return &w.Rules.IDHeader
	}
	return nil
}

// takeHeaders takes the headers of the response that is shown, once for each, where the body is its.
func (m *Model) takeHeaders() {
	w := &m.Webhook
	if w.From != ResponseBytes || m.Shown == nil || m.Shown.Head == nil || w.answered == m.Shown.ID {
		return
	}
	var b strings.Builder
	for _, h := range m.Shown.Head.Headers {
		b.WriteString(h.Name + ": " + h.Value + "\n")
	}
	w.Answered, w.answered = b.String(), m.Shown.ID
}

// HeaderText is what stands in the field of the headers.
func (w Webhook) HeaderText() string {
	if w.From == ResponseBytes {
		return w.Answered
	}
	return w.Headers
}

// Scheme is what holds for the kind that is chosen.
func (w Webhook) Scheme() webhook.Scheme {
	return webhook.Preset{Kind: w.Kind, Rules: w.Rules}.Scheme()
}

// Timed reports whether a timestamp is signed.
func (w Webhook) Timed() bool { return w.Scheme().Takes("[timestamp]") }

// WebhookProblem says what is wrong with a field, or "". What is missing is said once Sign or Verify was pressed.
func (m Model) WebhookProblem(f WebhookField) string {
	w := m.Webhook
	switch {
	case f == WebhookTolerance && w.Timed() && !w.Sign:
		if _, ok := wholeSeconds(w.Tolerance); !ok {
			return "Type whole seconds, such as 300."
		}
	case f == WebhookAt && w.Timed():
		if _, ok := wholeSeconds(w.At); !ok {
			return "Type seconds since 1970, such as 1700000000, or nothing for the present time."
		}
	case !w.Tried:
	case f == WebhookSecret && w.Secret.Reveal() == "":
		return "Type the secret that sender and receiver share."
	case f == WebhookHeader && w.Kind == webhook.Custom && w.Rules.Header == "":
		return "Name the header that carries the signature."
	case f == WebhookID && w.Sign && w.Scheme().Takes("[id]") && w.ID == "":
		return "Type the message's ID: it is signed with the body."
	case f == WebhookFrom && w.From == FileBody && w.File == nil:
		return "Choose the file that holds the body."
	case f == WebhookFrom && w.From == ResponseBytes && m.Shown == nil:
		return "There is no response yet. Send a request first."
	case f == WebhookHeaders && !w.Sign && strings.TrimSpace(w.HeaderText()) == "":
		return "Paste the headers of the call, one a line, as Name: value."
	}
	return ""
}

// WebhookFields are those that can be wrong, in the order of the screen.
var WebhookFields = []WebhookField{WebhookHeader, WebhookSecret, WebhookFrom, WebhookHeaders, WebhookID, WebhookTolerance, WebhookAt}

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

// wholeSeconds reads a number of seconds; nothing at all is fine.
func wholeSeconds(text string) (int64, bool) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, true
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil && n >= 0 && n < 1e11
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

// WebhookSize says how long the body is, as far as that is known before it is hashed.
func (m Model) WebhookSize() string {
	w := m.Webhook
	switch {
	case w.From == TypedBody:
		return bytesOf(int64(len(w.Text)))
	case w.From == FileBody && w.File != nil:
		return bytesOf(w.File.Size)
	case w.From == RequestBody && m.Request.Body.Kind == request.NoBody:
		return "The request has no body: nothing but its absence is signed, 0 bytes."
	case w.From == RequestBody && m.Prepared != nil:
		return bytesOf(m.Prepared.BodySize)
	case w.From == ResponseBytes && m.Shown != nil && m.Shown.Done != nil:
		return bytesOf(m.Shown.Done.Body.Size)
	}
	return ""
}

func bytesOf(n int64) string {
	if n == 1 {
		return "1 byte"
	}
	return group(n) + " bytes"
}
