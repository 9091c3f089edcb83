package web

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
)

const (
	demoUpload   = 30 * time.Second // for the whole body of a request
	demoOverread = 64 << 20         // bytes of a body that is too long, which are thrown away so that the client hears of it
)

// boundBody reads the body of a request before anything is done with it, up to its limit and within its time.
func boundBody(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body == nil || r.Body == http.NoBody {
			next.ServeHTTP(w, r)
			return
		}
		control := http.NewResponseController(w)
		_ = control.SetReadDeadline(time.Now().Add(demoUpload)) // a connection without deadlines has no client that could be slow
		var read bytes.Buffer
		read.Grow(int(min(max(r.ContentLength, 0), demoMaxBody) + bytes.MinRead))
		_, err := read.ReadFrom(io.LimitReader(r.Body, demoMaxBody+1))
		body := read.Bytes()
		if err == nil && len(body) > demoMaxBody {
			_, _ = io.CopyN(io.Discard, r.Body, demoOverread) // it is refused anyway
			err = &http.MaxBytesError{Limit: demoMaxBody}
		}
		_ = control.SetReadDeadline(time.Now().Add(readTimeout))
		var long *http.MaxBytesError
		switch {
		case errors.As(err, &long):
			w.Header().Set("Connection", "close")
			http.Error(w, "The demo API takes bodies of 1 MB at most.", http.StatusRequestEntityTooLarge)
			return
		case err != nil:
			http.Error(w, "The body did not arrive within 30 s.", http.StatusRequestTimeout)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		r.ContentLength = int64(len(body))
		next.ServeHTTP(w, r)
	})
}

// maxJSONCost bounds what a JSON body takes in memory and in the answer, where go-httpbin indents it, in bytes. Indented, 20 kB of
// brackets are 200 MB.
const maxJSONCost = 8 << 20

// boundJSON refuses JSON that would grow too much. Of what is not JSON go-httpbin makes one string.
func boundJSON(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		media, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
		if media == "application/json" && r.Body != nil {
			body, err := io.ReadAll(r.Body)
			if err != nil || jsonCost(body) > maxJSONCost {
				http.Error(w, "The demo API does not take JSON that is nested so deeply or has so many values.", http.StatusRequestEntityTooLarge)
				return
			}
			r.Body = io.NopCloser(bytes.NewReader(body))
		}
		next.ServeHTTP(w, r)
	})
}

// jsonCost estimates in one pass what a text costs as values and as indented text: each comma and bracket begins a line, indented by
// two spaces for each bracket around it and for the answer's own, and about 64 bytes of a value.
func jsonCost(text []byte) (cost int) {
	depth, quoted := 1, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
			cost += 64 + 2*depth
		case c == ',':
			cost += 64 + 2*depth
		case c == ']' || c == '}':
			cost += 2 * depth
			depth--
		}
	}
	return cost + len(text)
}
