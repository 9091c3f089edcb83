package cookie

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// entered checks a cookie that came from a person or a file, where a server's is checked by [Jar.Receive], and gives it
// as it lies in the jar, or says in a sentence what to change.
func entered(c Cookie, now time.Time) (Cookie, string) {
	c.Name, c.Value = trim(c.Name), trim(c.Value)
	if c.Path == "" {
		c.Path = "/"
	}
	if why := c.enterDomain(); why != "" {
		return c, why
	}
	switch {
	case strings.ContainsAny(c.Name, "=;"):
		return c, fmt.Sprintf("The name %s holds = or ;, which end a name. Take it out.", strconv.Quote(c.Name))
	case strings.Contains(c.Value, ";"):
		return c, "The value holds a semicolon, which ends a value. Write it as %3B, if the server decodes that."
	case !strings.HasPrefix(c.Path, "/"):
		return c, fmt.Sprintf("The path %s does not begin with a slash. Write one before it.", strconv.Quote(c.Path))
	case c.SameSite != "" && c.SameSite != parseSameSite(string(c.SameSite)):
		return c, fmt.Sprintf("SameSite is Strict, Lax, None or empty, not %s.", strconv.Quote(string(c.SameSite)))
	case c.Expired(now):
		return c, "It " + expiredOn(c) + ". Choose a later time, or none for a session cookie."
	}
	if why := problem(c); why != "" {
		return c, why
	}
	if !c.Expires.IsZero() {
		c.Expires = instant(capped(c.Expires, now))
	}
	return c, ""
}

// enterDomain reads the Domain as people write it.
func (c *Cookie) enterDomain() string {
	typed := trim(c.Domain)
	host, err := canonicalHost(strings.TrimPrefix(typed, "."))
	switch {
	case errors.Is(err, errNoHost):
		return "Say which host it is for, for example example.org."
	case err != nil:
		return fmt.Sprintf("%s is not a host name. Write one such as example.org, without https://, port and path.", strconv.Quote(typed))
	case isIP(host):
		c.HostOnly = true
	case !c.HostOnly && isPublicSuffix(host):
		return fmt.Sprintf("%s is a public suffix: a cookie for all its subdomains would go to everyone's hosts there. Make it host-only, or name one site.", host)
	}
	c.Domain = host
	return ""
}
