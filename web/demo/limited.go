package demo

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

const maxWindow = time.Hour

// limited allows so many requests in a window of time for each key. It says how many are left in all the ways that are
// about: the fields of draft-ietf-httpapi-ratelimit-headers, those of its earlier versions, and GitHub's.
type limited struct{ windows *memory[window] }

type window struct {
	ends time.Time
	used int
}

func newLimited() limited { return limited{newMemory[window](maxWindow)} }

func (l limited) mount(mux *http.ServeMux) { mux.HandleFunc("/limited", l.serve) }

func (l limited) serve(w http.ResponseWriter, r *http.Request) {
	q := queryOf(r)
	key, limit := q.key(), q.number("limit", 5, 1, 1000)
	length := q.number("window", 10, 1, int(maxWindow.Seconds()))
	if q.err != nil {
		refuse(w, http.StatusBadRequest, q.err.Error())
		return
	}
	now := time.Now()
	var state window
	l.windows.edit(key, func(v *window, _ bool) bool {
		if !now.Before(v.ends) {
			*v = window{ends: now.Add(time.Duration(length) * time.Second)}
		}
		v.used++
		state = *v
		return true
	})
	left := max(0, limit-state.used)
	// Rounded up: whoever waits so long is not too early.
	wait := int((state.ends.Sub(now) + time.Second - 1) / time.Second)
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("RateLimit-Policy", fmt.Sprintf(`"demo";q=%d;w=%d`, limit, length))
	h.Set("RateLimit", fmt.Sprintf(`"demo";r=%d;t=%d`, left, wait))
	h.Set("RateLimit-Limit", strconv.Itoa(limit))
	h.Set("RateLimit-Remaining", strconv.Itoa(left))
	h.Set("RateLimit-Reset", strconv.Itoa(wait))
	h.Set("X-RateLimit-Limit", strconv.Itoa(limit))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(left))
	h.Set("X-RateLimit-Reset", strconv.FormatInt(state.ends.Add(time.Second-1).Unix(), 10))
	if state.used > limit {
		h.Set("Retry-After", strconv.Itoa(wait))
		refuse(w, http.StatusTooManyRequests, fmt.Sprintf("%d requests in %d s are allowed. Wait %d s.", limit, length, wait))
		return
	}
	answer(w, http.StatusOK, map[string]any{"key": key, "used": state.used, "left": left, "limit": limit, "window": length})
}
