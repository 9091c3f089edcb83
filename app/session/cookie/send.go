package cookie

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Kept is a cookie of the jar that does not go to a URL.
type Kept struct {
	Cookie Cookie `json:"cookie"`
	Reason string `json:"reason"` // goes on from "It is not sent:", such as "its path is /admin"
}

// Send gives the Cookie header field for a URL, "" for none, the cookies in it in their order, and why the others stay
// (section 5.8.3). The cookies that go count as used now.
func (j *Jar) Send(u *url.URL, now time.Time) (header string, sent []Cookie, kept []Kept) {
	return j.pick(u, now, true)
}

// Explain says what [Jar.Send] would do. No cookie counts as used.
func (j *Jar) Explain(u *url.URL, now time.Time) (header string, sent []Cookie, kept []Kept) {
	return j.pick(u, now, false)
}

func (j *Jar) pick(u *url.URL, now time.Time, use bool) (header string, sent []Cookie, kept []Kept) {
	to, err := originOf(u)
	j.mu.Lock()
	defer j.mu.Unlock()
	for i := range j.cookies {
		c := &j.cookies[i]
		reason := ""
		if err != nil {
			reason = "the host of the URL is not a name"
		} else {
			reason = c.staysFrom(to, now)
		}
		if reason != "" {
			kept = append(kept, Kept{Cookie: *c, Reason: reason})
			continue
		}
		if use {
			c.Accessed = instant(now)
		}
		sent = append(sent, *c)
	}
	// The jar is in the order of creation, and cookies that came together keep theirs.
	slices.SortStableFunc(sent, func(a, b Cookie) int {
		if len(a.Path) != len(b.Path) {
			return len(b.Path) - len(a.Path)
		}
		return a.Created.Compare(b.Created)
	})
	return join("", sent), sent, kept
}

// staysFrom says why a cookie does not go to a URL, or "". The first reason is enough.
func (c *Cookie) staysFrom(to origin, now time.Time) string {
	switch {
	case !c.covers(to.host) && c.HostOnly:
		return "it is for " + c.Domain + " only"
	case !c.covers(to.host):
		return "it is for " + c.Domain + " and its subdomains"
	case !c.HostOnly && spansSites(to.host, c.Domain): // set by hand, or before the list of suffixes grew
		return "its domain, " + c.Domain + ", is a public suffix"
	case !pathMatch(to.path, c.Path):
		return "its path is " + c.Path
	case c.Secure && !to.secure:
		return "it is Secure and the URL is " + to.scheme
	case c.Expired(now):
		return "it " + expiredOn(*c)
	}
	return ""
}

// Merge joins what a person typed as Cookie header with the cookies that [Jar.Send] gives: the typed text comes first
// and stays as it is, and a cookie of a name that was typed stays behind.
//
// This is not what requests does: there a typed Cookie header is sent alone, and cookies=… are sent beside those of the
// session, both of a name if their domains differ. Turn the jar off to send a typed header alone.
func Merge(typed string, cookies []Cookie) (header string, sent []Cookie, kept []Kept) {
	names := map[string]bool{}
	for pair := range strings.SplitSeq(typed, ";") {
		if pair = trim(pair); pair == "" {
			continue
		}
		name, _, named := strings.Cut(pair, "=")
		if !named {
			name = ""
		}
		names[trim(name)] = true
	}
	for _, c := range cookies {
		if names[c.Name] {
			kept = append(kept, Kept{Cookie: c, Reason: fmt.Sprintf("the Cookie header that you typed has a cookie %q", c.Name)})
		} else {
			sent = append(sent, c)
		}
	}
	return join(typed, sent), sent, kept
}

// join writes cookies behind a text that may be empty.
func join(typed string, cookies []Cookie) string {
	if len(cookies) == 0 {
		return typed
	}
	var pairs []string
	if typed = strings.Trim(typed, " \t;"); typed != "" {
		pairs = append(pairs, typed)
	}
	for _, c := range cookies {
		pairs = append(pairs, c.pair())
	}
	return strings.Join(pairs, "; ")
}
