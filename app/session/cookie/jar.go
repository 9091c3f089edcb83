package cookie

import (
	"errors"
	"slices"
	"sync"
	"time"
)

// Jar holds cookies. The zero value is empty and ready; a Jar may be used by many goroutines.
//
// Expired cookies are never sent. They lie in the jar until the next time that something is put into it, so that
// [Jar.Send] can say of one that it expired.
type Jar struct {
	mu      sync.Mutex
	cookies []Cookie // in the order in which they were created
}

// All gives a copy of every cookie, in the order in which they were created. It is also what to store, for
// [Jar.Restore].
func (j *Jar) All() []Cookie {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Clone(j.cookies)
}

// Set adds a cookie by hand, or replaces the one that is the [Cookie.Same]; to give a cookie another name, domain or
// path, Set it and then [Jar.Delete] the old one. The domain may be in Unicode and have a leading dot, an empty path is
// /, spaces around name and value are cut off, and what expires in more than 400 days does so in 400. The error says in
// a sentence what to change.
func (j *Jar) Set(c Cookie, now time.Time) error {
	c, why := entered(c, now)
	if why != "" {
		return errors.New(why)
	}
	c.Created, c.Accessed = instant(now), instant(now)
	j.mu.Lock()
	defer j.mu.Unlock()
	j.dropExpired(now)
	j.put(c)
	return nil
}

// Delete removes the cookie that is the [Cookie.Same], and reports whether there was one.
func (j *Jar) Delete(c Cookie) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	before := len(j.cookies)
	j.cookies = slices.DeleteFunc(j.cookies, c.Same)
	return len(j.cookies) < before
}

// Clear removes the cookies whose Domain is the one given, or all where it is empty, and counts them. As in requests,
// the cookies of a subdomain stay.
func (j *Jar) Clear(domain string) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	before := len(j.cookies)
	j.cookies = slices.DeleteFunc(j.cookies, func(c Cookie) bool { return domain == "" || c.Domain == domain })
	return before - len(j.cookies)
}

// Restore replaces everything by what [Jar.All] gave. It reports what no longer may lie in a jar; cookies that expired
// meanwhile are dropped without a word.
func (j *Jar) Restore(cookies []Cookie, now time.Time) []Refused {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.cookies = nil
	var refused []Refused
	for i, c := range cookies {
		if c.Expired(now) {
			continue
		}
		if why := j.take(c, now); why != "" {
			refused = append(refused, Refused{Field: place(i), Name: c.Name, Reason: why})
		}
	}
	return refused
}

// take puts a cookie in that a jar once gave out, with its times, or says why not.
func (j *Jar) take(c Cookie, now time.Time) string {
	c, why := entered(c, now)
	if why != "" {
		return why
	}
	if c.Created.IsZero() || c.Created.After(now) {
		c.Created = now
	}
	if c.Accessed.Before(c.Created) || c.Accessed.After(now) {
		c.Accessed = c.Created
	}
	c.Created, c.Accessed = instant(c.Created), instant(c.Accessed)
	j.put(c)
	return ""
}

// put stores a cookie in place of the one that is the same, whose time of creation it keeps (section 5.7), or
// as a new one, for which another may have to go.
func (j *Jar) put(c Cookie) {
	if at := slices.IndexFunc(j.cookies, c.Same); at >= 0 {
		c.Created = j.cookies[at].Created
		j.cookies[at] = c
		return
	}
	j.cookies = append(j.cookies, c)
	j.evict(c.Domain)
}

func (j *Jar) dropExpired(now time.Time) {
	j.cookies = slices.DeleteFunc(j.cookies, func(c Cookie) bool { return c.Expired(now) })
}

// instant is a time without the monotonic clock and zone of this process, as it is after having been stored.
func instant(t time.Time) time.Time { return t.Round(0).UTC() }
