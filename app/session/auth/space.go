package auth

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"strings"
)

// space is a protection space (RFC 7616, section 3.3) and how far its nonce is used.
type space struct {
	origin    string
	roots     []string // URLs that those in the space begin with
	challenge challenge
	nonce     string // the challenge's, or the one that the server gave since
	cnonce    string // one for the whole space: servers differ in which one the -sess algorithms take
	used      int    // requests that were sent with the nonce: nc
}

// maxSpaces bounds what is remembered; a server may name a new realm each time.
const maxSpaces = 64

// remember keeps a challenge in place of an earlier one of the same realm.
func (d *Digest) remember(at *url.URL, c challenge) *space {
	s := &space{origin: origin(at), roots: roots(at, c.domain), challenge: c, nonce: c.nonce, cnonce: rand.Text()}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.drop(func(old *space) bool { return old.origin == s.origin && old.challenge.realm == c.realm })
	if len(d.spaces) >= maxSpaces {
		d.spaces = d.spaces[1:]
	}
	d.spaces = append(d.spaces, s)
	return s
}

func (d *Digest) forget(s *space) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.drop(func(old *space) bool { return old == s })
}

// drop takes spaces out. The caller holds the lock.
func (d *Digest) drop(which func(*space) bool) {
	var kept []*space
	for _, s := range d.spaces {
		if !which(s) {
			kept = append(kept, s)
		}
	}
	d.spaces = kept
}

// find gives the space of a URL that was asked for last, or nil.
func (d *Digest) find(at *url.URL) *space {
	d.mu.Lock()
	defer d.mu.Unlock()
	whole := origin(at) + target(at)
	for i := len(d.spaces) - 1; i >= 0; i-- {
		for _, root := range d.spaces[i].roots {
			if strings.HasPrefix(whole, root) {
				return d.spaces[i]
			}
		}
	}
	return nil
}

// use counts one request and gives what it is answered with.
func (d *Digest) use(s *space) space {
	d.mu.Lock()
	defer d.mu.Unlock()
	s.used++
	return *s
}

// renew takes over the nonce that the server wants next (RFC 7616, section 3.5).
func (d *Digest) renew(s *space, h http.Header) {
	// The header has the parameters of a challenge without its scheme.
	for _, info := range schemes("Digest " + h.Get("Authentication-Info")) {
		if next := info.params["nextnonce"]; next != "" {
			d.mu.Lock()
			s.nonce, s.used = next, 0
			d.mu.Unlock()
		}
	}
}

// origin is scheme, host and port as URLs begin with them.
func origin(u *url.URL) string { return strings.ToLower(u.Scheme + "://" + u.Host) }

// roots are the URLs of a domain, absolute. Those of other origins are left out: one server does not say what another
// is sent. Without a domain the space is all of the server.
func roots(at *url.URL, domain []string) []string {
	if len(domain) == 0 {
		return []string{origin(at) + "/"}
	}
	list := []string{}
	for _, text := range domain {
		if u, err := at.Parse(text); err == nil && origin(u) == origin(at) {
			list = append(list, origin(u)+target(u))
		}
	}
	return list
}
