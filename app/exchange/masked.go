package exchange

import "strings"

// Masked is a text in which secrets stand, such as a form that asks for a token and the answer to it. It prints with dots in their
// place, wherever it is printed.
type Masked []Stretch

// Stretch is a part of a masked text.
type Stretch struct {
	Text   string `json:"text"`
	Secret bool   `json:"secret,omitempty"`
}

// Dots stand where a secret is not shown. They do not tell how long it is.
const Dots = "••••••••"

// Text is the text, with its secrets or with dots in their place.
func (m Masked) Text(shown bool) string {
	var b strings.Builder
	for _, s := range m {
		if s.Secret && !shown && s.Text != "" {
			b.WriteString(Dots)
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func (m Masked) String() string { return m.Text(false) }

// GoString keeps %#v from printing what String does not.
func (m Masked) GoString() string { return m.Text(false) }

// Secrets reports whether there is anything to show.
func (m Masked) Secrets() bool {
	for _, s := range m {
		if s.Secret && s.Text != "" {
			return true
		}
	}
	return false
}

// Values lists the secrets.
func (m Masked) Values() []string {
	var list []string
	for _, s := range m {
		if s.Secret && s.Text != "" {
			list = append(list, s.Text)
		}
	}
	return list
}
