package network

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"roundtrip/app/request"
)

// Transport sends requests over connections that it makes itself, as [WithOptions] describes them. Its zero value is ready. It may be
// used from any goroutine.
type Transport struct {
	// Dial opens a connection to an address, host and port. It may return a connection that says how it was [Opened]. Nil is a net.Dialer.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)

	// Roots gives the authorities that are trusted, beside those of the options. It is asked for each handshake. Nil means those of
	// the system, of which a browser shows none.
	Roots func(ctx context.Context) (*x509.CertPool, error)

	mu    sync.Mutex
	pools []*pool // the one that was used last is the last
}

// maxPools is how many descriptions of connections keep theirs.
const maxPools = 8

// pool keeps the connections of one description.
type pool struct {
	owner     *Transport
	config    *config
	transport *http.Transport
}

// RoundTrip sends a request. The body of its response is decoded where the coding is known; its headers stay as they came.
// Errors are of type [*Error], or those of the request's context.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	p, err := t.pool(optionsOf(ctx))
	if err != nil {
		if req.Body != nil {
			req.Body.Close()
		}
		return nil, err
	}
	trace, told := ctx.Value(traceKey{}).(*Trace)
	if !told {
		trace = &Trace{}
	}
	trace.begin()
	if told {
		ctx = trace.hook(ctx)
	}
	out := req.WithContext(context.WithValue(ctx, requestKey{}, ctx))
	out.Header = introduced(req.Header)
	if p.absolute(req.URL) {
		out = p.inAbsoluteForm(out)
	}
	resp, err := p.transport.RoundTrip(out)
	if err != nil {
		err = lost(ctx, err, trace)
		var known *Error
		if errors.As(err, &known) {
			trace.over(known.opened)
		}
		return nil, err
	}
	resp.Request = req
	trace.answered(resp)
	wrap(ctx, resp, trace)
	return resp, nil
}

// CloseIdleConnections closes the connections that serve no request.
func (t *Transport) CloseIdleConnections() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, p := range t.pools {
		p.transport.CloseIdleConnections()
	}
}

// pool finds the connections of a description, or makes room for them.
func (t *Transport) pool(o request.Network) (*pool, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if i := slices.IndexFunc(t.pools, func(p *pool) bool { return p.config.Network == o }); i >= 0 {
		p := t.pools[i]
		t.pools = append(slices.Delete(t.pools, i, i+1), p)
		return p, nil
	}
	c, bad := newConfig(o)
	if bad != nil {
		return nil, bad
	}
	p := newPool(t, c)
	t.pools = append(t.pools, p)
	if len(t.pools) > maxPools {
		t.pools[0].transport.CloseIdleConnections() // those that are in use are closed after it
		t.pools = slices.Delete(t.pools, 0, 1)
	}
	return p, nil
}

func newPool(t *Transport, c *config) *pool {
	p := &pool{owner: t, config: c}
	var protocols http.Protocols
	versions := c.versions()
	protocols.SetHTTP1(slices.Contains(versions, "http/1.1"))
	protocols.SetHTTP2(slices.Contains(versions, "h2"))
	protocols.SetUnencryptedHTTP2(c.HTTP == request.HTTP2)
	p.transport = &http.Transport{
		DialContext:            p.dial,
		DialTLSContext:         p.dialTLS,
		Protocols:              &protocols,
		DisableCompression:     true,
		MaxIdleConns:           100,
		MaxIdleConnsPerHost:    32,
		IdleConnTimeout:        90 * time.Second,
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: maxHead,
		WriteBufferSize:        32 << 10,
		ReadBufferSize:         32 << 10,
	}
	return p
}

func (t *Transport) dialer() func(ctx context.Context, network, address string) (net.Conn, error) {
	if t.Dial != nil {
		return t.Dial
	}
	return (&net.Dialer{}).DialContext
}

// roots are the authorities that are trusted.
func (p *pool) roots(ctx context.Context) (*x509.CertPool, error) {
	load := p.owner.Roots
	if load == nil {
		load = func(context.Context) (*x509.CertPool, error) { return x509.SystemCertPool() }
	}
	roots, err := load(ctx)
	if len(p.config.authorities) == 0 {
		return roots, err
	}
	if err != nil {
		roots = x509.NewCertPool() // the person's own will do
	} else {
		roots = roots.Clone()
	}
	for _, c := range p.config.authorities {
		roots.AddCert(c)
	}
	return roots, nil
}

// inAbsoluteForm is a request as a proxy of HTTP takes it. net/http writes what is opaque and begins with two slashes behind the scheme.
func (p *pool) inAbsoluteForm(req *http.Request) *http.Request {
	out := *req
	u := url.URL{Scheme: req.URL.Scheme, Host: req.URL.Host, RawQuery: req.URL.RawQuery, ForceQuery: req.URL.ForceQuery}
	path := req.URL.EscapedPath()
	if opaque := req.URL.Opaque; opaque != "" {
		path = opaque
	}
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	host := req.URL.Host
	if name := req.URL.Hostname(); name != "" {
		host = strings.Replace(host, name, ascii(name), 1)
	}
	u.Opaque = "//" + host + path
	out.URL = &u
	if credentials := p.credentials(); credentials != "" {
		out.Header = out.Header.Clone()
		out.Header["Proxy-Authorization"] = []string{credentials}
	}
	return &out
}
