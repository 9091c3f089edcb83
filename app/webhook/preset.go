package webhook

import (
	"strings"
	"time"
)

// Kind names whose rules a signature follows.
type Kind string

// The kinds of signatures.
const (
	GitHub     Kind = "github"      // X-Hub-Signature-256; docs.github.com, "Validating webhook deliveries"
	GitHubSHA1 Kind = "github-sha1" // X-Hub-Signature, which GitHub still sends for old receivers
	Stripe     Kind = "stripe"      // Stripe-Signature; docs.stripe.com/webhooks, "Verify webhook signatures manually"
	Slack      Kind = "slack"       // X-Slack-Signature; docs.slack.dev, "Verifying requests from Slack"
	Standard   Kind = "standard"    // webhook-signature; standardwebhooks.com, "Standard Webhooks", version 1.0.0
	Custom     Kind = "custom"      // as Preset.Rules say
)

// Kinds lists every kind in the order in which a screen offers them.
var Kinds = []Kind{GitHub, GitHubSHA1, Stripe, Slack, Standard, Custom}

// DefaultTolerance is how far a timestamp may lie from now. Stripe, Slack and Standard Webhooks all use it.
const DefaultTolerance = 5 * time.Minute

// Preset says how bodies are signed.
type Preset struct {
	Kind Kind

	// ID names the message. Standard Webhooks signs it with the body, and so may Rules. It is needed for signing only.
	ID string

	// Tolerance is how far a timestamp may lie from now: zero means DefaultTolerance, less than zero that any may pass.
	Tolerance time.Duration

	// Rules are those of Custom. The other kinds have their own.
	Rules Rules
}

// Rules say which bytes are hashed, how, and in which header the signature stands.
type Rules struct {
	Header   string // the header that carries the signature
	Prefix   string // stands before the signature, such as "sha256="
	Hash     string // sha1, sha256, sha512; empty means sha256
	Encoding string // hex or base64; empty means hex

	// Signed is the text that is hashed, with [id], [timestamp] and [body] in it; empty means the body alone.
	Signed string

	TimestampHeader string // the header that carries [timestamp], in seconds since 1970
	IDHeader        string // the header that carries [id]
}

// Scheme is what tells the kinds apart.
type Scheme struct {
	Rules
	Layout      Layout
	TakesFuture bool // a timestamp ahead of the clock is not refused
	Base64Key   bool // the secret is base64, "whsec_" may stand before it
}

// Layout is how a header holds signatures.
type Layout int

// The layouts.
const (
	Single  Layout = iota // one signature behind the prefix
	Pairs                 // t=…,v1=…,v1=…
	Several               // v1,… v1,…
)

var schemes = map[Kind]Scheme{
	GitHub:     {Rules: Rules{Header: "X-Hub-Signature-256", Prefix: "sha256="}},
	GitHubSHA1: {Rules: Rules{Header: "X-Hub-Signature", Prefix: "sha1=", Hash: "sha1"}},
	// Stripe's own libraries refuse old timestamps only.
	Stripe: {Rules: Rules{
		Header: "Stripe-Signature", Prefix: "v1=", Signed: "[timestamp].[body]",
	}, Layout: Pairs, TakesFuture: true},
	Slack: {Rules: Rules{
		Header: "X-Slack-Signature", Prefix: "v0=", Signed: "v0:[timestamp]:[body]", TimestampHeader: "X-Slack-Request-Timestamp",
	}},
	Standard: {Rules: Rules{
		Header: "webhook-signature", Prefix: "v1,", Encoding: "base64", Signed: "[id].[timestamp].[body]",
		TimestampHeader: "webhook-timestamp", IDHeader: "webhook-id",
	}, Layout: Several, Base64Key: true},
}

// Scheme gives what holds for a preset. It is empty for a kind that is not known.
func (p Preset) Scheme() Scheme {
	if p.Kind == Custom {
		return Scheme{Rules: p.Rules}
	}
	return schemes[p.Kind]
}

// Limit is how far a timestamp may lie from now; zero or less means that any may pass.
func (p Preset) Limit() time.Duration {
	if p.Tolerance == 0 {
		return DefaultTolerance
	}
	return p.Tolerance
}

// Takes reports whether the text that is hashed has a hole in it, such as "[id]".
func (r Rules) Takes(hole string) bool { return strings.Contains(r.Signed, hole) }
