package components

import (
	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/webhook"
)

// Engine is the work behind the screen. Its calls block until the worker has
// answered; what happens to an exchange meanwhile is told through [Post].
type Engine interface {
	// Send starts an exchange under a number.
	Send(id int, r request.Request) error
	// Many starts a run under a number: a request that is sent many times.
	Many(id int, r request.Request, plan request.Many) error
	// Results gives results of a run.
	Results(id int, ask exchange.ResultsAsk) (exchange.Results, error)
	// Open makes an exchange under a number of what came of one request of a run.
	Open(id, run, index int) error
	// Cancel ends an exchange; its last event says so.
	Cancel(id int) error
	// Forget drops the body of an exchange.
	Forget(id int) error
	// Read starts another reading of a body; views follow as events.
	Read(id int, mode exchange.Mode) error
	// Prepare says how a request would go out, or why it cannot.
	Prepare(r request.Request) (exchange.Foreseen, error)
	// Wire says what would go out, as text or in hex.
	Wire(r request.Request, mode exchange.Mode) (exchange.Wire, error)
	// ClearCache empties the session's cache.
	ClearCache() error
	// Begin begins an OAuth 2 authorization whose answer comes to the address callback.
	Begin(r request.Request, callback string) (exchange.Begun, error)
	// Device begins an OAuth 2 authorization on another device.
	Device(r request.Request) (exchange.Device, error)
	// CancelToken ends the getting of a token.
	CancelToken() error
	// Token gets an OAuth 2 token; begun and answer belong to the authorization code grant, renew uses the refresh token.
	Token(r request.Request, callback string, begun *exchange.Begun, answer string, renew bool) (exchange.Granted, error)
	// Cookies does something with the session's cookie jar, and says how it then stands for a request.
	Cookies(r request.Request, a exchange.JarAsk) (exchange.Jar, error)
	// Webhook signs or verifies the body of a request, or that of a response.
	Webhook(r request.Request, a webhook.Ask) (webhook.Answer, error)
	// Traffic gives what went over the wire for one request of an exchange, by its number.
	Traffic(id, hop int) (exchange.Recorded, error)
	// Diagnose finds out why the browser blocked a request, through the relay of the way if it has one.
	Diagnose(r request.Request) (exchange.Diagnosis, error)
	// Relay asks the relay of the way what it allows.
	Relay() (exchange.RelayState, error)
	// CheckJSON finds the first place at which a text is not JSON, or nil.
	CheckJSON(text string) (*exchange.Problem, error)
	// FormatJSON lays a JSON text out anew, token by token.
	FormatJSON(text string) (string, *exchange.Problem, error)
}
