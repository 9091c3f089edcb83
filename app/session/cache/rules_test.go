package cache

import (
	"cmp"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// step is one request and what the server would say to it at that time.
type step struct {
	after  time.Duration // to wait before it
	method string        // GET where empty
	path   string        // / where empty
	ask    string        // the request's header, as lines

	tell string // a status and header lines; empty where the server must not be asked. It answers 304 to its own validators.

	want   State
	body   int    // the number of the step whose body comes, from 1; 0 means its own
	status int    // 200 where 0
	why    string // part of the outcome's words
	header string // lines that the response must have; "Name: " alone must be missing
}

// asTold is the policy "as the server says"; minute keeps for a time of the person's own.
var (
	asTold = Policy{On: true}
	minute = Policy{On: true, ExpireAfter: time.Minute}
)

const (
	fresh    = "200\nCache-Control: max-age=60\n"
	tagged   = "200\nCache-Control: max-age=60\nETag: \"1\"\n"
	many     = "Authorization: a\nCookie: b\nAccept: c\nX-API-Key: d\naccept-language: e"
	s        = time.Second
	modified = "Last-Modified: Fri, 31 Dec 1999 23:43:20 GMT\n" // 1000 s before the bubble's time begins
)

var rules = []struct {
	name   string
	policy Policy
	steps  []step
}{
	{"off keeps nothing", Policy{}, []step{
		{tell: fresh, want: Bypass, why: "the cache is off"}, {tell: fresh, want: Bypass}}},

	// RFC 9111, section 3
	{"section 3: a response with a lifetime is stored and used", asTold, []step{
		{tell: fresh, want: Miss, why: "asked the server: nothing stored; stored, fresh for 60 s"},
		{after: 10 * s, want: Hit, body: 1, why: "stored, fresh for 50 s more", header: "Age: 10"}}},
	{"section 3: a response to POST is not stored", asTold, []step{
		{method: "POST", tell: fresh, want: Bypass, why: "POST are not kept"}, {tell: fresh, want: Miss}}},
	{"section 3: a status that is heuristically cacheable may be stored", asTold, []step{
		{tell: "404\nCache-Control: max-age=9", want: Miss, status: 404}, {want: Hit, body: 1, status: 404}}},
	{"section 3: another status is stored with an explicit lifetime", asTold, []step{
		{tell: "302\nLocation: /x\nCache-Control: max-age=9", want: Miss, status: 302}, {want: Hit, body: 1, status: 302, header: "Location: /x"}}},
	{"section 3: another status is not stored without one", asTold, []step{
		{tell: "302\nLocation: /x\n" + modified, want: Miss, status: 302, why: "not stored: status 302 is not kept unless"},
		{tell: "302\nLocation: /x", want: Miss, status: 302}}},
	{"section 3: public lets another status be stored", asTold, []step{
		{tell: "302\nLocation: /x\nCache-Control: public\n" + modified, want: Miss, status: 302, why: "fresh for 100 s"}, {want: Hit, status: 302, body: 1}}},
	{"section 3: private does so too, for this cache, without a lifetime", asTold, []step{
		{tell: "302\nLocation: /x\nCache-Control: private\nETag: \"1\"", want: Miss, status: 302, why: "to be validated"},
		{tell: "302\nLocation: /x\nCache-Control: private\nETag: \"1\"", want: Revalidated, status: 302, body: 1},
		{path: "/b", tell: "302\nLocation: /x\nCache-Control: public\nETag: \"1\"", want: Miss, status: 302, why: "to be validated"}}},
	{"section 3: nothing is stored without lifetime and validator", asTold, []step{
		{tell: "200", want: Miss, why: "not stored: the server gave neither"}, {tell: "200", want: Miss}}},
	{"section 3: nothing is stored that has expired and cannot be validated", asTold, []step{
		{tell: "200\nCache-Control: max-age=0", want: Miss, why: "not stored: it has expired as it comes"},
		{ask: "Cache-Control: max-stale", tell: fresh, want: Miss, why: "nothing stored"}}},
	{"section 3: a 304 that nobody asked for is not stored", asTold, []step{
		{tell: "304\nCache-Control: max-age=60", want: Miss, status: 304, why: "status 304 has no body of its own"}, {tell: fresh, want: Miss}}},
	{"section 3.1: fields of the connection are not stored", asTold, []step{
		{tell: fresh + "Connection: X-Hop\nX-Hop: 1\nKeep-Alive: timeout=5\nProxy-Authenticate: Basic\nX-End: 2", want: Miss, header: "X-Hop: 1"},
		{want: Hit, body: 1, header: "X-Hop: \nKeep-Alive: \nConnection: \nProxy-Authenticate: \nX-End: 2"}}},
	{"section 3.3: a part of a whole is not stored", asTold, []step{
		{ask: "Range: bytes=0-1", tell: "206\nContent-Range: bytes 0-1/9\nCache-Control: max-age=60", want: Bypass, status: 206, why: "the request has Range"},
		{tell: "206\nContent-Range: bytes 0-1/9\nCache-Control: max-age=60", want: Miss, status: 206, why: "a part of a whole"},
		{tell: "200\nContent-Range: bytes 0-1/9\nCache-Control: max-age=60", want: Miss, why: "a part of a whole"},
		{tell: fresh, want: Miss}}},
	{"section 3.5: Authorization does not keep a private cache from storing", asTold, []step{
		{ask: "Authorization: Bearer a", tell: fresh, want: Miss}, {ask: "Authorization: Bearer a", want: Hit, body: 1}}},
	{"section 4: another identity does not get the response, Vary or not", asTold, []step{
		{ask: "Authorization: Bearer a", tell: fresh, want: Miss},
		{ask: "Authorization: Bearer b", tell: fresh, want: Miss, why: "nothing stored for a request with these headers"},
		{tell: fresh, want: Miss},
		{ask: "X-API-Key: k", tell: fresh, want: Miss},
		{ask: "Cookie: a=1", tell: fresh, want: Miss},
		{ask: "Accept: text/csv", tell: fresh, want: Miss},
		{ask: "authorization: Bearer a", want: Hit, body: 1}, {ask: "X-API-Key: k", want: Hit, body: 4}, {want: Hit, body: 3}}},
	{"section 4: the order of fields does not matter", asTold, []step{
		{ask: many, tell: fresh, want: Miss}, {ask: many, want: Hit, body: 1}, {ask: many, want: Hit, body: 1}, {ask: many, want: Hit, body: 1},
		{ask: many, want: Hit, body: 1}, {ask: many, want: Hit, body: 1}, {ask: many, want: Hit, body: 1}}},
	{"section 4: a URL without a path names the root", asTold, []step{
		{path: "http://site.example", tell: fresh, want: Miss}, {want: Hit, body: 1}, {path: "http://other.example", tell: fresh, want: Miss}}},
	{"section 4: URLs are told apart, fragments are not", asTold, []step{
		{path: "/a?b=1", tell: fresh, want: Miss}, {path: "/a?b=2", tell: fresh, want: Miss},
		{path: "/a?b=1#c", want: Hit, body: 1}, {path: "HTTP://SITE.example:80/a?b=1", want: Hit, body: 1}}},

	// RFC 9111, section 4.1
	{"section 4.1: Vary selects", asTold, []step{
		{ask: "X-Lang: en", tell: fresh + "Vary: X-Lang", want: Miss}, {ask: "X-Lang: de", tell: fresh + "Vary: x-lang", want: Miss},
		{ask: "x-lang:  en ", want: Hit, body: 1}, {ask: "X-Lang: de", want: Hit, body: 2}, {tell: fresh, want: Miss}}},
	{"section 4.1: several lines are one value", asTold, []step{
		{ask: "X-A: 1\nX-A: 2", tell: fresh + "Vary: X-A", want: Miss}, {ask: "X-A: 1, 2", want: Hit, body: 1}}},
	{"section 4.1: Vary: * matches nothing", asTold, []step{
		{tell: fresh + "Vary: *", want: Miss, why: "not stored: Vary: *"}, {tell: fresh, want: Miss}}},
	{"section 4.1: the newest of several that match is used", asTold, []step{
		{ask: "X-A: 1", tell: fresh + "Vary: X-A", want: Miss}, {after: s, ask: "X-A: 2", tell: fresh, want: Miss},
		{ask: "X-A: 1", want: Hit, body: 2}}},

	// RFC 9111, section 4.2
	{"section 4.2: a stale response is asked for again", asTold, []step{
		{tell: fresh, want: Miss}, {after: 59 * s, want: Hit, body: 1}, {after: s, tell: fresh, want: Miss, why: "stale for 0 s"}}},
	{"section 4.2.1: s-maxage is not for a private cache", asTold, []step{
		{tell: "200\nCache-Control: s-maxage=99, max-age=9", want: Miss, why: "fresh for 9 s"}, {after: 10 * s, tell: fresh, want: Miss}}},
	{"section 4.2.1: max-age goes before Expires", asTold, []step{
		{tell: "200\nCache-Control: max-age=9\nExpires: Sat, 01 Jan 2000 01:00:00 GMT", want: Miss, why: "fresh for 9 s"}}},
	{"section 4.2.1: two values of max-age are not trusted", asTold, []step{
		{tell: "200\nCache-Control: max-age=9, Max-Age=99", want: Miss, why: "not stored: the response's Cache-Control cannot be read"}}},
	{"section 4.2.1: a max-age that is no number is not trusted", asTold, []step{
		{tell: "200\nCache-Control: max-age=soon", want: Miss, why: "cannot be read"}}},
	{"section 4.2.2: a tenth of the time since Last-Modified", asTold, []step{
		{tell: "200\n" + modified, want: Miss, why: "fresh for 100 s"}, {after: 99 * s, want: Hit, body: 1},
		{after: s, tell: "200\n" + modified, want: Revalidated, body: 1}}},
	{"section 4.2.2: a guess is at most a day", asTold, []step{
		{tell: "200\nLast-Modified: Sat, 01 Jan 1994 00:00:00 GMT", want: Miss, why: "fresh for 86400 s"}}},
	{"section 4.2.3: Age from a cache on the way counts", asTold, []step{
		{tell: fresh + "Age: 50", want: Miss, why: "fresh for 10 s"}, {after: 9 * s, want: Hit, body: 1, header: "Age: 59"}, {after: s, tell: fresh, want: Miss}}},
	{"section 4.2.3: an old Date counts", asTold, []step{
		{tell: fresh + "Date: Fri, 31 Dec 1999 23:59:30 GMT", want: Miss, why: "fresh for 30 s"}, {want: Hit, body: 1, header: "Age: 30"}}},
	{"section 4.2.4: must-revalidate goes before max-stale", asTold, []step{
		{tell: "200\nCache-Control: max-age=9, must-revalidate", want: Miss}, {want: Hit, body: 1},
		{after: 10 * s, ask: "Cache-Control: max-stale", tell: fresh, want: Miss, why: "must-revalidate"}}},

	// RFC 9111, section 4.3
	{"section 4.3.1: ETag and Last-Modified are what is asked by", asTold, []step{
		{tell: tagged + modified, want: Miss},
		{after: 61 * s, tell: tagged + "X-New: 1", want: Revalidated, body: 1, why: "asked the server: stale for 1 s; it said 304, not modified; stored, fresh for 60 s",
			header: "X-New: 1\n" + modified + "Age: "},
		{after: 30 * s, want: Hit, body: 1, header: "X-New: 1\nAge: 30"}}},
	{"section 4.3.1: a weak ETag serves as well", asTold, []step{
		{tell: "200\nCache-Control: no-cache\nETag: W/\"1\"", want: Miss, why: "to be validated before each use"},
		{tell: "200\nCache-Control: no-cache\nETag: W/\"1\"", want: Revalidated, body: 1, why: "the stored response says no-cache"}}},
	{"section 4.3.4: an Age from before does not hold any more", asTold, []step{
		{tell: tagged + "Age: 50", want: Miss, why: "fresh for 10 s"}, {after: 10 * s, tell: tagged, want: Revalidated, body: 1, why: "stored, fresh for 60 s", header: "Age: "}}},
	{"section 4.3.3: a new response takes the place of the old one", asTold, []step{
		{tell: tagged, want: Miss}, {after: 61 * s, tell: "200\nCache-Control: max-age=60\nETag: \"2\"", want: Miss}, {want: Hit, body: 2}}},
	{"section 4.3.3: a new response that must not be stored removes the old one", asTold, []step{
		{tell: tagged, want: Miss}, {after: 61 * s, tell: "200\nCache-Control: no-store", want: Miss, why: "not stored: Cache-Control: no-store"},
		{ask: "Cache-Control: max-stale", tell: fresh, want: Miss, why: "nothing stored"}}},
	{"section 4.3.3: an error of the server is passed on and leaves the stored response", asTold, []step{
		{tell: tagged, want: Miss}, {after: 61 * s, tell: "503", want: Miss, status: 503}, {method: "HEAD", tell: "503", want: Miss, status: 503}, {ask: "Cache-Control: max-stale", want: Stale, body: 1}}},
	{"section 4.3.4: a 304 with no-store ends the storing", asTold, []step{
		{tell: tagged, want: Miss}, {after: 61 * s, tell: "200\nCache-Control: no-store\nETag: \"1\"", want: Revalidated, body: 1, why: "not stored any more"},
		{tell: fresh, want: Miss, why: "nothing stored"}}},
	{"section 3.2: a 304 does not change how the body is read", asTold, []step{
		{tell: tagged + "Content-Type: text/csv", want: Miss},
		{after: 61 * s, tell: tagged + "Content-Type: text/html\nContent-Encoding: br", want: Revalidated, body: 1, header: "Content-Type: text/csv\nContent-Encoding: \nContent-Length: 6"}}},
	{"section 4.3.5: HEAD is answered by what GET has stored", asTold, []step{
		{tell: fresh, want: Miss}, {method: "HEAD", want: Hit, header: "Content-Length: 6"}}},
	{"section 4.3.5: what HEAD has stored does not answer GET", asTold, []step{
		{method: "HEAD", tell: fresh, want: Miss, why: "stored"}, {method: "HEAD", want: Hit}, {tell: fresh, want: Miss}}},
	{"section 4.3.5: HEAD refreshes what GET has stored", asTold, []step{
		{tell: tagged, want: Miss}, {after: 50 * s, method: "HEAD", ask: "Cache-Control: no-cache", tell: tagged + "X-New: 1", want: Revalidated},
		{after: 50 * s, want: Hit, body: 1, header: "X-New: 1"}}},
	{"section 4.3.5: HEAD that tells of another body removes what GET has stored", asTold, []step{
		{tell: tagged, want: Miss}, {method: "HEAD", ask: "Cache-Control: no-cache", tell: "200\nETag: \"2\"", want: Miss}, {tell: tagged, want: Miss}}},

	// RFC 9111, section 4.4
	{"section 4.4: an unsafe method removes what is stored of the URL", asTold, []step{
		{tell: fresh, want: Miss}, {method: "PUT", tell: "204", want: Bypass, status: 204, why: "removed from the cache what it may have changed: 1"}, {tell: fresh, want: Miss}}},
	{"section 4.4: a method that nobody knows may change things", asTold, []step{
		{tell: fresh, want: Miss}, {method: "PURGE", tell: "200", want: Bypass}, {tell: fresh, want: Miss}}},
	{"section 4.4: so may what ends in a redirect", asTold, []step{
		{tell: fresh, want: Miss}, {method: "POST", tell: "303\nLocation: /b", want: Bypass, status: 303}, {tell: fresh, want: Miss}}},
	{"section 4.4: a safe method removes nothing", asTold, []step{
		{tell: fresh, want: Miss}, {method: "OPTIONS", tell: "200", want: Bypass}, {want: Hit, body: 1}}},
	{"section 4.4: an error removes nothing", asTold, []step{
		{tell: fresh, want: Miss}, {method: "DELETE", tell: "403", want: Bypass, status: 403}, {want: Hit, body: 1}}},
	{"section 4.4: Location and Content-Location of the same origin are removed", asTold, []step{
		{path: "/a", tell: fresh, want: Miss}, {path: "/b", tell: fresh, want: Miss}, {path: "/c", tell: fresh, want: Miss},
		{path: "/x/y", method: "POST", tell: "201\nLocation: /a\nContent-Location: ../b", want: Bypass, status: 201, why: "changed: 2"},
		{path: "/a", tell: fresh, want: Miss}, {path: "/b", tell: fresh, want: Miss}, {path: "/c", want: Hit, body: 3}}},
	{"section 4.4: those of another origin are not", asTold, []step{
		{path: "http://other.example/a", tell: fresh, want: Miss},
		{method: "POST", tell: "201\nLocation: http://other.example/a", want: Bypass, status: 201}, {path: "http://other.example/a", want: Hit, body: 1}}},

	// RFC 9111, section 5
	{"section 5.2.1.1: max-age of the request bounds the age", asTold, []step{
		{tell: fresh, want: Miss}, {after: 10 * s, ask: "Cache-Control: max-age=10", want: Hit, body: 1},
		{after: s, ask: "cache-control: Max-Age=10", tell: fresh, want: Miss, why: "asked the server: max-age=10"},
		{ask: "Cache-Control: max-age=0", tell: fresh, want: Miss, why: "asked the server: max-age=0"}}},
	{"section 5.2.1.2: max-stale takes a stale response", asTold, []step{
		{tell: fresh, want: Miss}, {after: 65 * s, ask: "Cache-Control: max-stale=5", want: Stale, body: 1, why: "stored, stale for 5 s, as max-stale allows"},
		{after: s, ask: "Cache-Control: max-stale", want: Stale, body: 1}, {ask: "Cache-Control: max-stale=5", tell: fresh, want: Miss}}},
	{"section 5.2.1.3: min-fresh wants more time", asTold, []step{
		{tell: fresh, want: Miss}, {ask: "Cache-Control: min-fresh=60", want: Hit, body: 1}, {after: s, ask: "Cache-Control: min-fresh=60", tell: fresh, want: Miss, why: "min-fresh=60"}}},
	{"section 5.2.1.4: no-cache of the request validates", asTold, []step{
		{tell: tagged, want: Miss}, {ask: "Cache-Control: no-cache", tell: tagged, want: Revalidated, body: 1, why: "the request says no-cache"}}},
	{"section 5.2.1.5: no-store of the request goes past the cache", asTold, []step{
		{ask: "Cache-Control: no-store", tell: fresh, want: Bypass, why: "the request says no-store"}, {tell: fresh, want: Miss}}},
	{"section 5.2.1.7: only-if-cached never asks the server", asTold, []step{
		{ask: "Cache-Control: only-if-cached", want: Miss, status: 504, why: "only-if-cached"}, {tell: fresh, want: Miss},
		{ask: "Cache-Control: only-if-cached", want: Hit, body: 2}, {after: 60 * s, ask: "Cache-Control: only-if-cached", want: Miss, status: 504, why: "stale"}}},
	{"section 5.2.1: a request's Cache-Control that cannot be read goes past the cache", asTold, []step{
		{tell: fresh, want: Miss}, {ask: "Cache-Control: max-age", tell: fresh, want: Bypass, why: "the request's Cache-Control cannot be read"}}},
	{"section 5.2.2.5: no-store is not stored", asTold, []step{
		{tell: fresh + "Cache-Control: No-Store", want: Miss, why: "not stored: Cache-Control: no-store"}, {tell: fresh, want: Miss}}},
	{"section 5.2.2.5: no-store behind names without quotes is seen", asTold, []step{
		{tell: "200\nCache-Control: max-age=9, no-cache=X-A,no-store", want: Miss, why: "no-store"}, {tell: fresh, want: Miss}}},
	{"section 5.2.2.7: private is for this cache", asTold, []step{
		{tell: "200\nCache-Control: private, max-age=60", want: Miss}, {want: Hit, body: 1}}},
	{"section 5.2.2.4: no-cache without a validator is not stored", asTold, []step{
		{tell: "200\nCache-Control: no-cache", want: Miss, why: "not stored: Cache-Control: no-cache, without"}, {tell: fresh, want: Miss}}},
	{"section 5.3: Expires counts from Date", asTold, []step{
		{tell: "200\nExpires: Sat, 01 Jan 2000 00:01:00 GMT", want: Miss, why: "fresh for 60 s"}, {after: 59 * s, want: Hit, body: 1}, {after: s, tell: fresh, want: Miss}}},
	{"section 5.3: Expires that is no date has passed", asTold, []step{
		{tell: "200\nExpires: 0\n" + modified, want: Miss, why: "to be validated"}, {tell: "200\nExpires: 0\n" + modified, want: Revalidated, body: 1}}},
	{"section 5.4: Pragma counts without Cache-Control", asTold, []step{
		{tell: fresh, want: Miss}, {ask: "Pragma: no-cache\nCache-Control: max-age=9", want: Hit, body: 1}, {ask: "Pragma: no-cache", tell: fresh, want: Miss, why: "the request says no-cache"}}},
	{"RFC 9110, section 13.1: a person's own conditions go past the cache", asTold, []step{
		{tell: tagged, want: Miss}, {ask: "if-none-match: \"1\"", tell: tagged, want: Bypass, status: 304, why: "the request has If-None-Match"}}},

	// requests-cache's expire_after
	{"a time of one's own overrides what the server says", minute, []step{
		{tell: "200\nCache-Control: no-store, no-cache, max-age=0, must-revalidate\nAge: 500", want: Miss, why: "stored, fresh for 60 s"},
		{after: 59 * s, want: Hit, body: 1, header: "Age: 559"}, {after: 6 * s, ask: "Cache-Control: max-stale=5", want: Stale, body: 1}, {tell: "200", want: Miss}}},
	{"a time of one's own counts from when the response came", minute, []step{
		{tell: "200\nAge: 500", want: Miss}, {after: 8 * s, ask: "Cache-Control: max-age=8", want: Hit, body: 1}}},
	{"a time of one's own begins anew with a 304", minute, []step{
		{tell: "200\nETag: \"1\"", want: Miss}, {after: 60 * s, tell: "200\nETag: \"1\"", want: Revalidated, body: 1}, {after: 59 * s, want: Hit, body: 1}}},
	{"a time of one's own keeps status 200 only", minute, []step{
		{tell: "404\nCache-Control: max-age=60", want: Miss, status: 404, why: "only 200 is kept"}, {tell: "200", want: Miss}, {want: Hit, body: 2}}},
	{"a time of one's own obeys the request", minute, []step{
		{tell: "200", want: Miss}, {ask: "Cache-Control: no-cache", tell: "200", want: Miss}, {after: 9 * s, ask: "Cache-Control: max-age=8", tell: "200", want: Miss}, {want: Hit, body: 3}}},
}

func TestRules(t *testing.T) {
	for _, test := range rules {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { follow(t, test.policy, test.steps) })
		})
	}
}

// follow sends the requests of the steps to a real server, one after the other.
func follow(t *testing.T, policy Policy, steps []step) {
	var now step
	var number, asked int
	next := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		status, lines, _ := strings.Cut(now.tell, "\n")
		for name, value := range fields(lines) {
			w.Header().Add(name, value)
		}
		h := w.Header()
		tag, at := r.Header.Get("If-None-Match"), r.Header.Get("If-Modified-Since")
		if tag != "" && tag == h.Get("ETag") || tag == "" && at != "" && at == h.Get("Last-Modified") {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		code, err := strconv.Atoi(status)
		if err != nil {
			t.Errorf("step %d asked the server", number)
			return
		}
		w.WriteHeader(code)
		if code != http.StatusNoContent {
			fmt.Fprintf(w, "body %d", number)
		}
	}))
	transport := &Transport{Store: &Store{}, Next: next}
	for i, st := range steps {
		number, asked, now = i+1, 0, st
		time.Sleep(st.after)
		resp, body := take(t, transport, ask(t, policy, cmp.Or(st.method, "GET"), cmp.Or(st.path, "/"), st.ask))
		o := outcome(t, resp)
		where := fmt.Sprintf("step %d: %+v", number, o)
		require.Equal(t, st.want, o.State, where)
		require.Equal(t, cmp.Or(st.status, 200), resp.StatusCode, where)
		require.Equal(t, st.tell != "", asked > 0, where)
		require.Contains(t, o.Why, st.why, where)
		if st.method != "HEAD" && resp.StatusCode != 204 && resp.StatusCode != 304 && resp.StatusCode != 504 {
			require.Equal(t, "body "+strconv.Itoa(cmp.Or(st.body, number)), body, where)
		}
		for line := range strings.Lines(st.header) {
			name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
			require.Equal(t, value, strings.Join(resp.Header.Values(name), "|"), where+" "+name)
		}
		if o.State == Hit || o.State == Stale {
			require.Equal(t, strconv.Itoa(int(o.Age/time.Second)), resp.Header.Get("Age"), where)
		}
	}
}
