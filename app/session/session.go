package session

import (
	"context"
	"io"
	"net/http"
	"sync"
	"time"

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

	// Cookies puts a jar (package cookie) into the way, for transports that see cookies. Nil where a browser keeps its own.
	Cookies func(next http.RoundTripper) http.RoundTripper

	// Store keeps responses, for requests whose options say so.
	Store cache.Store

	digest auth.Digest // the nonces of servers
	limits limits
	made   sync.Once
	way    http.RoundTripper
}

// Do sends a prepared request through the session's chain and returns the response that is the last, once its head is there. The
// context bounds the whole exchange, the body included: cancel it when the body has been read.
func (s *Session) Do(ctx context.Context, p *Prepared, watch Watch) (*http.Response, error) {
	c := &call{prepared: p, watch: watch, start: time.Now()}
	ctx = context.WithValue(ctx, callKey{}, c)
	if p.Options.Keep > 0 || p.Options.KeepServed {
		ctx = cache.WithPolicy(ctx, cache.Policy{On: true, ExpireAfter: p.Options.Keep})
	}
	req := p.outgoing().WithContext(httpwasm.WithOptions(ctx, fetchOptions(p.Options, c)))
	if p.Body.Present() {
		req.ContentLength = p.Body.Size()
		req.GetBody = func() (io.ReadCloser, error) { return s.body(p) }
		var err error
		if req.Body, err = req.GetBody(); err != nil {
			return nil, err
		}
	}
	return s.chain().RoundTrip(req)
}

// body gives the body of a prepared request, once more each time.
func (s *Session) body(p *Prepared) (io.ReadCloser, error) {
	if p.Body.Size() == 0 && !p.browser {
		return http.NoBody, nil // net/http takes any other for one of unknown length
	}
	return s.compose(p.Body)
}

// chain is the way of a request, made once.
func (s *Session) chain() http.RoundTripper {
	s.made.Do(func() { s.way = s.link() })
	return s.way
}

// link puts the chain together, the last to touch a request first.
func (s *Session) link() http.RoundTripper {
	var next http.RoundTripper = record{connected{originForm{s.Transport}}}
	next = timeouts{next}
	next = sign{next}
	next = limited{&s.limits, next}
	next = answer{&s.digest, next}
	next = retry{next}
	if s.Cookies != nil {
		next = s.Cookies(next)
	}
	next = redirect{next}
	return caching{&cache.Transport{Store: &s.Store, Next: next, MayValidate: s.mayValidate}}
}

// caching takes the way through the cache where an answer may come from it, be kept in it, or make what is kept there invalid.
type caching struct{ cache *cache.Transport }

func (t caching) RoundTrip(req *http.Request) (*http.Response, error) {
	if o := &callOf(req.Context()).prepared.Options; o.Keep > 0 || o.KeepServed || !request.Safe(req.Method) {
		return t.cache.RoundTrip(req)
	}
	return t.cache.Next.RoundTrip(req)
}

// mayValidate keeps a browser from asking other origins whether a response still holds: the headers for that need their consent.
func (s *Session) mayValidate(req *http.Request) bool {
	p := callOf(req.Context()).prepared
	return !p.browser || req.URL.Scheme+"://"+req.URL.Host == p.origin
}

// fetchOptions says in the Fetch standard's words what the request's options say.
func fetchOptions(o request.Options, c *call) httpwasm.Options {
	f := httpwasm.Options{
		Credentials:    httpwasm.CredentialsOmit,
		Cache:          httpwasm.CacheNoStore,
		ReferrerPolicy: "no-referrer",
		StreamUpload:   o.Stream,
		Uploaded:       c.uploaded,
		Untimed:        c.watch.Untimed,
		Count:          c.counts(),
		Keep:           c.watch.Keep,
	}
	if f.Count {
		_, f.Idle = o.Timeouts()
	}
	if c.prepared.saysItsPage() {
		f.ReferrerPolicy = httpwasm.ReferrerSameOrigin
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

// Deadline is the context that the total timeout bounds, where there is one.
func Deadline(ctx context.Context, o request.Options) (context.Context, context.CancelFunc) {
	if o.Total == 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, o.Total)
}
