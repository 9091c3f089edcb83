//go:build !js

package session

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

// described is one request, said twice.
type described struct {
	name    string
	request request.Request
	python  string   // the arguments of requests.Session.request as JSON; see testdata/requests.py
	answers []string // lines of the heads that answer the requests in their order; "200 OK" answers those behind them
}

// difference is what Session sends otherwise than requests.
type difference struct {
	of       string // the name of the request; "" where it is the same for many, whichever on the wire it is
	in       string // such as "2 header accept": of the second request on the wire, its header Accept
	requests string
	session  string
	why      string
}

// covers reports whether a difference that was found in a request is this one.
func (k difference) covers(found difference, name string) bool {
	_, anywhere, _ := strings.Cut(found.in, " ")
	place := k.of == name && k.in == found.in || k.of == "" && k.in == anywhere
	return place && k.requests == found.requests && k.session == found.session
}

// absent stands for what one side does not send.
const absent = "(absent)"

// Answers that are none.
const (
	silence = "silence" // until the client gives up
	gone    = "gone"    // the connection is closed
)

// TestRequestsSendsTheSame sends each of the requests once with Python's requests and once with a Session, to servers that take
// it off the wire byte for byte, and compares. What differs must stand in kept or in defects with the values of both sides, and
// what stands there must differ. Names are not looked up: every connection leads to a server of the test.
func TestRequestsSendsTheSame(t *testing.T) {
	python := sendWithRequests(t)
	known := slices.Concat(kept, defects)
	seen := map[int]bool{} // indices of known
	ran := 0
	for i, d := range differential {
		t.Run(d.name, func(t *testing.T) {
			ran++
			for _, found := range compare(python[i], sendWithSession(t, d)) {
				at := slices.IndexFunc(known, func(k difference) bool { return k.covers(found, d.name) })
				if at < 0 {
					t.Errorf("%s\nrequests: %q\nsession:  %q", found.in, found.requests, found.session)
					continue
				}
				seen[at] = true
			}
			for i, k := range known {
				if k.of == d.name && !seen[i] {
					t.Errorf("These no longer differ. Take the row away: %s\nrequests: %q\nsession:  %q", k.in, k.requests, k.session)
				}
			}
		})
	}
	for i, k := range known {
		named := k.of == "" || slices.ContainsFunc(differential, func(d described) bool { return d.name == k.of })
		require.True(t, named, "kept or defects tell of a request that is not described: %s", k.of)
		require.NotEmpty(t, k.why)
		if k.of == "" && ran == len(differential) {
			require.True(t, seen[i], "No request differs in this any more. Take the row away: %s\nrequests: %q\nsession:  %q", k.in, k.requests, k.session)
		}
	}
}

// outcome is what was on the wire, and how it ended.
type outcome struct {
	wires  []wire
	Status int    `json:"status"`
	URL    string `json:"url"`   // of the last response
	Error  string `json:"error"` // the name of an exception of requests
}
