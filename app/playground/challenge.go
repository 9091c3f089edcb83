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
	var fields []string
	for _, f := range m.Shown.Head.Headers {
		if strings.EqualFold(f.Name, "WWW-Authenticate") {
			fields = append(fields, f.Value)
		}
	}
	list := challenges(fields)
	if len(list) == 0 {
		if m.Shown.Head.Type == "cors" {
			return Challenge{Text: "The server asks for credentials. The browser hides which kind (WWW-Authenticate is not exposed)."}
		}
		return Challenge{Text: "The server asks for credentials and does not say which kind (no WWW-Authenticate)."}
	}
	var schemes []string
	for _, c := range list {
		name := c.scheme
		if c.realm != "" {
			name += " (realm " + c.realm + ")"
		}
		schemes = append(schemes, name)
	}
	c := Challenge{Text: "The server asks for " + strings.Join(schemes, " or ") + "."}
	used := m.Shown.Request.Auth.Kind
	for _, known := range challengeKinds {
		if !slices.ContainsFunc(list, func(c challenge) bool { return strings.EqualFold(c.scheme, known.scheme) }) {
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
		if asked.error != "" {
			c.Text += " Its reason: " + asked.error + "."
		}
	}
	return c
}

// challenge is one of the challenges of a server (RFC 9110, section 11.6.1).
type challenge struct{ scheme, realm, error string }

// challenges reads them. A part without a space and with an equals sign is a parameter of the challenge before it.
func challenges(fields []string) []challenge {
	var list []challenge
	for _, field := range fields {
		begun := len(list)
		for _, part := range unquotedParts(field) {
			scheme, rest, spaced := strings.Cut(part, " ")
			if strings.Contains(scheme, "=") || spaced && strings.HasPrefix(strings.TrimLeft(rest, " "), "=") {
				rest = part
			} else if part != "" {
				list = append(list, challenge{scheme: scheme})
			}
			if len(list) == begun {
				continue // a parameter without a scheme
			}
			name, value, _ := strings.Cut(rest, "=")
			value = shortened(strings.ReplaceAll(strings.Trim(strings.TrimSpace(value), `"`), `\`, ""))
			switch c := &list[len(list)-1]; strings.ToLower(strings.TrimSpace(name)) {
			case "realm":
				c.realm = value
			case "error_description":
				c.error = strings.TrimRight(value, ".")
			case "error":
				if c.error == "" {
					c.error = value
				}
			}
		}
	}
	return list
}

// unquotedParts splits a list at the commas outside of quotes.
func unquotedParts(text string) []string {
	var parts []string
	quoted, start := false, 0
	for i := 0; i < len(text); i++ {
		switch {
		case quoted && text[i] == '\\':
			i++
		case text[i] == '"':
			quoted = !quoted
		case text[i] == ',' && !quoted:
			parts, start = append(parts, strings.TrimSpace(text[start:i])), i+1
		}
	}
	return append(parts, strings.TrimSpace(text[start:]))
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
