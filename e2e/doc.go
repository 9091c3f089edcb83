// Package e2e tests the built product in headless Chromium, as a person uses it: against the demo API, and against servers that
// misbehave.
//
//	make build
//	go test ./e2e/...
//	go test ./e2e -run Keyboard -v
//
// Every test has a tab of its own. Tests run beside each other, two at a time; what they send goes to servers on this machine only.
// A failed test leaves a screenshot and the page's console in e2e/out.
package e2e
