package webhook

import "time"

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

// scheme is what tells the kinds apart.
type scheme struct {
	Rules
	layout      layout
	takesFuture bool // a timestamp ahead of the clock is not refused
	base64Key   bool // the secret is base64, "whsec_" may stand before it
}

// layout is how a header holds signatures.
type layout int

const (
	single  layout = iota // one signature behind the prefix
	pairs                 // t=…,v1=…,v1=…
	several               // v1,… v1,…
)

var schemes = map[Kind]scheme{
	GitHub:     {Rules: Rules{Header: "X-Hub-Signature-256", Prefix: "sha256="}},
	GitHubSHA1: {Rules: Rules{Header: "X-Hub-Signature", Prefix: "sha1=", Hash: "sha1"}},
	// Stripe's own libraries refuse old timestamps only.
	Stripe: {Rules: Rules{
		Header: "Stripe-Signature", Prefix: "v1=", Signed: "[timestamp].[body]",
	}, layout: pairs, takesFuture: true},
	Slack: {Rules: Rules{
		Header: "X-Slack-Signature", Prefix: "v0=", Signed: "v0:[timestamp]:[body]", TimestampHeader: "X-Slack-Request-Timestamp",
	}},
	Standard: {Rules: Rules{
		Header: "webhook-signature", Prefix: "v1,", Encoding: "base64", Signed: "[id].[timestamp].[body]",
		TimestampHeader: "webhook-timestamp", IDHeader: "webhook-id",
	}, layout: several, base64Key: true},
}

func (p Preset) scheme() scheme {
	if p.Kind == Custom {
		return scheme{Rules: p.Rules}
	}
	return schemes[p.Kind]
}

func (p Preset) tolerance() time.Duration {
	if p.Tolerance == 0 {
		return DefaultTolerance
	}
	return p.Tolerance
}
