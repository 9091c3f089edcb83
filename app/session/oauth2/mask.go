package oauth2

import (
	"bytes"
	"encoding/json"
	"mime"
	"net/url"
	"slices"
	"strings"

	"roundtrip/app/exchange"
)

// The parameters whose values are credentials, of RFC 6749, 7521, 7636, 8628 and 8693 and of OpenID Connect. A code is one in what is
// sent only: in an answer it is the number of an error.
var (
	answerSecrets = []string{"access_token", "refresh_token", "id_token", "device_code", "client_secret", "password", "code_verifier",
		"assertion", "client_assertion", "subject_token", "actor_token", "registration_access_token"}
	sentSecrets = append(slices.Clone(answerSecrets), "code")
)

// maskForm marks the secrets of a form, which stays as it is written but for a line for each parameter, and gives their values.
func maskForm(text string, names []string) (m exchange.Masked, secrets []string) {
	for i, segment := range strings.Split(text, "&") {
		if i > 0 {
			m = append(m, exchange.Stretch{Text: "&\n"})
		}
		spelled, value, _ := strings.Cut(segment, "=")
		name, err := url.QueryUnescape(spelled)
		if err != nil || !slices.Contains(names, name) {
			m = append(m, exchange.Stretch{Text: segment})
			continue
		}
		m = append(m, exchange.Stretch{Text: spelled + "="}, exchange.Stretch{Text: value, Secret: true})
		secrets = append(secrets, value)
		if plain, err := url.QueryUnescape(value); err == nil && plain != value {
			secrets = append(secrets, plain)
		}
	}
	return m, secrets
}

// maskAnswer marks the secrets of an answer: JSON, set out, or the form that some servers send. Of a text that is neither and names
// a secret nobody knows where it ends, so all of it is one.
func maskAnswer(contentType string, body []byte) exchange.Masked {
	if len(body) == 0 {
		return nil
	}
	var out bytes.Buffer
	if json.Indent(&out, body, "", "  ") == nil {
		return maskJSON(out.String())
	}
	text := strings.ToValidUTF8(string(body), "\uFFFD")
	if media, _, _ := mime.ParseMediaType(contentType); media == "application/x-www-form-urlencoded" {
		m, _ := maskForm(text, answerSecrets)
		return m
	}
	named := slices.ContainsFunc(answerSecrets, func(name string) bool { return strings.Contains(text, name) })
	return exchange.Masked{{Text: text, Secret: named}}
}

// maskJSON marks the secrets of JSON that json.Indent has set out: one member a line.
func maskJSON(text string) (m exchange.Masked) {
	inside := "" // the end of the line that closes an object or an array that is a secret
	for line := range strings.Lines(text) {
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		switch {
		case inside != "":
			m = append(m, exchange.Stretch{Text: line, Secret: true})
			if strings.HasPrefix(line, inside) {
				inside = ""
			}
			continue
		case !secretMember(line[len(indent):]):
			m = append(m, exchange.Stretch{Text: line})
			continue
		}
		name, value := cutMember(line[len(indent):])
		end := strings.TrimRight(value, ",\r\n")
		switch {
		case end == "{" || end == "[":
			inside = indent + map[string]string{"{": "}", "[": "]"}[end]
			m = append(m, exchange.Stretch{Text: indent + name}, exchange.Stretch{Text: value, Secret: true})
		case len(end) > 1 && end[0] == '"':
			m = append(m, exchange.Stretch{Text: indent + name + `"`}, exchange.Stretch{Text: end[1 : len(end)-1], Secret: true}, exchange.Stretch{Text: value[len(end)-1:]})
		default:
			m = append(m, exchange.Stretch{Text: indent + name}, exchange.Stretch{Text: end, Secret: true}, exchange.Stretch{Text: value[len(end):]})
		}
	}
	return m
}

// secretMember reports whether a line of JSON is a member that is a secret, however its name is escaped.
func secretMember(line string) bool {
	name, value := cutMember(line)
	var plain string
	return value != "" && json.Unmarshal([]byte(strings.TrimSuffix(name, ": ")), &plain) == nil && slices.Contains(answerSecrets, plain)
}

// cutMember cuts a line behind the name of a member. Without one there is no value.
func cutMember(line string) (name, value string) {
	if line == "" || line[0] != '"' {
		return line, ""
	}
	for i := 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '"':
			if strings.HasPrefix(line[i+1:], ": ") {
				return line[:i+3], line[i+3:]
			}
			return line, ""
		}
	}
	return line, ""
}

// hide marks values that an answer repeats of what was sent, as error descriptions do. Short ones are words too.
func hide(m exchange.Masked, secrets []string) exchange.Masked {
	for _, secret := range secrets {
		if len(secret) < 6 {
			continue
		}
		var out exchange.Masked
		for _, s := range m {
			for !s.Secret {
				before, after, found := strings.Cut(s.Text, secret)
				if !found {
					break
				}
				out = append(out, exchange.Stretch{Text: before}, exchange.Stretch{Text: secret, Secret: true})
				s.Text = after
			}
			out = append(out, s)
		}
		m = out
	}
	return m
}
