package cookie

import (
	"net/http"
	"strings"
)

// Line writes the cookie as a Set-Cookie field, with every attribute spelled out, and the URL from which it may be set.
func (c Cookie) Line() (line, from string) {
	parts := []string{c.Name + "=" + c.Value}
	if !c.HostOnly {
		parts = append(parts, "Domain="+c.Domain)
	}
	parts = append(parts, "Path="+c.Path)
	if !c.Expires.IsZero() {
		parts = append(parts, "Expires="+c.Expires.UTC().Format(http.TimeFormat))
	}
	for _, flag := range []struct {
		text string
		set  bool
	}{{"Secure", c.Secure}, {"HttpOnly", c.HttpOnly}, {"SameSite=" + string(c.SameSite), c.SameSite != ""}, {"Partitioned", c.Partitioned}} {
		if flag.set {
			parts = append(parts, flag.text)
		}
	}
	host := c.Domain
	if strings.Contains(host, ":") { // IPv6
		host = "[" + host + "]"
	}
	return strings.Join(parts, "; "), "https://" + host + "/"
}
