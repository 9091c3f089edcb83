//go:build !js

package product

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"slices"
	"sync"
)

// Proxy stands before the product at an origin of its own, and holds up or replaces what a test says.
type Proxy struct {
	URL string // with a slash at the end

	server   *httptest.Server
	mu       sync.Mutex
	rules    []rule
	requests []string
}

type rule struct {
	path   *regexp.Regexp
	handle func(w http.ResponseWriter, r *http.Request, next http.Handler)
}

// NewProxy starts a proxy for the product at target.
func NewProxy(target string) (*Proxy, error) { return newProxy(target, (*httptest.Server).Start) }

// NewSecureProxy starts a proxy over TLS. Its certificate is that of every test server of package httptest.
func NewSecureProxy(target string) (*Proxy, error) {
	return newProxy(target, (*httptest.Server).StartTLS)
}

func newProxy(target string, start func(*httptest.Server)) (*Proxy, error) {
	to, err := url.Parse(target)
	if err != nil {
		return nil, err
	}
	proxy := httputil.NewSingleHostReverseProxy(to)
	proxy.ErrorHandler = func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) }
	p := &Proxy{}
	p.server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.requests = append(p.requests, r.URL.RequestURI())
		rules := slices.Clone(p.rules)
		p.mu.Unlock()
		for _, rule := range rules {
			if rule.path.MatchString(r.URL.Path) {
				rule.handle(w, r, proxy)
				return
			}
		}
		proxy.ServeHTTP(w, r)
	}))
	start(p.server)
	p.URL = p.server.URL + "/"
	return p, nil
}

// Close takes the proxy off the network: whoever calls it then is refused. The test server's own Close would wait for what a rule
// holds up; a browser whose connection is cut asks again before the listener is closed.
func (p *Proxy) Close() { _ = p.server.Config.Close() }

// On lets handle answer the requests whose path matches the expression, from now on.
func (p *Proxy) On(path string, handle func(w http.ResponseWriter, r *http.Request, next http.Handler)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rules = append([]rule{{regexp.MustCompile(path), handle}}, p.rules...)
}

// Hold keeps the requests whose path matches waiting until release is called.
func (p *Proxy) Hold(path string) (release func()) {
	gate := make(chan struct{})
	p.On(path, func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		select {
		case <-gate:
			next.ServeHTTP(w, r)
		case <-r.Context().Done():
		}
	})
	return sync.OnceFunc(func() { close(gate) })
}

// Replace answers the requests whose path matches with a body of its own.
func (p *Proxy) Replace(path, mediaType string, body []byte) {
	p.On(path, func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		w.Header().Set("Content-Type", mediaType)
		_, _ = w.Write(body)
	})
}

// Requests are the targets of all requests so far.
func (p *Proxy) Requests() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.requests)
}
