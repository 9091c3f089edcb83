package request

import (
	"slices"
	"strings"
)

// Below puts a URL that names no host below a base URL ([IsRelative]). The two are joined as text, as
// clients of APIs do it: below https://api.example.com/v1 the URL /users is https://api.example.com/v1/users. "./" and "../"
// at its start are taken from the base with a slash at its end (RFC 3986, section 5.2.4). Any other URL stays as it is, and so
// do all of them without a base.
func Below(base, raw string) string {
	base = strings.TrimSpace(base)
	if base == "" || !IsRelative(raw) {
		return raw
	}
	raw = slashed(strings.TrimSpace(raw))
	base = WithScheme(base)
	switch raw[0] {
	case '?':
		return base + raw
	case '/':
		return strings.TrimRight(base, "/") + raw
	}
	root, path := splitRoot(base)
	path = strings.TrimRight(path, "/")
	for {
		segment, rest := firstSegment(raw)
		switch segment {
		case ".":
		case "..":
			path = path[:max(strings.LastIndexByte(path, '/'), 0)]
		default:
			return root + path + "/" + raw
		}
		raw = rest
	}
}

// IsRelative reports whether a URL goes below the base URL of a session, where there is one: it begins with "/", "?" or ".", or its
// first segment cannot be meant as a host, as in users/1. A host has a dot, a port or a user, or is this machine.
func IsRelative(raw string) bool {
	raw = strings.TrimSpace(raw)
	switch {
	case raw == "" || strings.HasPrefix(slashed(raw), "//") || raw[0] == '#':
		return false
	case strings.IndexByte(`/\?.`, raw[0]) >= 0:
		return true
	}
	first, _ := firstSegment(raw)
	if strings.ContainsAny(first, `:@[]{}\`) || isThisMachine(first) {
		return false
	}
	last := first[strings.LastIndexByte(first, '.')+1:]
	version := last != "" && strings.Trim(last, "0123456789") == "" && strings.Trim(first, "0123456789.") != "" // v1.0 is no address
	return version || !strings.Contains(first, ".")
}

// splitRoot cuts a URL before its path.
func splitRoot(url string) (root, path string) {
	start := 0
	if i := strings.Index(url, "://"); i >= 0 {
		start = i + len("://")
	}
	if i := strings.IndexByte(url[start:], '/'); i >= 0 {
		return url[:start+i], url[start+i:]
	}
	return url, ""
}

// firstSegment cuts a path behind its first segment.
func firstSegment(path string) (segment, rest string) {
	i := strings.IndexAny(path, "/?#")
	switch {
	case i < 0:
		return path, ""
	case path[i] == '/':
		return path[:i], path[i+1:]
	}
	return path[:i], path[i:]
}

// BaseProblem says in a sentence why a text cannot be a base URL, or "". No base URL is none.
func BaseProblem(base string) string {
	base = strings.TrimSpace(base)
	url := WithScheme(base)
	scheme, rest, _ := strings.Cut(url, "://")
	switch {
	case base == "":
		return ""
	case strings.ContainsAny(base, "?#"):
		return "A base URL ends before the query and the fragment. Put parameters that every request has under Params."
	case strings.HasPrefix(url, "{{") || strings.HasPrefix(url, "/"):
		return ""
	case !slices.Contains([]string{"http", "https"}, strings.ToLower(scheme)) || rest == "" || rest[0] == '/':
		return "Type a URL such as https://api.example.com/v1."
	}
	return ""
}
