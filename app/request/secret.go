package request

import (
	"encoding/json"
	"fmt"
	"iter"
	"strings"
	"unique"
)

// Secret is a value that must not be shown, logged or shared. Whatever prints or
// marshals it gets a hole such as {{password}}; only [Secret.Reveal] gives the
// value. The zero value is an empty secret. Secrets are compared by value with ==.
type Secret struct {
	// A handle, because package fmt calls no methods on unexported fields: of a
	// Secret in one of those it prints what is here, an address.
	value unique.Handle[string] // the zero handle for ""
	hole  string                // the name of the value that is wanted, when there is none
}

// NewSecret wraps a value.
func NewSecret(value string) Secret {
	if value == "" {
		return Secret{}
	}
	return Secret{value: unique.Make(value)}
}

// Hole is a secret whose value is still wanted under a name.
func Hole(name string) Secret { return Secret{hole: name} }

// Reveal gives the value itself: for the wire, and for the field in which the
// person types it.
func (s Secret) Reveal() string {
	if !s.known() {
		return ""
	}
	return s.value.Value()
}

func (s Secret) known() bool { return s.value != unique.Handle[string]{} }

// IsZero reports whether there is neither a value nor a hole.
func (s Secret) IsZero() bool { return !s.known() && s.hole == "" }

// Wanted gives the name under which a value is wanted, or "".
func (s Secret) Wanted() string {
	if s.known() {
		return ""
	}
	return s.hole
}

// String gives the hole in braces, {{secret}} for a value, and "" for an empty
// secret. It never gives the value.
func (s Secret) String() string {
	switch {
	case s.known():
		return Braces("secret")
	case s.hole != "":
		return Braces(s.hole)
	}
	return ""
}

// Format keeps every verb of package fmt, %#v among them, from showing the value.
func (s Secret) Format(f fmt.State, _ rune) { fmt.Fprint(f, s.String()) }

// MarshalJSON gives the hole, never the value.
func (s Secret) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// UnmarshalJSON reads a hole back. Any other text is a value.
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

// holeName reads a text that is a hole and nothing else.
func holeName(text string) (string, bool) {
	name, open := strings.CutPrefix(text, "{{")
	name, closed := strings.CutSuffix(name, "}}")
	return name, open && closed && name != "" && !strings.ContainsAny(name, "{}")
}

// secrets walks all secrets of a request that are settings, each with its setting.
func (r *Request) secrets() iter.Seq2[Setting, *Secret] {
	return func(yield func(Setting, *Secret) bool) {
		for _, s := range Settings {
			if s.secret != nil && !yield(s, s.secret(r)) {
				return
			}
		}
	}
}

// Secrets gives the values of all secrets by the names of their settings, for a way that no text takes: from a page to its worker.
func (r Request) Secrets() map[string]string {
	values := map[string]string{}
	for s, secret := range r.secrets() {
		if secret.known() {
			values[s.Name] = secret.Reveal()
		}
	}
	return values
}

// SetSecrets puts values that Secrets gave into their places.
func (r *Request) SetSecrets(values map[string]string) {
	for s, secret := range r.secrets() {
		if v := values[s.Name]; v != "" {
			*secret = NewSecret(v)
		}
	}
}
