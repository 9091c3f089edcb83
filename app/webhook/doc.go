// Package webhook says how senders sign the bodies of webhooks: an HMAC (RFC 2104) over the exact bytes that were sent.
//
// A [Preset] says whose rules apply: GitHub's, Stripe's, Slack's, those of Standard Webhooks, or rules of one's own. An [Ask] is to be
// signed or verified, and an [Answer] is what came of it. All of this is data, for screens; package signature does the work.
package webhook
