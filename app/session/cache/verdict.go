package cache

import (
	"fmt"
	"time"

	"github.com/pquerna/cachecontrol/cacheobject"
)

// verdict says whether a stored response may be used as it is, and why or why not.
type verdict struct {
	state State // Hit or Stale: it may; Miss: the server is to be asked
	why   string
}

// judge decides on a stored response by RFC 9111, section 4.2, and by what the request asks for (section 5.2.1).
func (e *entry) judge(p Policy, ask *cacheobject.RequestCacheDirectives, now time.Time) verdict {
	left, age := e.left(p, now), e.age(now)
	told := e.told
	if p.ExpireAfter > 0 {
		told, age = &cacheobject.ResponseCacheDirectives{}, now.Sub(e.came)
	}
	seconds := func(d cacheobject.DeltaSeconds) time.Duration { return time.Duration(d) * time.Second }
	switch {
	case ask.NoCache:
		return verdict{Miss, "the request says no-cache"}
	case told.NoCachePresent:
		return verdict{Miss, "the stored response says no-cache"}
	case ask.MaxAge >= 0 && age > seconds(ask.MaxAge), ask.MaxAge == 0:
		return verdict{Miss, fmt.Sprintf("max-age=%d", ask.MaxAge)}
	case ask.MinFresh >= 0 && left < seconds(ask.MinFresh):
		return verdict{Miss, fmt.Sprintf("min-fresh=%d", ask.MinFresh)}
	case left > 0:
		return verdict{Hit, "stored, fresh for " + inSeconds(left) + " more"}
	case told.MustRevalidate:
		return verdict{Miss, "stale for " + inSeconds(-left) + ", and must-revalidate"}
	case ask.MaxStaleSet, ask.MaxStale >= 0 && -left <= seconds(ask.MaxStale):
		return verdict{Stale, "stored, stale for " + inSeconds(-left) + ", as max-stale allows"}
	}
	return verdict{Miss, "stale for " + inSeconds(-left)}
}

// prospect says in words how long a response that has just been stored is fresh.
func (e *entry) prospect(p Policy) string {
	left := e.left(p, e.came)
	if left <= 0 || p.ExpireAfter <= 0 && e.untold == nil && e.told.NoCachePresent {
		return "stored, to be validated before each use"
	}
	return "stored, fresh for " + inSeconds(left)
}
