package session

import (
	"io"
	"net/http"
	"strings"

	"roundtrip/app/request"
	"roundtrip/app/session/network"
)

// connected says over which connections a request goes, for a transport that makes its own, and tells of the body that goes out.
type connected struct{ next http.RoundTripper }

func (t connected) RoundTrip(req *http.Request) (*http.Response, error) {
	c := callOf(req.Context())
	if c.prepared.browser {
		return t.next.RoundTrip(req)
	}
	if c.prepared.Options.Network != (request.Network{}) {
		req = chosen(c, req)
	}
	if req.Body == nil || req.Body == http.NoBody {
		return t.next.RoundTrip(req)
	}
	out := *req
	out.Body = &uploading{ReadCloser: req.Body, tell: c.uploaded}
	return t.next.RoundTrip(&out)
}

// chosen is a request with the connection that its options ask for.
func chosen(c *call, req *http.Request) *http.Request {
	o := c.prepared.Options.Network
	if meant, err := target(c.prepared.URL); err != nil || !strings.EqualFold(meant.Hostname(), req.URL.Hostname()) {
		o.ServerName = "" // a redirect leads to another host
	}
	if c.away {
		o.Cert, o.Key, o.Passphrase = "", request.Secret{}, request.Secret{}
	}
	return req.WithContext(network.WithOptions(req.Context(), o))
}

// uploading is a body whose bytes are counted as they go out.
type uploading struct {
	io.ReadCloser
	tell func(sent int64)
	sent int64
}

func (u *uploading) Read(p []byte) (int, error) {
	n, err := u.ReadCloser.Read(p)
	if n > 0 {
		u.sent += int64(n)
		u.tell(u.sent)
	}
	return n, err
}
