package pages

import (
	"net/url"
	"strings"
)

// nextLink finds the target of the first link with the relation "next" in the values of Link headers, "" if there is none.
// It follows RFC 8288, appendix B.2: commas and semicolons may stand in targets and quoted values, relation types are
// separated by spaces and have no case, and a link with an anchor elsewhere is about another page. (Parsers that split at
// commas, such as github.com/peterhellberg/link, make ids=12 of ids=1,2.)
func nextLink(field string, base *url.URL) string {
	for rest := field; ; {
		open := strings.IndexByte(rest, '<')
		if open < 0 || strings.Trim(rest[:open], " \t,") != "" {
			return ""
		}
		target, after, closed := strings.Cut(rest[open+1:], ">")
		if !closed {
			return ""
		}
		rel, anchor := "", ""
		hasRel := false
		for {
			after = strings.TrimLeft(after, " \t")
			more, isParam := strings.CutPrefix(after, ";")
			if !isParam {
				break
			}
			var name, value string
			name, value, after = linkParameter(more)
			switch {
			case strings.EqualFold(name, "rel") && !hasRel: // the first one counts (section 3.3)
				rel, hasRel = value, true
			case strings.EqualFold(name, "anchor"):
				anchor = value
			}
		}
		if isNext(rel) && isHere(anchor, base) {
			return strings.TrimSpace(target)
		}
		// What cannot be read as a parameter is passed over up to the next link.
		_, rest, closed = strings.Cut(after, ",")
		if !closed {
			return ""
		}
	}
}

// linkParameter takes name=value from the left, the value a token or in quotes.
func linkParameter(text string) (name, value, rest string) {
	text = strings.TrimLeft(text, " \t")
	end := strings.IndexAny(text, "=;,")
	if end < 0 {
		return strings.TrimRight(text, " \t"), "", ""
	}
	name, rest = strings.TrimRight(text[:end], " \t"), text[end:]
	if rest[0] != '=' {
		return name, "", rest
	}
	rest = strings.TrimLeft(rest[1:], " \t")
	if !strings.HasPrefix(rest, `"`) {
		if end = strings.IndexAny(rest, ";,"); end < 0 {
			end = len(rest)
		}
		return name, strings.TrimRight(rest[:end], " \t"), rest[end:]
	}
	var b strings.Builder
	for i := 1; i < len(rest); i++ {
		switch {
		case rest[i] == '"':
			return name, b.String(), rest[i+1:]
		case rest[i] == '\\' && i+1 < len(rest):
			i++
		}
		b.WriteByte(rest[i])
	}
	return name, b.String(), ""
}

func isNext(rel string) bool {
	for one := range strings.FieldsSeq(rel) {
		if strings.EqualFold(one, "next") {
			return true
		}
	}
	return false
}

func isHere(anchor string, base *url.URL) bool {
	if anchor == "" {
		return true
	}
	u, err := base.Parse(anchor)
	if err != nil {
		return false
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String() == base.String()
}
