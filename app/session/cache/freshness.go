package cache

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pquerna/cachecontrol/cacheobject"
)

// longest bounds all times, so that sums of them stay in range (RFC 9111, section 1.2.2).
const longest = 1 << 31 * time.Second

// heuristicLimit bounds a lifetime that the server did not give.
const heuristicLimit = 24 * time.Hour

// heuristicStatuses may be kept without a lifetime from the server (RFC 9110, section 15.1), except 206.
var heuristicStatuses = []int{200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501}

// lifetime is how long a response is fresh as the server says (RFC 9111, section 4.2.1), counted from when the origin made
// it. Explicit is false where it is a guess from Last-Modified (section 4.2.2), or where nothing is known: it is then 0.
func lifetime(status int, h http.Header, told *cacheobject.ResponseCacheDirectives, came time.Time) (d time.Duration, explicit bool) {
	date := dateOf(h, came)
	switch {
	case told.MaxAge >= 0:
		return time.Duration(told.MaxAge) * time.Second, true
	case h.Get("Expires") != "":
		expires, err := http.ParseTime(h.Get("Expires"))
		if err != nil { // "0", for example, says that it has expired (section 5.3)
			return 0, true
		}
		return within(expires.Sub(date), longest), true
	case told.Public || slices.Contains(heuristicStatuses, status):
		if modified, err := http.ParseTime(h.Get("Last-Modified")); err == nil {
			return within(date.Sub(modified)/10, heuristicLimit), false
		}
	}
	return 0, false
}

// initialAge is how old a response was when it came (RFC 9111, section 4.2.3: corrected_initial_age).
func initialAge(h http.Header, asked, came time.Time) time.Duration {
	apparent := within(came.Sub(dateOf(h, came)), longest)
	corrected := came.Sub(asked)
	first, _, _ := strings.Cut(h.Get("Age"), ",")
	if seconds, err := strconv.ParseUint(strings.TrimSpace(first), 10, 31); err == nil {
		corrected += time.Duration(seconds) * time.Second
	}
	return within(max(apparent, corrected), longest)
}

// dateOf is when the origin made the response: Date, or when it came where that is missing or hidden.
func dateOf(h http.Header, came time.Time) time.Time {
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		return date
	}
	return came
}

func within(d, limit time.Duration) time.Duration { return max(0, min(d, limit)) }

// inSeconds writes a duration for people.
func inSeconds(d time.Duration) string {
	return strconv.FormatInt(int64(d.Round(time.Second)/time.Second), 10) + " s"
}
