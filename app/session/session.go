package session

import (
	"context"
	"net/http"
	"strings"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/httpwasm"
)

// Session sends prepared requests.
type Session struct {
	Transport http.RoundTripper

	// Open gives the contents of a file that a request names, for transports that
	// take them: an httpwasm.Blob in a browser, an io.Reader natively.
	Open func(request.File) (any, error)
}

// Do sends a prepared request and returns the response once its head is there. The
// context bounds the whole exchange, the body included: cancel it when the body
// has been read. Uploaded, if not nil, is told how much of the body went out.
func (s *Session) Do(ctx context.Context, p *Prepared, uploaded func(int64)) (*http.Response, error) {
	u, err := target(p.URL)
	if err != nil {
		return nil, err
	}
	req := (&http.Request{
		Method: p.Method, URL: u, Host: u.Host, Header: http.Header{},
	}).WithContext(httpwasm.WithOptions(ctx, fetchOptions(p.Options, uploaded)))
	for _, h := range p.Headers {
		if h.Dropped || h.Origin == exchange.FromBrowser {
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
	if err := s.compose(req, p.Body); err != nil {
		return nil, err
	}
	return s.Transport.RoundTrip(req)
}

// fetchOptions says in the Fetch standard's words what the request's options say.
func fetchOptions(o request.Options, uploaded func(int64)) httpwasm.Options {
	f := httpwasm.Options{
		Credentials:    httpwasm.CredentialsOmit,
		Cache:          httpwasm.CacheNoStore,
		ReferrerPolicy: "no-referrer",
		StreamUpload:   o.Stream,
		Uploaded:       uploaded,
	}
	if o.Credentials != request.Omit {
		f.Credentials = httpwasm.Credentials(o.Credentials)
	}
	if o.Cache != request.NoStore {
		f.Cache = httpwasm.Cache(o.Cache)
	}
	if o.Redirect == request.RedirectError {
		f.Redirect = httpwasm.RedirectManual // see RefusedRedirect
	}
	return f
}

// Deadline is the context that a request's own timeout bounds.
func Deadline(ctx context.Context, o request.Options) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, o.TimeoutOrDefault())
}

// Since is a duration as packages exchange and playground count it.
func Since(start time.Time) float64 { return float64(time.Since(start)) / float64(time.Millisecond) }
