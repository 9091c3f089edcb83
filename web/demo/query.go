package demo

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
)

// maxKey bounds the names that clients give to what is kept for them, in bytes.
const maxKey = 64

// query reads parameters, and keeps the first thing that is wrong with them.
type query struct {
	url.Values
	err error
}

func queryOf(r *http.Request) *query { return &query{Values: r.URL.Query()} }

// number is a whole number between two bounds, or the default where the parameter is absent or empty.
func (q *query) number(name string, otherwise, least, most int) int {
	text := q.Get(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		q.fail(fmt.Sprintf("%s is %.40q: give a whole number from %d to %d.", name, text, least, most))
		return otherwise
	}
	return n
}

// key is the name under which a client wants something kept.
func (q *query) key() string {
	key := q.Get("key")
	if len(key) > maxKey {
		q.fail(fmt.Sprintf("key is %d bytes long: give at most %d.", len(key), maxKey))
		return ""
	}
	return key
}

func (q *query) fail(sentence string) {
	if q.err == nil {
		q.err = errors.New(sentence)
	}
}
