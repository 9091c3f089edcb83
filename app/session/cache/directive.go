package cache

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/pquerna/cachecontrol/cacheobject"
)

// askDirectives reads what a request says to caches: Cache-Control, or Pragma where there is none (RFC 9111, sections 5.2.1 and 5.4).
func askDirectives(h http.Header) (*cacheobject.RequestCacheDirectives, error) {
	value := valueOf(h, "Cache-Control")
	ask, err := cacheobject.ParseRequestCacheControl(value)
	if err == nil && value == "" && strings.Contains(strings.ToLower(valueOf(h, "Pragma")), "no-cache") {
		ask.NoCache = true
	}
	return ask, err
}

var errTwice = errors.New("max-age stands in it twice")

// tellDirectives reads what a response says to caches (RFC 9111, section 5.2.2). It fails where a directive cannot be
// read, or where max-age has two values.
func tellDirectives(h http.Header) (*cacheobject.ResponseCacheDirectives, error) {
	value := valueOf(h, "Cache-Control")
	told, err := cacheobject.ParseResponseCacheControl(value)
	if err != nil {
		return nil, err
	}
	if strings.Count(strings.ToLower(value), "max-age=") > 1 {
		return nil, errTwice
	}
	// cacheobject reads no-cache=a,no-store, which ought to be quoted, as a list of two names.
	told.NoStore = told.NoStore || told.NoCache["No-Store"] || told.Private["No-Store"]
	return told, nil
}

func cannotRead(whose string, err error) string {
	return fmt.Sprintf("%s Cache-Control cannot be read (%s)", whose, strings.TrimSuffix(err.Error(), "."))
}
