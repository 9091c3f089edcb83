package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// maxDuration is how long an answer may take.
const maxDuration = 30 * time.Second

// alphabetRange answers with so many letters of the alphabet, over and over, or a part of them (Range), within a duration. They are made as
// they are read.
func alphabetRange(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.ParseInt(r.PathValue("n"), 10, 64)
	if err != nil || n < 1 || n > maxBytes {
		refuse(w, http.StatusBadRequest, "The number of bytes must be from 1 to "+strconv.Itoa(maxBytes)+".")
		return
	}
	duration, problem := durationOf(r.URL.Query().Get("duration"))
	if problem != "" {
		refuse(w, http.StatusBadRequest, problem)
		return
	}
	w.Header().Set("ETag", fmt.Sprintf(`"range%d"`, n))
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	http.ServeContent(w, r, "", time.Time{}, &alphabet{ctx: r.Context(), size: n, duration: duration})
}

// durationOf reads 1.5 as seconds, or 1500ms.
func durationOf(text string) (d time.Duration, problem string) {
	if text == "" {
		return 0, ""
	}
	if seconds, err := strconv.ParseFloat(text, 64); err == nil {
		d = time.Duration(seconds * float64(time.Second))
	} else if d, err = time.ParseDuration(text); err != nil {
		return 0, "duration must be a number of seconds, or a time such as 500ms."
	}
	if d < 0 || d > maxDuration {
		return 0, "duration must be from 0 to 30 s."
	}
	return d, ""
}

// alphabet is a text of so many letters.
type alphabet struct {
	ctx      context.Context
	size, at int64
	duration time.Duration // of the whole text
}

func (a *alphabet) Read(p []byte) (int, error) {
	left := a.size - a.at
	if left <= 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), left)
	if a.duration > 0 {
		n = min(n, max(a.size/200, 1)) // in steps that a person takes for a flow
		select {
		case <-time.After(time.Duration(float64(a.duration) * float64(n) / float64(a.size))):
		case <-a.ctx.Done():
			return 0, a.ctx.Err()
		}
	}
	for i := range p[:n] {
		p[i] = byte('a' + (a.at+int64(i))%26)
	}
	a.at += n
	return int(n), nil
}

func (a *alphabet) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += a.at
	case io.SeekEnd:
		offset += a.size
	}
	if offset < 0 {
		return 0, errors.New("before the first letter")
	}
	a.at = offset
	return offset, nil
}
