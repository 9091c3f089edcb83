package playground

import (
	"slices"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// SetUpAuth chooses a way to authenticate that a server asks for, and leads to its fields.
type SetUpAuth struct{ Kind request.AuthKind }

// Challenge is what a response of 401 asks for.
type Challenge struct {
	Text string           // in sentences; "" where nothing is asked for
	Kind request.AuthKind // that can be set up for it; NoAuth where there is none, or it is set up
}

// challengeKinds are the schemes that can be set up here (IANA's registry of HTTP authentication schemes), the safest first where a
// server lets one choose.
var challengeKinds = []struct {
	scheme string
	kind   request.AuthKind
}{{"bearer", request.Bearer}, {"digest", request.Digest}, {"basic", request.Basic}, {"oauth", request.OAuth1}, {"aws4-hmac-sha256", request.AWS}}

// Challenge says what the response that is shown asks for.
func (m Model) Challenge() Challenge {
	if m.Shown == nil || m.Shown.Head == nil || m.Shown.Head.Status != 401 {
		return Challenge{}
	}
	list := m.Shown.Head.Challenges
	if len(list) == 0 {
		if m.Shown.Head.Type == "cors" {
			return Challenge{Text: "The server asks for credentials. The browser hides which kind (WWW-Authenticate is not exposed)."}
		}
		return Challenge{Text: "The server asks for credentials and does not say which kind (no WWW-Authenticate)."}
	}
	var schemes []string
	for _, c := range list {
		name := shortened(c.Scheme)
		if c.Realm != "" {
			name += " (realm " + shortened(c.Realm) + ")"
		}
		schemes = append(schemes, name)
	}
	c := Challenge{Text: "The server asks for " + strings.Join(schemes, " or ") + "."}
	used := m.Shown.Request.Auth.Kind
	for _, known := range challengeKinds {
		if !slices.ContainsFunc(list, func(c exchange.Challenge) bool { return strings.EqualFold(c.Scheme, known.scheme) }) {
			continue
		}
		if known.kind == used || known.kind == request.Bearer && (used == request.OAuth2 || used == request.JWT) {
			c.Text, c.Kind = c.Text+" It did not accept the credentials that were sent.", request.NoAuth
			break
		}
		if c.Kind == request.NoAuth {
			c.Kind = known.kind
		}
	}
	for _, asked := range list {
		if asked.Reason != "" {
			c.Text += " Its reason: " + strings.TrimRight(shortened(asked.Reason), ".") + "."
		}
	}
	return c
}

// shortened keeps what a server says to a line.
func shortened(text string) string {
	const most = 100
	runes := []rune(text)
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

func (m Model) setUpAuth(kind request.AuthKind) (Model, []Cmd) {
	m.Request.Auth.Kind = kind
	m.Tab = AuthTab
	return m, []Cmd{Focus{Target{Control: string(exchange.AtAuth)}}}
}
