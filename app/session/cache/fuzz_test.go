package cache

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/pquerna/cachecontrol/cacheobject"
	"github.com/stretchr/testify/require"
)

// Whatever a server writes, times stay in range, and neither no-store nor an expired response is used.
func FuzzResponseHeader(f *testing.F) {
	f.Add("max-age=60", "", "", "", "", "", 200)
	f.Add("no-cache=\"a, b\", private=x,no-store", "0", "Sat, 01 Jan 2000 00:00:00 GMT", "1", "Accept, *", "Mon, 01-Jan-0001 00:00:00 GMT", 404)
	f.Add("public; max-age=99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "99999999999, 2", ",,", "Fri, 31 Dec 9999 23:59:59 GMT", 302)
	f.Add("max-age=\"\\", "Thu, 01 Jan 1970 00:00:00 GMT", "x", "-1", "\x00", "", 206)
	f.Add("", "", "", "", "", "", 0)
	came := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, control, expires, date, age, vary, modified string, status int) {
		h := http.Header{}
		for name, value := range map[string]string{"Cache-Control": control, "Expires": expires, "Date": date, "Age": age, "Vary": vary, "Last-Modified": modified} {
			if value != "" {
				h.Set(name, value)
			}
		}
		x := &exchange{Transport: &Transport{}, req: &http.Request{Method: "GET", Header: http.Header{}}, policy: asTold, uri: origin}
		e := newEntry(x, &http.Response{StatusCode: status, Header: h}, came.Add(-time.Second), came)
		require.GreaterOrEqual(t, e.lifetime, time.Duration(0))
		require.GreaterOrEqual(t, e.initial, time.Second)
		require.LessOrEqual(t, max(e.lifetime, e.initial), longest)
		require.NotPanics(t, func() { e.prospect(minute) })
		for _, p := range []Policy{asTold, minute} {
			refused := e.refusal(p)
			if p == asTold && refused == "" {
				require.NotNil(t, e.told)
				require.False(t, e.told.NoStore)
			}
			require.Equal(t, refused == "", e.answers(x.by(p), "GET"))
			if refused != "" {
				continue
			}
			for _, after := range []time.Duration{0, time.Minute, longest} {
				now := came.Add(after)
				ask, err := askDirectives(http.Header{})
				require.NoError(t, err)
				v := e.judge(p, ask, now)
				require.Equal(t, v.state == Hit, e.left(p, now) > 0 && (p == minute || !e.told.NoCachePresent), "%+v", v)
			}
		}
	})
}

func (x *exchange) by(p Policy) *exchange {
	other := *x
	other.policy = p
	return &other
}

// Whatever a request says, a response that may not be used for it is not used.
func FuzzRequestCacheControl(f *testing.F) {
	for _, value := range []string{"", "no-cache", "max-age=5, max-stale=10", "min-fresh=\"3\"", "only-if-cached,max-stale", "max-age=\"", "=,;=\"\\"} {
		f.Add(value, 70)
	}
	came := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, value string, seconds int) {
		x := &exchange{Transport: &Transport{}, req: &http.Request{Method: "GET", Header: http.Header{}}, policy: asTold, uri: origin}
		e := newEntry(x, &http.Response{StatusCode: 200, Header: http.Header{"Cache-Control": {"max-age=60"}}}, came, came)
		ask, err := askDirectives(http.Header{"cache-control": {value}})
		if err != nil {
			return
		}
		age := time.Duration(uint16(seconds)) * time.Second
		v := e.judge(asTold, ask, came.Add(age))
		older := func(d cacheobject.DeltaSeconds) bool { return d >= 0 && age > time.Duration(d)*time.Second }
		if v.state != Miss {
			require.False(t, ask.NoCache)
			require.False(t, older(ask.MaxAge))
		}
		if v.state == Stale {
			require.True(t, ask.MaxStaleSet || !older(ask.MaxStale+60), "%q at %s", value, age)
		}
		require.Equal(t, v.state == Hit, v.state != Miss && age < time.Minute)
		require.NotEmpty(t, v.why)
	})
}

// Locations come from servers: nothing of another origin may be removed.
func FuzzInvalidation(f *testing.F) {
	for _, location := range []string{"/a", "//other.example/kept", "http://site.example:80/a", "\x00", "?", "#", "//site.example@other.example/kept", "http:kept", "%zz"} {
		f.Add(location, false)
		f.Add(location, true)
	}
	f.Fuzz(func(t *testing.T, location string, opaque bool) {
		st := &Store{}
		other, _ := url.Parse("http://other.example/kept")
		st.put(&entry{method: "GET", uri: uriOf(other)}, 0)
		u := &url.URL{Scheme: "http", Host: "site.example", Path: "/x"}
		if opaque {
			u = &url.URL{Scheme: "http", Host: "site.example", Opaque: "//site.example/100%"}
		}
		st.put(&entry{method: "GET", uri: uriOf(u)}, 0)
		req := &http.Request{Method: "POST", URL: u}
		n := st.invalidateAfter(req, &http.Response{StatusCode: 201, Header: http.Header{"Location": {location}}, Request: req})
		require.Equal(t, 1, n)
		require.Len(t, st.Entries(), 1)
	})
}
