// Package webhook signs and verifies the bodies of webhooks: an HMAC (RFC 2104) over the exact bytes that were sent.
//
// A [Preset] says whose rules apply: GitHub's, Stripe's, Slack's, those of Standard Webhooks, or rules of one's own.
// [Sign] gives the headers that a sender adds. [Verify] checks those that arrived and gives a [Verdict]: that they are right, or why
// not, with the bytes that were hashed and both signatures beside each other.
//
// Signatures are compared in constant time. A body is never decoded or formatted: one changed byte is another body.
package webhook
