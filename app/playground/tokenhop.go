package playground

import (
	"slices"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// MaskedHop is a request for a token as it is shown, unless secrets are shown: with dots in place of every secret, wherever it stands,
// in the URL, the headers of both ways, the bytes, and what went wrong. Form and Answer know their own secrets.
func MaskedHop(h exchange.Hop, shown bool) exchange.Hop {
	if shown {
		return h
	}
	m := masker{secrets: append(h.Form.Values(), h.Answer.Values()...)}
	for _, f := range h.Sent.Headers {
		m.learn(f.Name, f.Value)
	}
	if h.Head != nil {
		for _, f := range h.Head.Headers {
			m.learn(f.Name, f.Value)
		}
	}
	h.Sent.URL = m.target(h.Sent.URL)
	h.Sent.BodyHead = m.text(h.Sent.BodyHead)
	h.Sent.Headers = slices.Clone(h.Sent.Headers)
	for i, f := range h.Sent.Headers {
		h.Sent.Headers[i].Value = m.value(f.Name, f.Value)
	}
	if h.Head != nil {
		head := *h.Head
		head.URL, head.Headers = m.target(head.URL), m.fields(head.Headers)
		h.Head = &head
	}
	h.Informational = slices.Clone(h.Informational)
	for i, before := range h.Informational {
		h.Informational[i].Headers = m.fields(before.Headers)
	}
	if h.Failure != nil {
		failure := *h.Failure
		failure.Detail = m.text(failure.Detail)
		h.Failure = &failure
	}
	if h.Raw != nil {
		raw := *h.Raw
		raw.Sent, raw.Received = m.head(raw.Sent), m.head(raw.Received)
		h.Raw = &raw
	}
	return h
}

// HasSecrets reports whether a request for a token has anything to show that is masked.
func HasSecrets(h exchange.Hop) bool {
	masked := MaskedHop(h, false)
	return h.Form.Secrets() || h.Answer.Secrets() || HopTitle(h) != HopTitle(masked) || HopText(h) != HopText(masked)
}

// masker knows the secrets of a request.
type masker struct{ secrets []string }

// leastHidden is how long a secret is at least that is looked for in other places than its own: shorter ones are words too.
const leastHidden = 6

func secretHeader(name string) bool {
	return request.SensitiveName(name) || strings.EqualFold(name, "Set-Cookie")
}

// credential is the part of a header that is a secret: what stands behind the scheme, if there is one (RFC 9110, section 11.4).
func credential(name, value string) (scheme, secret string) {
	if !strings.HasSuffix(strings.ToLower(name), "authorization") {
		return "", value
	}
	if scheme, secret, ok := strings.Cut(value, " "); ok {
		return scheme + " ", secret
	}
	return "", value
}

func (m *masker) learn(name, value string) {
	if secretHeader(name) {
		_, secret := credential(name, value)
		m.secrets = append(m.secrets, secret)
	}
}

func (m masker) value(name, value string) string {
	if !secretHeader(name) || value == "" {
		return m.text(value)
	}
	scheme, _ := credential(name, value)
	return scheme + exchange.Dots
}

func (m masker) fields(fields []exchange.Field) []exchange.Field {
	fields = slices.Clone(fields)
	for i, f := range fields {
		fields[i].Value = m.value(f.Name, f.Value)
	}
	return fields
}

func (m masker) text(text string) string {
	for _, secret := range m.secrets {
		if len(secret) >= leastHidden {
			text = strings.ReplaceAll(text, secret, exchange.Dots)
		}
	}
	return text
}

// target masks a URL, or what stands in a request line in its place.
func (m masker) target(raw string) string {
	head, query, has := strings.Cut(raw, "?")
	if scheme, rest, ok := strings.Cut(head, "://"); ok {
		if at := strings.LastIndexByte(rest, '@'); at >= 0 && !strings.Contains(rest[:at], "/") {
			head = scheme + "://" + exchange.Dots + rest[at:]
		}
	}
	if !has {
		return m.text(head)
	}
	pairs := strings.Split(query, "&")
	for i, pair := range pairs {
		if name, value, _ := strings.Cut(pair, "="); value != "" && request.SensitiveName(name) {
			pairs[i] = name + "=" + exchange.Dots
		}
	}
	return m.text(head + "?" + strings.Join(pairs, "&"))
}

// head masks the bytes of heads, line by line.
func (m masker) head(head []byte) []byte {
	var b strings.Builder
	for line := range strings.Lines(string(head)) {
		text := strings.TrimRight(line, "\r\n")
		name, value, field := strings.Cut(text, ":")
		switch {
		case field && !strings.ContainsAny(name, " /"):
			trimmed := strings.TrimLeft(value, " \t")
			text = name + ":" + value[:len(value)-len(trimmed)] + m.value(name, trimmed)
		default:
			parts := strings.SplitN(text, " ", 3)
			if len(parts) == 3 {
				parts[1] = m.target(parts[1])
			}
			text = m.text(strings.Join(parts, " "))
		}
		b.WriteString(text + line[len(strings.TrimRight(line, "\r\n")):])
	}
	return []byte(b.String())
}
