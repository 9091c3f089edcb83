package playground

import (
	"strconv"
	"strings"

	"roundtrip/app/exchange"
)

// This file puts the cookie jar into words.

// ProblemAt is what is wrong with a part of what was asked, or "".
func (c Cookies) ProblemAt(at exchange.JarPart) string {
	if c.Jar.At != at {
		return ""
	}
	return c.Jar.Problem
}

// Summary says how many cookies go with the request.
func (c Cookies) Summary() string {
	j := c.Jar
	switch {
	case !c.Known:
		return "Looking …"
	case j.Total == 0:
		return "The jar is empty."
	case j.Unknown != "":
		return "The jar holds " + count(j.Total, "cookie") + ". Which of them go is said once there is a URL: " + j.Unknown
	}
	return strconv.Itoa(j.Going) + " of " + count(j.Total, "cookie") + " would go with this request."
}

// Left says what of the jar is not in the list, or "".
func (c Cookies) Left() string {
	switch n := len(c.Jar.Cookies); {
	case n < c.Jar.Found:
		return "The first " + strconv.Itoa(n) + " of " + strconv.Itoa(c.Jar.Found) + " are shown. Type a part of a name or domain to narrow the list."
	case c.Jar.Found < c.Jar.Total:
		return strconv.Itoa(c.Jar.Found) + " of " + strconv.Itoa(c.Jar.Total) + " match."
	}
	return ""
}

// CookieScope says in words where a cookie goes, and until when.
func CookieScope(c exchange.Cookie) string {
	parts := []string{c.Domain + " only"}
	if !c.HostOnly {
		parts[0] = c.Domain + " and its subdomains"
	}
	parts = append(parts, "path "+c.Path)
	if c.Expires.IsZero() {
		parts = append(parts, "for this session")
	} else {
		parts = append(parts, "until "+c.Expires.Local().Format("2 January 2006, 15:04"))
	}
	return strings.Join(append(parts, c.Flags...), " · ")
}

// CookieFate says whether a cookie goes with the request.
func CookieFate(c exchange.Cookie) string {
	if c.Stays == "" {
		return "Goes."
	}
	return "Stays: " + c.Stays + "."
}

// Masked is a secret as it is shown where it is not to be read.
func Masked(value string, revealed bool) string {
	if revealed || value == "" {
		return value
	}
	return exchange.Dots
}
