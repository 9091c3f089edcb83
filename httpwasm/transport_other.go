//go:build !js

package httpwasm

import (
	"errors"
	"net/http"
)

// RoundTrip fails: a request that a browser would refuse in the same way as there, any other because there is no fetch.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		req.Body.Close()
	}
	kind, err := check(req)
	if err == nil {
		kind, err = Unsupported, errors.New("httpwasm.Transport needs a browser: use http.Transport here")
	}
	failure := &Error{Kind: kind, Method: methodOf(req), Err: err}
	if req.URL != nil {
		failure.URL = req.URL.Redacted()
	}
	return nil, failure
}
