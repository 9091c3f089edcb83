package demo

import (
	"encoding/json"
	"mime"
	"net/http"
)

// asking is what a search for items takes, in JSON or in a form.
type asking struct {
	Cursor *string `json:"cursor"` // null or missing: from the start
	Per    int     `json:"per"`
}

// search gives the list with a cursor that goes into the body of the next request, as many search endpoints have it.
func (p pages) search(w http.ResponseWriter, r *http.Request) {
	asked := asking{Per: defaultPer}
	if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media == "application/x-www-form-urlencoded" {
		if err := r.ParseForm(); err != nil {
			refuse(w, http.StatusBadRequest, "The form cannot be read.")
			return
		}
		q := query{Values: r.PostForm}
		cursor := q.Get("cursor")
		asked.Cursor, asked.Per = &cursor, q.number("per", defaultPer, 1, maxPer)
		if q.err != nil {
			refuse(w, http.StatusBadRequest, q.err.Error())
			return
		}
	} else if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
		refuse(w, http.StatusBadRequest, `Send JSON such as {"cursor": null, "per": 10}, or a form with these fields.`)
		return
	}
	offset, known := 0, true
	if asked.Cursor != nil && *asked.Cursor != "" {
		offset, known = readCursor(*asked.Cursor)
	}
	switch {
	case !known:
		refuse(w, http.StatusBadRequest, "This cursor is not one that this server gave: leave it out to begin at the start.")
		return
	case asked.Per < 1 || asked.Per > maxPer:
		refuse(w, http.StatusBadRequest, "per is a number from 1 to 100.")
		return
	}
	reply := map[string]any{"items": itemsFrom(offset, asked.Per), "next_cursor": nil}
	if offset+asked.Per < itemCount {
		reply["next_cursor"] = newCursor(offset + asked.Per)
	}
	answer(w, http.StatusOK, reply)
}
