package session

import (
	"net/http"
	"strings"

	"roundtrip/app/exchange"
)

// outgoing is the prepared request as the chain begins with it, still without a body.
func (p *Prepared) outgoing() *http.Request {
	u := *p.to
	req := &http.Request{Method: p.Method, URL: &u, Host: u.Host, Header: make(http.Header, len(p.Headers))}
	for _, h := range p.Headers {
		if h.Dropped || h.Origin == exchange.FromBrowser {
			continue
		}
		if strings.EqualFold(h.Name, "Host") {
			req.Host = h.Value // net/http's own place for it
			continue
		}
		name := spelling(req.Header, h.Name)
		req.Header[name] = append(req.Header[name], latin1(h.Value))
	}
	return req
}

// known are the headers that net/http looks up itself; it finds them in their usual spelling only.
var known = []string{"Accept-Encoding", "Connection", "Expect", "Range", "Upgrade", "User-Agent"}

// spelling is the name under which a header is added: as it was typed, unless another spelling is there already or net/http has
// to find it.
func spelling(header http.Header, name string) string {
	if _, there := header[name]; there {
		return name
	}
	for _, usual := range known {
		if strings.EqualFold(usual, name) {
			return usual
		}
	}
	for other := range header {
		if strings.EqualFold(other, name) {
			return other
		}
	}
	return name
}

// latin1 gives the bytes that stand for the characters of a header's value: one for each up to U+00FF, as in fetch (Fetch standard,
// byte sequence of a value) and in requests. Others were refused before.
func latin1(value string) string {
	ascii := true
	for i := range len(value) {
		ascii = ascii && value[i] < 0x80
	}
	if ascii {
		return value
	}
	b := make([]byte, 0, len(value))
	for _, r := range value {
		if r > 0xff {
			return value
		}
		b = append(b, byte(r))
	}
	return string(b)
}
