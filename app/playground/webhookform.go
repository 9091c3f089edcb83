package playground

import (
	"strconv"
	"strings"

	"roundtrip/app/request"
	"roundtrip/app/webhook"
)

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
	var headers []webhook.Header
	for _, h := range m.Shown.Head.Headers {
		headers = append(headers, webhook.Header(h))
	}
	w.Answered, w.answered = HeaderLines(headers), m.Shown.ID
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

// wholeSeconds reads a number of seconds; nothing at all is fine.
func wholeSeconds(text string) (int64, bool) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, true
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil && n >= 0 && n < 1e11
}

// WebhookSize says how long the body is, as far as that is known before it is hashed.
func (m Model) WebhookSize() string {
	w := m.Webhook
	switch {
	case w.From == TypedBody:
		return count(len(w.Text), "byte")
	case w.From == FileBody && w.File != nil:
		return count(int(w.File.Size), "byte")
	case w.From == RequestBody && m.Request.Body.Kind == request.NoBody:
		return "The request has no body: nothing but its absence is signed, 0 bytes."
	case w.From == RequestBody && m.Prepared != nil:
		return count(int(m.Prepared.BodySize), "byte")
	case w.From == ResponseBytes && m.Shown != nil && m.Shown.Done != nil:
		return count(int(m.Shown.Done.Body.Size), "byte")
	}
	return ""
}

// WebhookFields are those that can be wrong, in the order of the screen.
var WebhookFields = []WebhookField{WebhookHeader, WebhookSecret, WebhookFrom, WebhookHeaders, WebhookID, WebhookTolerance, WebhookAt}
