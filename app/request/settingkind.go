package request

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

func private(s Setting) Setting {
	s.Private = true
	return s
}

func ofPages(s Setting, kinds ...PageKind) Setting {
	s.pages = kinds
	return s
}

func askedIn(place AskPlace, s Setting) Setting {
	s.asked = &place
	return s
}

func grouped(group string, s Setting) Setting {
	s.group = group
	return s
}

func lines(s Setting) Setting {
	s.Lines = true
	return s
}

func textSetting(name, label string, field func(*Auth) *string, kinds ...AuthKind) Setting {
	return Setting{
		Name: name, Label: label, Kinds: kinds, text: field,
		get: func(r *Request) string { return *field(&r.Auth) },
		set: func(r *Request, text string) string { *field(&r.Auth) = text; return "" },
	}
}

// phraseSetting is an option that is any text.
func phraseSetting(name, label string, field func(*Request) *string) Setting {
	return Setting{
		Name: name, Label: label,
		get: func(r *Request) string { return *field(r) },
		set: func(r *Request, text string) string { *field(r) = strings.TrimSpace(text); return "" },
	}
}

func secretSetting(name, label string, field func(*Auth) *Secret, kinds ...AuthKind) Setting {
	s := secretOption(name, label, func(r *Request) *Secret { return field(&r.Auth) })
	s.Kinds = kinds
	return s
}

// secretOption is an option that is a secret.
func secretOption(name, label string, field func(*Request) *Secret) Setting {
	return Setting{
		Name: name, Label: label, secret: field,
		get: func(r *Request) string { return field(r).String() },
		set: func(r *Request, text string) string {
			secret := field(r)
			// A field that was emptied still wants the value that it wanted before.
			if text != "" || secret.Wanted() == "" {
				*secret = NewSecret(text)
			}
			return ""
		},
	}
}

// choiceSetting is one of several values, the first of which is "", the default; zero is its name.
func choiceSetting[T ~string](name, label, zero string, field func(*Request) *T, choices []T, kinds ...AuthKind) Setting {
	names := []string{zero}
	for _, c := range choices[1:] {
		names = append(names, string(c))
	}
	return Setting{
		Name: name, Label: label, Kinds: kinds, Choices: names,
		get: func(r *Request) string { return string(*field(r)) },
		set: func(r *Request, text string) string {
			switch {
			case text == "" || text == zero:
				*field(r) = ""
			case slices.Contains(choices, T(text)):
				*field(r) = T(text)
			default:
				return fmt.Sprintf("%q is none of %s.", text, strings.Join(names, ", "))
			}
			return ""
		},
	}
}

func switchSetting(name, label string, field func(*Request) *bool) Setting {
	return Setting{
		Name: name, Label: label, Choices: []string{"off", "on"},
		get: func(r *Request) string {
			if *field(r) {
				return "on"
			}
			return ""
		},
		set: func(r *Request, text string) string {
			switch strings.TrimSpace(text) {
			case "", "off":
				*field(r) = false
			case "on":
				*field(r) = true
			default:
				return fmt.Sprintf("%q is neither on nor off.", text)
			}
			return ""
		},
	}
}

func numberSetting(name, label string, field func(*Request) *int, most int) Setting {
	return Setting{
		Name: name, Label: label,
		get: func(r *Request) string {
			if *field(r) == 0 {
				return ""
			}
			return strconv.Itoa(*field(r))
		},
		set: func(r *Request, text string) string {
			text = strings.TrimSpace(text)
			if text == "" {
				*field(r) = 0
				return ""
			}
			n, err := strconv.Atoi(text)
			if err != nil || n < 0 || n > most {
				return fmt.Sprintf("%q is not a whole number from 0 to %d.", text, most)
			}
			*field(r) = n
			return ""
		},
	}
}

// durationSetting is in seconds: people type 0.5, links may also say 500ms.
func durationSetting(name, label string, field func(*Request) *time.Duration, most time.Duration) Setting {
	return Setting{
		Name: name, Label: label,
		get: func(r *Request) string {
			if *field(r) == 0 {
				return ""
			}
			return strconv.FormatFloat(field(r).Seconds(), 'f', -1, 64)
		},
		set: func(r *Request, text string) string {
			d, problem := ParseSeconds(text, most)
			if problem == "" {
				*field(r) = d
			}
			return problem
		},
	}
}

// ParseSeconds reads a duration of at most so long: a number of seconds, with a point or a comma, or as
// time.ParseDuration has it. "" is 0. What cannot be read is answered with a sentence.
func ParseSeconds(text string, most time.Duration) (d time.Duration, problem string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, ""
	}
	seconds, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil {
		parsed, bad := time.ParseDuration(text)
		if bad != nil {
			return 0, fmt.Sprintf("%q is not a number of seconds. Type a number such as 30 or 0.5.", text)
		}
		seconds = parsed.Seconds()
	}
	switch {
	case !(seconds > 0):
		return 0, fmt.Sprintf("%q is not more than 0 seconds. Type a number such as 30 or 0.5, or nothing for the default.", text)
	case seconds > most.Seconds():
		return 0, fmt.Sprintf("%q is more than %.0f seconds, the longest that can be.", text, most.Seconds())
	}
	return time.Duration(seconds * float64(time.Second)), ""
}

func timeSetting(name, label string, field func(*Request) *time.Time, kinds ...AuthKind) Setting {
	return Setting{
		Name: name, Label: label, Kinds: kinds,
		get: func(r *Request) string {
			if field(r).IsZero() {
				return ""
			}
			return field(r).UTC().Format(time.RFC3339)
		},
		set: func(r *Request, text string) string {
			t, err := time.Parse(time.RFC3339, text)
			if err != nil && text != "" {
				return fmt.Sprintf("%q is not a time such as 2026-01-31T12:00:00Z.", text)
			}
			*field(r) = t
			return ""
		},
	}
}

// statusSetting is a list of status codes.
func statusSetting(name, label string, field func(*Request) *[]int) Setting {
	return Setting{
		Name: name, Label: label,
		get: func(r *Request) string {
			words := make([]string, len(*field(r)))
			for i, code := range *field(r) {
				words[i] = strconv.Itoa(code)
			}
			return strings.Join(words, " ")
		},
		set: func(r *Request, text string) string {
			var codes []int
			for _, word := range words(text) {
				code, err := strconv.Atoi(word)
				if err != nil || code < 100 || code > 599 {
					return fmt.Sprintf("%q is not a status code. Type codes such as 429 503.", word)
				}
				codes = append(codes, code)
			}
			*field(r) = codes
			return ""
		},
	}
}

func methodSetting(name, label string, field func(*Request) *[]string) Setting {
	return Setting{
		Name: name, Label: label,
		get: func(r *Request) string { return strings.Join(*field(r), " ") },
		set: func(r *Request, text string) string {
			var methods []string // nil without any, as a link gives it back
			for _, method := range words(text) {
				if !ValidMethod(method) {
					return fmt.Sprintf("%q is not a method. Type methods such as GET POST.", method)
				}
				methods = append(methods, method)
			}
			*field(r) = methods
			return ""
		},
	}
}

// words splits a list that people type, with spaces or commas.
func words(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return c == ' ' || c == ',' || c == '\t' || c == '\n' })
}
