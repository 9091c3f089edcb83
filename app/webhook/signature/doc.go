// Package signature signs and verifies the bodies of webhooks, as a preset of package webhook says.
//
// [Sign] gives the headers that a sender adds. [Verify] checks those that arrived and gives a verdict: that they are right, or why
// not, with the bytes that were hashed and both signatures beside each other. [Near] looks for the small difference that made a signature wrong.
//
// Signatures are compared in constant time. A body is never decoded or formatted: one changed byte is another body.
package signature
