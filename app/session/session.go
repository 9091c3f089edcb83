package session

import (
	"context"
	"io"
	"net/http"
	"strings"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session/auth"
	"roundtrip/app/session/cache"
	"roundtrip/httpwasm"
)

// Session sends prepared requests.
type Session struct {
	Transport http.RoundTripper

	// Open gives the contents of a file that a request names, for transports that
	// take them: an httpwasm.Blob in a browser, an io.Reader natively.
	Open func(request.File) (any, error)

	// Cookies puts a jar (package cookie) into the way, for transports that see cookies. Nil where a browser keeps its own:
	// there the jar and its list of public suffixes would only be carried along.
	Cookies func(next http.RoundTripper) http.RoundTripper

	// Store keeps responses, for requests whose options say so.
	Store cache.Store

	digest auth.Digest // the nonces of servers
	limits limits
}

// Do sends a prepared request through the session's chain and returns the response that is the last, once its head is there. The
// context bounds the whole exchange, the body included: cancel it when the body has been read.
func (s *Session) Do(ctx context.Context, p *Prepared, watch Watch) (*http.Response, error) {
	c := &call{prepared: p, watch: watch, start: time.Now()}
	ctx = context.WithValue(ctx, callKey{}, c)
	if p.Options.Keep > 0 {
		ctx = cache.WithPolicy(ctx, cache.Policy{On: true, ExpireAfter: p.Options.Keep})
	}
	u, err := target(p.URL)
	if err != nil {
		return nil, err
	}
	req := (&http.Request{
		Method: p.Method, URL: u, Host: u.Host, Header: http.Header{},
	}).WithContext(httpwasm.WithOptions(ctx, fetchOptions(p.Options, c.uploaded, watch.Untimed)))
	for _, h := range p.Headers {
		if h.Dropped || h.Origin == exchange.FromBrowser {
			continue
		}
		if strings.EqualFold(h.Name, "Host") {
			req.Host = h.Value // net/http's own place for it
			continue
		}
		// Not Header.Add: the name stays as it was typed.
		name := h.Name
		for known := range req.Header {
			if strings.EqualFold(known, name) {
				name = known
			}
		}
		req.Header[name] = append(req.Header[name], h.Value)
	}
	if p.Body.Present() {
		req.ContentLength = p.Body.Size()
		req.GetBody = func() (io.ReadCloser, error) { return s.compose(p.Body) }
		if req.Body, err = req.GetBody(); err != nil {
			return nil, err
		}
	}
	return s.chain().RoundTrip(req)
}

// chain is the way of a request, the last to touch it first.
func (s *Session) chain() http.RoundTripper {
	var next http.RoundTripper = record{s.Transport}
	next = timeouts{next}
	next = limited{&s.limits, next}
	next = retry{next}
	next = sign{&s.digest, next}
	if s.Cookies != nil {
		next = s.Cookies(next)
	}
	next = redirect{next}
	return &cache.Transport{Store: &s.Store, Next: next, MayValidate: s.mayValidate}
}

// mayValidate keeps a browser from asking other origins whether a response still holds: the headers for that need their consent.
func (s *Session) mayValidate(req *http.Request) bool { return !callOf(req.Context()).prepared.browser }

// fetchOptions says in the Fetch standard's words what the request's options say.
func fetchOptions(o request.Options, uploaded func(int64), untimed bool) httpwasm.Options {
	f := httpwasm.Options{
		Credentials:    httpwasm.CredentialsOmit,
		Cache:          httpwasm.CacheNoStore,
		ReferrerPolicy: "no-referrer",
		StreamUpload:   o.Stream,
		Uploaded:       uploaded,
		Untimed:        untimed,
	}
	if o.Credentials != request.Omit {
		f.Credentials = httpwasm.Credentials(o.Credentials)
	}
	if o.Cache != request.NoStore {
		f.Cache = httpwasm.Cache(o.Cache)
	}
	if o.Redirect != request.Follow {
		f.Redirect = httpwasm.RedirectManual // see RefusedRedirect
	}
	return f
}

// Deadline is the context that a request's own timeout bounds.
func Deadline(ctx context.Context, o request.Options) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, o.TimeoutOrDefault())
}
