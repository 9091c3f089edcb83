package cookie

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// Refused is a cookie that was not let into the jar.
type Refused struct {
	Field  string `json:"field"` // the Set-Cookie field as it was received; of a file or a list, the place
	Name   string `json:"name"`
	Reason string `json:"reason"` // in sentences
}

// Received is a cookie that a response set, and what became of it.
type Received struct {
	Cookie Cookie
	Field  string // the Set-Cookie field as it was received
	Reason string // why it was not let into the jar, in sentences; "" where it was
	Gone   bool   // it has expired: a cookie of its name was removed, if there was one
	Cut    bool   // it asked to stay for longer than any cookie may: 400 days
}

// Receive takes the Set-Cookie fields of a response from a URL, in their order, and gives those that it refuses
// (section 5.7). A field that removes a cookie is not refused.
func (j *Jar) Receive(u *url.URL, header http.Header, now time.Time) []Refused {
	var refused []Refused
	for _, r := range j.Take(u, header, now) {
		if r.Reason != "" {
			refused = append(refused, Refused{Field: r.Field, Name: r.Cookie.Name, Reason: r.Reason})
		}
	}
	return refused
}

// Take does the same, and gives what became of each.
func (j *Jar) Take(u *url.URL, header http.Header, now time.Time) []Received {
	fields := header["Set-Cookie"]
	if len(fields) == 0 {
		return nil
	}
	from, err := originOf(u)
	j.mu.Lock()
	defer j.mu.Unlock()
	j.dropExpired(now)
	var list []Received
	for _, field := range fields {
		s := parseSetCookie(field)
		c := Cookie{Name: s.name, Value: s.value}
		var reason string
		switch at := controlAt(field); {
		case err != nil:
			reason = "The host of the URL is not a name: " + err.Error() + "."
		case at >= 0:
			reason = controlSentence(field[at])
		default:
			c, reason = j.receive(s, from, now)
		}
		list = append(list, Received{Cookie: c, Field: field, Reason: reason, Gone: reason == "" && c.Expired(now), Cut: s.outlives(now)})
	}
	return list
}

// receive stores one cookie, or says why not.
func (j *Jar) receive(s setCookie, from origin, now time.Time) (c Cookie, reason string) {
	c = Cookie{
		Name: s.name, Value: s.value, Domain: from.host, HostOnly: true, Path: s.path, Expires: instant(s.expiry(now)),
		Secure: s.secure, HttpOnly: s.httpOnly, SameSite: s.sameSite, Partitioned: s.partitioned,
		Created: instant(now), Accessed: instant(now),
	}
	if c.Path == "" {
		c.Path = defaultPath(from.path)
	}
	reason = c.scope(s.domain, from.host)
	if reason == "" {
		reason = problem(c)
	}
	switch {
	case reason != "":
		return c, reason
	case hasPrefix(c.Name, "__Host-") && !s.hasPath:
		return c, "A name that begins with __Host- needs Path=/."
	case c.Secure && !from.secure:
		return c, "It is Secure and came over " + from.scheme + ": only https may set it."
	case !c.Secure && !from.secure && j.shadowsSecure(c):
		return c, "A Secure cookie of this name is in the jar, and " + from.scheme + " may not replace or hide it."
	}
	if c.Expired(now) {
		j.cookies = slices.DeleteFunc(j.cookies, c.Same)
	} else {
		j.put(c)
	}
	return c, ""
}

// scope gives the cookie the Domain that its server asked for, or says why it may not have it (section 5.7). Asking for
// a public suffix, or an IP address, that is the host itself makes a cookie for this host alone.
func (c *Cookie) scope(domain, host string) string {
	if domain == "" {
		return ""
	}
	if !isASCII(domain) {
		return "Its Domain, " + strconv.Quote(domain) + ", is not in ASCII: write it as the server's name stands in DNS, with xn--."
	}
	if addr, err := canonicalHost(domain); err == nil && isIP(addr) {
		domain = addr
	}
	if domain == host && (isPublicSuffix(domain) || isIP(domain)) {
		return ""
	}
	if !domainMatch(host, domain) {
		return fmt.Sprintf("Its Domain, %s, does not hold the host, %s.", strconv.Quote(domain), host)
	}
	if spansSites(host, domain) {
		return fmt.Sprintf("Its Domain, %s, is a public suffix: the cookie would go to everyone's hosts there.", domain)
	}
	c.Domain, c.HostOnly = domain, false
	return ""
}

// shadowsSecure reports whether a cookie from an insecure URL would stand before a Secure one or in its place
// (section 5.7).
func (j *Jar) shadowsSecure(c Cookie) bool {
	return slices.ContainsFunc(j.cookies, func(old Cookie) bool {
		return old.Secure && old.Name == c.Name && pathMatch(c.Path, old.Path) &&
			(domainMatch(old.Domain, c.Domain) || domainMatch(c.Domain, old.Domain))
	})
}
