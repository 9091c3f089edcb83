package demo

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// itemCount is how long the list is that all ways of paging give in parts.
const itemCount = 95

const (
	defaultPer = 10
	maxPer     = 100
	maxPage    = 1 << 20
)

type item struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// itemsFrom gives up to so many items from an offset; none beyond the end.
func itemsFrom(offset, count int) []item {
	items := []item{}
	for i := offset; i < min(offset+count, itemCount); i++ {
		items = append(items, item{ID: i + 1, Name: fmt.Sprintf("Item %d", i+1)})
	}
	return items
}

// pages gives one list in the ways that APIs have.
type pages struct{ prefix string }

func (p pages) mount(mux *http.ServeMux) {
	mux.HandleFunc("GET /pages/link", p.link)
	mux.HandleFunc("GET /pages/cursor", p.cursor)
	mux.HandleFunc("GET /pages/next", p.next)
	mux.HandleFunc("POST /pages/search", p.search)
	mux.HandleFunc("GET /pages/offset", p.offset)
}

// url is an endpoint of ours with parameters, in pairs of a name and a number.
func (p pages) url(r *http.Request, path string, params ...any) string {
	var query []string
	for i := 0; i < len(params); i += 2 {
		query = append(query, fmt.Sprintf("%s=%d", params[i], params[i+1]))
	}
	return origin(r) + p.prefix + path + "?" + strings.Join(query, "&")
}

// numbered reads page, from 1, and per.
func numbered(w http.ResponseWriter, r *http.Request) (page, per int, ok bool) {
	q := queryOf(r)
	page, per = q.number("page", 1, 1, maxPage), q.number("per", defaultPer, 1, maxPer)
	if q.err != nil {
		refuse(w, http.StatusBadRequest, q.err.Error())
		return 0, 0, false
	}
	return page, per, true
}

// link gives an array, and says in Link (RFC 8288) where the other pages are.
func (p pages) link(w http.ResponseWriter, r *http.Request) {
	page, per, ok := numbered(w, r)
	if !ok {
		return
	}
	last := (itemCount + per - 1) / per
	var links []string
	add := func(rel string, to int) {
		links = append(links, fmt.Sprintf(`<%s>; rel="%s"`, p.url(r, "/pages/link", "page", to, "per", per), rel))
	}
	if page < last {
		add("next", page+1)
	}
	if page > 1 {
		add("prev", min(page-1, last))
	}
	add("first", 1)
	add("last", last)
	w.Header().Set("Link", strings.Join(links, ", "))
	w.Header().Set("X-Total-Count", strconv.Itoa(itemCount))
	answer(w, http.StatusOK, itemsFrom((page-1)*per, per))
}

// next gives the URL of the next page in the body; null after the last.
func (p pages) next(w http.ResponseWriter, r *http.Request) {
	page, per, ok := numbered(w, r)
	if !ok {
		return
	}
	reply := map[string]any{"items": itemsFrom((page-1)*per, per), "total": itemCount, "next": nil}
	if page*per < itemCount {
		reply["next"] = p.url(r, "/pages/next", "page", page+1, "per", per)
	}
	answer(w, http.StatusOK, reply)
}

// offset gives what stands at an offset, from 0.
func (p pages) offset(w http.ResponseWriter, r *http.Request) {
	q := queryOf(r)
	offset, limit := q.number("offset", 0, 0, maxPage), q.number("limit", defaultPer, 1, maxPer)
	if q.err != nil {
		refuse(w, http.StatusBadRequest, q.err.Error())
		return
	}
	answer(w, http.StatusOK, map[string]any{"items": itemsFrom(offset, limit), "offset": offset, "limit": limit, "total": itemCount})
}

// cursor gives a text to ask with for what follows; null after the last.
func (p pages) cursor(w http.ResponseWriter, r *http.Request) {
	q := queryOf(r)
	per, offset := q.number("per", defaultPer, 1, maxPer), 0
	if text := q.Get("cursor"); text != "" {
		var known bool
		if offset, known = readCursor(text); !known {
			q.fail("This cursor is not one that this server gave: leave it out to begin at the start.")
		}
	}
	if q.err != nil {
		refuse(w, http.StatusBadRequest, q.err.Error())
		return
	}
	reply := map[string]any{"items": itemsFrom(offset, per), "next_cursor": nil}
	if offset+per < itemCount {
		reply["next_cursor"] = newCursor(offset + per)
	}
	answer(w, http.StatusOK, reply)
}

// A cursor means nothing to clients: it is the offset, written so that nobody is tempted to count with it.

func newCursor(offset int) string {
	return base64.RawURLEncoding.EncodeToString([]byte("after=" + strconv.Itoa(offset)))
}

func readCursor(text string) (offset int, known bool) {
	decoded, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return 0, false
	}
	digits, ok := strings.CutPrefix(string(decoded), "after=")
	offset, err = strconv.Atoi(digits)
	return offset, ok && err == nil && offset > 0 && offset < itemCount && newCursor(offset) == text
}
