package bridge

import (
	"encoding/json"
	"fmt"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/webhook"
)

// Line carries calls to an engine. The reply is JSON; files are the IDs of Files
// that go along. A call blocks until it is answered.
type Line interface {
	Call(method string, c Call, files []string) (reply []byte, err error)
}

// LineFunc is a function as a [Line].
type LineFunc func(method string, c Call, files []string) ([]byte, error)

// Call calls the function.
func (f LineFunc) Call(method string, c Call, files []string) ([]byte, error) {
	return f(method, c, files)
}

// Client is the page's side of the bridge. Its methods block until the engine has
// answered, so they are called off the goroutine that draws.
type Client struct {
	Line Line
	Via  exchange.Via // the way that its requests take
}

// Send starts an exchange under a number; events tell what becomes of it.
func (c Client) Send(id int, r request.Request) error {
	return c.call(MethodSend, Call{Via: c.Via, ID: id, Request: &Request{r}}, fileIDs(r), nil)
}

// Many starts a run under a number, which sends a request many times.
func (c Client) Many(id int, r request.Request, plan request.Many) error {
	return c.call(MethodMany, Call{Via: c.Via, ID: id, Request: &Request{r}, Many: &plan}, fileIDs(r), nil)
}

// Results gives results of a run.
func (c Client) Results(id int, ask exchange.ResultsAsk) (exchange.Results, error) {
	var r exchange.Results
	err := c.call(MethodResults, Call{ID: id, Results: &ask}, nil, &r)
	return r, err
}

// Open makes an exchange under a number of what came of one request of a run, by its place.
func (c Client) Open(id, run, index int) error {
	return c.call(MethodOpen, Call{ID: id, Run: run, From: index}, nil, nil)
}

// Cancel ends an exchange that is in flight.
func (c Client) Cancel(id int) error { return c.call(MethodCancel, Call{ID: id}, nil, nil) }

// Forget drops an exchange and its body.
func (c Client) Forget(id int) error { return c.call(MethodForget, Call{ID: id}, nil, nil) }

// Read reads the body of an exchange in another mode.
func (c Client) Read(id int, mode exchange.Mode) error {
	return c.call(MethodRead, Call{ID: id, Mode: mode}, nil, nil)
}

// Prepare says how a request would go out, or why it cannot.
func (c Client) Prepare(r request.Request) (exchange.Foreseen, error) {
	var p exchange.Foreseen
	err := c.call(MethodPrepare, Call{Via: c.Via, Request: &Request{r}}, nil, &p)
	return p, err
}

// Wire says what would go out if a request were sent now, as text or in hex.
func (c Client) Wire(r request.Request, mode exchange.Mode) (exchange.Wire, error) {
	var w exchange.Wire
	err := c.call(MethodWire, Call{Via: c.Via, Request: &Request{r}, Mode: mode}, fileIDs(r), &w)
	return w, err
}

// fileIDs names the files that go along with a request.
func fileIDs(r request.Request) []string {
	var files []string
	for _, f := range r.Files() {
		files = append(files, f.ID)
	}
	return files
}

// CheckJSON finds the first place where a text is not JSON; nil if there is none.
func (c Client) CheckJSON(text string) (*exchange.Problem, error) {
	var k Checked
	err := c.call(MethodCheck, Call{Text: text}, nil, &k)
	return k.Problem, err
}

// FormatJSON sets a JSON text out on lines, changing nothing but white space.
func (c Client) FormatJSON(text string) (string, *exchange.Problem, error) {
	var k Checked
	err := c.call(MethodFormat, Call{Text: text}, nil, &k)
	return k.Text, k.Problem, err
}

// ClearCache empties the session's cache.
func (c Client) ClearCache() error { return c.call(MethodClear, Call{}, nil, nil) }

// Begin begins an authorization whose answer comes to the address callback.
func (c Client) Begin(r request.Request, callback string) (exchange.Begun, error) {
	var b exchange.Begun
	err := c.call(MethodBegin, Call{Request: &Request{r}, Callback: callback}, nil, &b)
	return b, err
}

// Device begins an authorization on another device.
func (c Client) Device(r request.Request) (exchange.Device, error) {
	var d exchange.Device
	err := c.call(MethodDevice, Call{Via: c.Via, Request: &Request{r}}, nil, &d)
	return d, err
}

// CancelToken ends the getting of a token that is under way.
func (c Client) CancelToken() error { return c.call(MethodEndToken, Call{Via: c.Via}, nil, nil) }

// Token gets a token, as the request's grant says. Begun and answer belong to the authorization code grant, renew uses the
// refresh token.
func (c Client) Token(r request.Request, callback string, begun *exchange.Begun, answer string, renew bool) (exchange.Granted, error) {
	var g exchange.Granted
	err := c.call(MethodToken, Call{Via: c.Via, Request: &Request{r}, Callback: callback, Begun: begun, Answer: answer, Renew: renew}, nil, &g)
	return g, err
}

// Cookies does something with the session's cookie jar, and says how it then stands for a request.
func (c Client) Cookies(r request.Request, a exchange.JarAsk) (exchange.Jar, error) {
	var j exchange.Jar
	err := c.call(MethodCookies, Call{Request: &Request{r}, Jar: &a}, nil, &j)
	return j, err
}

// Webhook signs or verifies the body of a request, or that of a response.
func (c Client) Webhook(r request.Request, a webhook.Ask) (webhook.Answer, error) {
	var w webhook.Answer
	err := c.call(MethodWebhook, Call{Request: &Request{r}, Webhook: &a}, fileIDs(r), &w)
	return w, err
}

// Traffic gives what went over the wire for one request of an exchange, by its number.
func (c Client) Traffic(id, hop int) (exchange.Recorded, error) {
	var r exchange.Recorded
	err := c.call(MethodTraffic, Call{ID: id, From: hop}, nil, &r)
	return r, err
}

// Diagnose finds out why the browser blocked a request: through the relay of the client's way, if it has one.
func (c Client) Diagnose(r request.Request) (exchange.Diagnosis, error) {
	var d exchange.Diagnosis
	err := c.call(MethodDiagnose, Call{Via: c.Via, Request: &Request{r}}, nil, &d)
	return d, err
}

// Relay asks the relay of the client's way what it allows.
func (c Client) Relay() (exchange.RelayState, error) {
	var s exchange.RelayState
	err := c.call(MethodRelay, Call{Asked: c.Via}, nil, &s)
	return s, err
}

func (c Client) call(method string, params Call, files []string, result any) error {
	reply, err := c.Line.Call(method, params, files)
	if err != nil {
		return err
	}
	if result == nil {
		return nil
	}
	if err := json.Unmarshal(reply, result); err != nil {
		return fmt.Errorf("%s: read the answer: %w", method, err)
	}
	return nil
}
