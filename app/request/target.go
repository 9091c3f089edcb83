package request

import (
	"net/netip"
	"slices"
	"strings"
)

// WithScheme completes a URL that was typed without its scheme, as browsers and
// curl do: https:// in general, http:// for this machine, which rarely has a
// certificate. White space and characters that nobody sees go from its ends, and the slashes behind http: and
// https: are put right as the URL standard does ("http:/host"). A URL with another
// scheme, known or not, stays as it is, to be reported; so does one that begins with
// a template, and a path or query alone, which is relative to something that only the
// caller knows.
func WithScheme(raw string) string {
	raw = trimUnseen(raw)
	for _, scheme := range []string{"http:", "https:"} {
		if len(raw) >= len(scheme) && strings.EqualFold(raw[:len(scheme)], scheme) && !isPort(raw[len(scheme):]) {
			return raw[:len(scheme)] + "//" + slashed(strings.TrimLeft(raw[len(scheme):], `/\`))
		}
	}
	if raw == "" || strings.HasPrefix(raw, "{{") || hasScheme(raw) {
		return raw
	}
	raw = slashed(raw)
	if raw[0] == '/' && !strings.HasPrefix(raw, "//") || raw[0] == '?' || raw[0] == '#' {
		return raw
	}
	rest := strings.TrimLeft(raw, "/")
	if isThisMachine(hostOf(rest)) {
		return "http://" + rest
	}
	return "https://" + rest
}

// slashed writes the backslashes of a URL before its query as the slashes that they are where http is meant (URL standard, special schemes).
func slashed(rest string) string {
	end := strings.IndexAny(rest, "?#")
	if end < 0 {
		end = len(rest)
	}
	return strings.ReplaceAll(rest[:end], `\`, "/") + rest[end:]
}

// Reference writes a reference to a URL over http or https, such as the value of Location, as browsers read it beside a base of that scheme
// (URL standard, basic URL parser), so that RFC 3986 reads the same: backslashes are slashes, too many or too few of them before a
// host do not matter, and "https:x" beside https is relative. What has another scheme stays as it is.
func Reference(scheme, raw string) string {
	raw = strings.TrimFunc(raw, func(r rune) bool { return r <= ' ' })
	raw = strings.NewReplacer("\t", "", "\r", "", "\n", "").Replace(raw)
	if named, rest, ok := cutScheme(raw); ok {
		named = strings.ToLower(named)
		if named != "http" && named != "https" {
			return raw
		}
		rest = slashed(rest)
		if named != strings.ToLower(scheme) || strings.HasPrefix(rest, "//") {
			return named + "://" + strings.TrimLeft(rest, "/")
		}
		if first, _, _ := strings.Cut(rest, "/"); strings.Contains(first, ":") {
			return "./" + rest
		}
		return rest
	}
	raw = slashed(raw)
	if strings.HasPrefix(raw, "//") {
		return scheme + "://" + strings.TrimLeft(raw, "/")
	}
	return raw
}

// cutScheme cuts a URL behind the colon of its scheme (RFC 3986, section 3.1).
func cutScheme(raw string) (scheme, rest string, ok bool) {
	if scheme, rest, ok = strings.Cut(raw, ":"); !ok || scheme == "" {
		return "", raw, false
	}
	for i := 0; i < len(scheme); i++ {
		c := scheme[i] | 0x20
		letter := 'a' <= c && c <= 'z'
		if !letter && (i == 0 || !('0' <= scheme[i] && scheme[i] <= '9' || scheme[i] == '+' || scheme[i] == '-' || scheme[i] == '.')) {
			return "", raw, false
		}
	}
	return scheme, rest, true
}

// hasScheme tells "htp://x" and "mailto:x" from "localhost:8080/x", where what follows
// the colon is a port, and from "user:password@host".
func hasScheme(raw string) bool {
	scheme, rest, ok := cutScheme(raw)
	switch {
	case !ok:
		return false
	case strings.HasPrefix(rest, "//"), slices.Contains(otherSchemes, strings.ToLower(scheme)):
		return true
	case isPort(rest):
		return false
	}
	return !strings.Contains(rest, "@") && !strings.HasPrefix(rest, "{{")
}

// otherSchemes are schemes without slashes behind them, that no host is named after.
var otherSchemes = []string{"mailto", "data", "javascript", "blob", "file", "about", "tel", "urn"}

// isPort reports whether the digits that text begins with are a port: it ends
// behind them, or goes on with a path, a query or a fragment.
func isPort(text string) bool {
	rest := strings.TrimLeft(text, "0123456789")
	return len(rest) < len(text) && (rest == "" || strings.IndexByte(`/\?#`, rest[0]) >= 0)
}

// hostOf is the host that text such as "user@host:80/path" begins with.
func hostOf(text string) string {
	if i := strings.IndexAny(text, "/?#"); i >= 0 {
		text = text[:i]
	}
	text = text[strings.LastIndexByte(text, '@')+1:]
	if inside, ok := strings.CutPrefix(text, "["); ok {
		host, _, _ := strings.Cut(inside, "]")
		return host
	}
	host, _, _ := strings.Cut(text, ":")
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

func isThisMachine(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.IsLoopback() || ip.IsUnspecified())
}
