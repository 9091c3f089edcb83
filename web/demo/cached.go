package demo

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// cached is a response that is worth keeping. Its body counts how often it was made, for each key: who keeps it, or is
// told 304, does not make it count.
type cached struct{ made *memory[version] }

type version struct {
	made     int
	modified time.Time
}

func newCached() cached { return cached{newMemory[version](time.Hour)} }

func (c cached) mount(mux *http.ServeMux) { mux.HandleFunc("GET /cached", c.serve) }

func (c cached) serve(w http.ResponseWriter, r *http.Request) {
	q := queryOf(r)
	key, age := q.key(), q.number("max_age", 60, 0, 365*24*3600)
	if q.err != nil {
		refuse(w, http.StatusBadRequest, q.err.Error())
		return
	}
	var now version
	c.made.edit(key, func(v *version, found bool) bool {
		if !found {
			v.modified = time.Now()
		}
		now = *v
		return true
	})
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", fmt.Sprintf("public, max-age=%d", age))
	// Weak: every making of the body says the same but for the count.
	h.Set("ETag", fmt.Sprintf(`W/"%x"`, now.modified.UnixNano()))
	http.ServeContent(w, r, "", now.modified, &lateBody{make: func() []byte {
		c.made.edit(key, func(v *version, _ bool) bool {
			v.made++
			now.made = v.made
			return true
		})
		body, _ := json.Marshal(map[string]any{"key": key, "made": now.made, "max_age": age}) // texts and numbers do not fail
		return append(body, '\n')
	}})
}

// lateBody makes its bytes when they are first asked for: http.ServeContent does that only once it knows that the answer
// is not 304.
type lateBody struct {
	make func() []byte
	body *bytes.Reader
}

func (b *lateBody) reader() io.ReadSeeker {
	if b.body == nil {
		b.body = bytes.NewReader(b.make())
	}
	return b.body
}

func (b *lateBody) Read(p []byte) (int, error) { return b.reader().Read(p) }
func (b *lateBody) Seek(offset int64, whence int) (int64, error) {
	return b.reader().Seek(offset, whence)
}
