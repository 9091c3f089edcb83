package request

import (
	"net/netip"
	"strings"
)

// WithScheme completes a URL that was typed without its scheme, as browsers and
// curl do: https:// in general, http:// for this machine, which rarely has a
// certificate. White space around it is dropped. A URL that has a scheme, known or
// not, stays as it is.
func WithScheme(raw string) string {
	raw = strings.TrimSpace(raw)
	if raw == "" || hasScheme(raw) {
		return raw
	}
	rest := strings.TrimPrefix(raw, "//")
	if isThisMachine(hostOf(rest)) {
		return "http://" + rest
	}
	return "https://" + rest
}

// hasScheme tells "htp://x" and "mailto:x" from "localhost:8080/x": what follows
// the colon of a host is a port.
func hasScheme(raw string) bool {
	scheme, rest, ok := strings.Cut(raw, ":")
	if !ok || scheme == "" {
		return false
	}
	for i := 0; i < len(scheme); i++ {
		c := scheme[i] | 0x20
		letter := 'a' <= c && c <= 'z'
		if !letter && (i == 0 || !('0' <= scheme[i] && scheme[i] <= '9' || scheme[i] == '+' || scheme[i] == '-' || scheme[i] == '.')) {
			return false
		}
	}
	if strings.HasPrefix(rest, "//") {
		return true
	}
	port, _, _ := strings.Cut(rest, "/")
	port, _, _ = strings.Cut(port, "?")
	port, _, _ = strings.Cut(port, "#")
	for i := 0; i < len(port); i++ {
		if port[i] < '0' || port[i] > '9' {
			return !strings.Contains(raw, "@") && !strings.Contains(raw, "{{")
		}
	}
	return false
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
	return strings.ToLower(host)
}

func isThisMachine(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.IsLoopback() || ip.IsUnspecified())
}
