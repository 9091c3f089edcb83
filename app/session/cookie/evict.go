package cookie

import "slices"

// The limits of a jar (section 6.1 asks for 50 and 3000 at least; 180 of a domain is what browsers take).
const (
	MaxPerDomain = 180
	MaxCookies   = 3000
)

// evict makes room after a cookie of a domain was added (section 5.7): where its domain has too many, one of its
// cookies goes, those without Secure first; then, where the jar has too many, any one. Among equals the one that was
// not used for longest goes. Expired cookies have gone before.
func (j *Jar) evict(domain string) {
	count, victim := 0, -1
	for i := range j.cookies {
		c := &j.cookies[i]
		if c.Domain != domain {
			continue
		}
		count++
		if victim < 0 || goesBefore(c, &j.cookies[victim]) {
			victim = i
		}
	}
	if count > MaxPerDomain {
		j.cookies = slices.Delete(j.cookies, victim, victim+1)
	}
	if len(j.cookies) <= MaxCookies {
		return
	}
	victim = 0
	for i := range j.cookies {
		if j.cookies[i].Accessed.Before(j.cookies[victim].Accessed) {
			victim = i
		}
	}
	j.cookies = slices.Delete(j.cookies, victim, victim+1)
}

func goesBefore(c, other *Cookie) bool {
	if c.Secure != other.Secure {
		return !c.Secure
	}
	return c.Accessed.Before(other.Accessed)
}
