package request

import (
	"encoding/json"
	"fmt"
)

// Secret is a value that must not be shown, logged or shared. Whatever prints or
// marshals it gets a hole such as {{password}}; only [Secret.Reveal] gives the
// value. The zero value is an empty secret.
type Secret struct {
	value string
	hole  string // the name of the value that is wanted, when value is empty
}

// NewSecret wraps a value.
func NewSecret(value string) Secret { return Secret{value: value} }

// Hole is a secret whose value is still wanted under a name.
func Hole(name string) Secret { return Secret{hole: name} }

// Reveal gives the value itself: for the wire, and for the field in which the
// person types it.
func (s Secret) Reveal() string { return s.value }

// IsZero reports whether there is neither a value nor a hole.
func (s Secret) IsZero() bool { return s.value == "" && s.hole == "" }

// Wanted gives the name under which a value is wanted, or "".
func (s Secret) Wanted() string {
	if s.value != "" {
		return ""
	}
	return s.hole
}

// String gives the hole in braces, {{secret}} for a value without a name, and
// "" for an empty secret. It never gives the value.
func (s Secret) String() string {
	switch {
	case s.hole != "":
		return Braces(s.hole)
	case s.value != "":
		return Braces("secret")
	}
	return ""
}

// Format keeps every verb of package fmt, %#v among them, from showing the value.
func (s Secret) Format(f fmt.State, _ rune) { fmt.Fprint(f, s.String()) }

// MarshalJSON gives the hole, never the value.
func (s Secret) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// UnmarshalJSON reads a hole back. Any other text is a value: links that a
// person chose to share with their secrets, and what was kept on this machine.
func (s *Secret) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	if name, ok := holeName(text); ok {
		*s = Hole(name)
		return nil
	}
	*s = NewSecret(text)
	return nil
}

// Braces writes a hole's name as it stands in text: {{name}}.
func Braces(name string) string { return "{{" + name + "}}" }

func holeName(text string) (string, bool) {
	if len(text) < 5 || text[:2] != "{{" || text[len(text)-2:] != "}}" {
		return "", false
	}
	name := text[2 : len(text)-2]
	for _, r := range name {
		if r == '{' || r == '}' {
			return "", false
		}
	}
	return name, true
}
