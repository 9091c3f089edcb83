package pages

import (
	"net/url"
	"strings"
)

// parameter gives the decoded value of the first query parameter with a name, in a URL without fragment.
func parameter(raw, name string) (value string, has bool) {
	_, query, _ := strings.Cut(raw, "?")
	for segment := range strings.SplitSeq(query, "&") {
		if segment != "" && segmentName(segment) == name {
			_, value, _ := strings.Cut(segment, "=")
			return unescape(value), true
		}
	}
	return "", false
}

// setParameter puts a value into a query parameter: into the first one with the name, dropping others, or at the end.
// Every other byte of the URL stays, and so does a value that is the same already.
func setParameter(raw, name, value string) string {
	base, query, _ := strings.Cut(raw, "?")
	var segments []string
	done := false
	if query != "" {
		for segment := range strings.SplitSeq(query, "&") {
			if segment == "" || segmentName(segment) != name {
				segments = append(segments, segment)
				continue
			}
			if !done {
				spelled, before, _ := strings.Cut(segment, "=")
				if unescape(before) != value {
					segment = spelled + "=" + url.QueryEscape(value)
				}
				segments = append(segments, segment)
				done = true
			}
		}
	}
	if !done {
		segments = append(segments, url.QueryEscape(name)+"="+url.QueryEscape(value))
	}
	return base + "?" + strings.Join(segments, "&")
}

func segmentName(segment string) string {
	name, _, _ := strings.Cut(segment, "=")
	return unescape(name)
}

// unescape decodes as servers do; what is not encoded rightly stands for itself.
func unescape(text string) string {
	if plain, err := url.QueryUnescape(text); err == nil {
		return plain
	}
	return text
}
