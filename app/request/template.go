package request

import (
	"slices"
	"strings"
)

// Templates lists the names that stand in double braces in the request, as {{name}},
// each once, and those of its secrets' holes. A name is 1 to 64 letters, digits,
// "_", "-" and ".".
func (r Request) Templates() []string {
	var names []string
	for _, s := range r.secrets() {
		if name := s.Wanted(); name != "" {
			names = append(names, name)
		}
	}
	r.rewrite(func(_ place, _, text string) string {
		names = appendTemplates(names, text)
		return text
	})
	seen := map[string]bool{}
	return slices.DeleteFunc(names, func(name string) bool {
		again := seen[name]
		seen[name] = true
		return again
	})
}

// maxTemplate is the length of the longest name of a template.
const maxTemplate = 64

// nextTemplate gives where the first template of text begins and ends; both are its length where there is none.
func nextTemplate(text string) (open, end int) {
	for i := 0; ; {
		at := strings.Index(text[i:], "{{")
		if at < 0 {
			return len(text), len(text)
		}
		i += at + 1 // "{{{name}}" has a template too
		name := text[i+1:]
		n := 0
		for n < len(name) && n < maxTemplate && isTemplateRune(rune(name[n])) {
			n++
		}
		if n > 0 && strings.HasPrefix(name[n:], "}}") {
			return i - 1, i + 1 + n + 2
		}
	}
}

// appendTemplates appends the names of the templates in text.
func appendTemplates(names []string, text string) []string {
	for {
		open, end := nextTemplate(text)
		if open == end {
			return names
		}
		names = append(names, text[open+2:end-2])
		text = text[end:]
	}
}

// isTemplate reports whether text is a template and nothing else.
func isTemplate(text string) bool {
	names := appendTemplates(nil, text)
	return len(names) == 1 && text == Braces(names[0])
}

// IsTemplateName reports whether text may be the name of a template.
func IsTemplateName(text string) bool { return isTemplate(Braces(text)) }

func isTemplateRune(c rune) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c == '-' || c == '.'
}
