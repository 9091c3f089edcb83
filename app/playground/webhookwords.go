package playground

import (
	"strings"
	"time"

	"roundtrip/app/webhook"
)

// VerdictText says what came of a check: a headline, and the rest.
func VerdictText(v webhook.Verdict) (headline, rest string) {
	if v.OK {
		return "Valid.", v.Text
	}
	return "Not valid.", v.Text
}

// SignedAt says when a webhook was signed, or "".
func SignedAt(v webhook.Verdict) string {
	if v.At.IsZero() {
		return ""
	}
	age := v.Age.Round(time.Second)
	when := v.At.UTC().Format("2 January 2006, 15:04:05 UTC")
	if age < 0 {
		return when + ", " + (-age).String() + " from now"
	}
	return when + ", " + age.String() + " ago"
}

// ShownText says how many bytes were hashed, and what is easily missed in them.
func ShownText(s webhook.Shown) string {
	text := count(int(s.Size), "byte") + " were hashed."
	if s.Size == 1 {
		text = "1 byte was hashed."
	}
	if s.Cut < s.Size {
		text += " The first " + group(s.Cut) + " are shown."
	}
	return strings.Join(append([]string{text}, s.Note...), " ")
}
