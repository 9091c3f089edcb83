package bridge

import (
	"encoding/json"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/webhook"
)

// The methods of the engine.
const (
	MethodSend     = "send"     // Call{ID, Via, Request}, the request's files beside it → nothing
	MethodMany     = "many"     // Call{ID, Via, Request, Many}, the request's files beside it → nothing
	MethodResults  = "results"  // Call{ID, Results} → exchange.Results of a run
	MethodOpen     = "open"     // Call{ID, Run, From: the place of the request} → nothing
	MethodCancel   = "cancel"   // Call{ID} → nothing
	MethodForget   = "forget"   // Call{ID} → nothing
	MethodRead     = "read"     // Call{ID, Mode} → nothing
	MethodPrepare  = "prepare"  // Call{Via, Request} → exchange.Foreseen
	MethodWire     = "wire"     // Call{Via, Request, Mode}, the request's files beside it → exchange.Wire
	MethodCheck    = "check"    // Call{Text} → Checked
	MethodFormat   = "format"   // Call{Text} → Checked
	MethodRows     = "rows"     // Call{ID, Mode, From, Count} → Rows, to JavaScript
	MethodBegin    = "begin"    // Call{Request, Callback} → Begun
	MethodToken    = "token"    // Call{Via, Request, Callback, Begun, Answer, Renew} → Granted
	MethodEndToken = "endToken" // → nothing: the getting of a token ends
	MethodDevice   = "device"   // Call{Via, Request} → Device
	MethodClear    = "clear"    // → nothing: the session's cache is emptied
	MethodCookies  = "cookies"  // Call{Request, Jar} → Jar
	MethodWebhook  = "webhook"  // Call{Request, Webhook}, the request's files beside it → Answer
	MethodDiagnose = "diagnose" // Call{Via, Request} → exchange.Diagnosis of a request that the browser blocked; Via is a relay that may be asked, if any
	MethodRelay    = "relay"    // Call{Asked} → exchange.RelayState
	MethodTraffic  = "traffic"  // Call{ID, From: the number of the request} → exchange.Recorded
	MethodText     = "text"     // Call{ID} → {text}, to JavaScript
	MethodBlob     = "blob"     // Call{ID} → {blob, name, type}, to JavaScript

	MethodHandover = "handover" // → what another engine is to know that takes the place of this one, as JSON of its own
	MethodTakeover = "takeover" // that → nothing
)

// Call holds the parameters of every method; each takes some of them.
type Call struct {
	ID      int           `json:"id,omitempty"`
	Mode    exchange.Mode `json:"mode,omitempty"`
	From    int           `json:"from,omitempty"`
	Count   int           `json:"count,omitempty"`
	Text    string        `json:"text,omitempty"`
	Request *Request      `json:"request,omitempty"`

	Via   exchange.Via `json:"via,omitzero"`   // the way that the request takes, or those for its token
	Asked exchange.Via `json:"asked,omitzero"` // the relay that is asked about itself, in the browser's way

	Many    *request.Many        `json:"many,omitempty"` // how often the request is sent
	Results *exchange.ResultsAsk `json:"results,omitempty"`
	Run     int                  `json:"run,omitempty"` // the number of the run that a result is of

	Callback string          `json:"callback,omitempty"` // where the authorization server leads back to
	Begun    *exchange.Begun `json:"begun,omitempty"`    // the authorization that Answer answers
	Answer   string          `json:"answer,omitempty"`   // the address that the server led back to
	Renew    bool            `json:"renew,omitempty"`    // with the refresh token

	Jar     *exchange.JarAsk `json:"jar,omitempty"`
	Webhook *webhook.Ask     `json:"webhook,omitempty"`
}

// Checked answers check and format.
type Checked struct {
	Text    string            `json:"text,omitempty"`
	Problem *exchange.Problem `json:"problem,omitempty"`
}

// Request is a request with its secrets, which marshal as holes everywhere else.
// It goes from the page to its own worker and nowhere further.
type Request struct{ request.Request }

type revealed struct {
	Request request.Request   `json:"request"`
	Secrets map[string]string `json:"secrets,omitempty"` // by the names of their settings
}

// MarshalJSON writes the request with its secrets beside it.
func (r Request) MarshalJSON() ([]byte, error) {
	return json.Marshal(revealed{r.Request, r.Secrets()})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (r *Request) UnmarshalJSON(data []byte) error {
	var v revealed
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	r.Request = v.Request
	r.SetSecrets(v.Secrets)
	return nil
}
