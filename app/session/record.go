package session

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/session/network"
)

// record tells of every request that goes out, and of its response's head: the raw traffic. It stands right before the transport.
type record struct{ next http.RoundTripper }

func (r record) RoundTrip(req *http.Request) (*http.Response, error) {
	c := callOf(req.Context())
	c.hops++
	if c.watch.Hop == nil {
		c.why = ""
		return r.next.RoundTrip(req)
	}
	hop := exchange.Hop{Number: c.hops, Why: c.why, Sent: c.sent(req), Start: Since(c.start), Note: c.note, Withheld: c.withheld, Carried: c.carried, BodyTo: c.bodyTo}
	if !c.paused.IsZero() {
		hop.Waited = Since(c.paused)
	}
	c.why, c.note, c.paused, c.withheld, c.carried, c.bodyTo = "", "", time.Time{}, nil, nil, ""
	ctx, trace := network.WithTrace(req.Context(), c.heard)
	resp, err := r.next.RoundTrip(req.WithContext(ctx))
	hop.End = Since(c.start)
	if trace.Used() {
		hop.Connection, hop.Phases, hop.Informational, hop.Raw = trace.Connection(), trace.Phases(c.start), trace.Informational(), trace.Traffic(false)
		if hop.Raw != nil && c.watch.Raw != nil {
			c.watch.Raw(hop.Number, func() *exchange.Traffic { return trace.Traffic(true) })
		}
		hop.Sent.Headers = written(hop.Sent.Headers, trace.Sent())
	}
	if err != nil {
		failure := Fail(err, c.prepared)
		failure.After = hop.End
		hop.Failure = &failure
	} else {
		head := Head(resp)
		hop.Head = &head
	}
	c.watch.Hop(hop)
	return resp, err
}

// sent is a request as it goes out: the prepared headers in their order, then what the chain has added.
func (c *call) sent(req *http.Request) exchange.Sent {
	s := exchange.Sent{Method: req.Method, URL: req.URL.String()}
	if req.URL.Opaque != "" {
		s.URL = req.URL.Scheme + ":" + req.URL.Opaque
	}
	if req.Body != nil && req.Body != http.NoBody {
		whole := c.prepared.Sent()
		s.BodySize, s.BodyHead, s.BodyCut = whole.BodySize, whole.BodyHead, whole.BodyCut
	}
	left := req.Header.Clone()
	take := func(name, value string) bool {
		for key, values := range left {
			if !strings.EqualFold(key, name) {
				continue
			}
			if i := slices.Index(values, value); i >= 0 {
				left[key] = slices.Delete(values, i, i+1)
				return true
			}
		}
		return false
	}
	for _, h := range c.prepared.Headers {
		switch {
		case h.Dropped:
		case h.Origin == exchange.FromBrowser:
			if strings.EqualFold(h.Name, "Host") {
				h.Value = req.URL.Host
			}
			s.Headers = append(s.Headers, h)
		case strings.EqualFold(h.Name, "Host") && h.Value == req.Host: // net/http has a place of its own for it
			s.Headers = append(s.Headers, h)
		case take(h.Name, latin1(h.Value)):
			s.Headers = append(s.Headers, h)
		}
	}
	if !c.prepared.browser {
		s.Headers = append(c.framing(req, s.Headers), s.Headers...)
	}
	for _, f := range headerList(left) {
		s.Headers = append(s.Headers, exchange.Header{Name: f.Name, Value: f.Value, Origin: exchange.FromSession})
	}
	return s
}

// framing are the headers that net/http writes for a request by itself, unless they are among those that were typed. HTTP/2 has Host in
// a field of its own (RFC 9113, section 8.3.1).
func (c *call) framing(req *http.Request, typed []exchange.Header) []exchange.Header {
	var list []exchange.Header
	if !slices.ContainsFunc(typed, func(h exchange.Header) bool { return strings.EqualFold(h.Name, "Host") }) {
		list = append(list, exchange.Header{Name: "Host", Value: cmp.Or(req.Host, req.URL.Host), Origin: exchange.FromSession})
	}
	if req.ContentLength > 0 && req.Body != nil {
		list = append(list, exchange.Header{Name: "Content-Length", Value: strconv.FormatInt(req.ContentLength, 10), Origin: exchange.FromSession})
	}
	return list
}

// written puts headers into the order in which they went out, with those that the transport added. Without an order they stay.
func written(headers []exchange.Header, order []exchange.Field) []exchange.Header {
	if len(order) == 0 {
		return headers
	}
	left := slices.Clone(headers)
	list := make([]exchange.Header, 0, len(order))
	for _, f := range order {
		at := slices.IndexFunc(left, func(h exchange.Header) bool {
			return !h.Dropped && strings.EqualFold(h.Name, f.Name) && h.Value == f.Value
		})
		if at < 0 {
			list = append(list, exchange.Header{Name: f.Name, Value: f.Value, Origin: exchange.FromSession})
			continue
		}
		h := left[at]
		h.Name = f.Name
		list = append(list, h)
		left = slices.Delete(left, at, at+1)
	}
	return list
}

// Since is a duration as packages exchange and playground count it.
func Since(start time.Time) float64 { return float64(time.Since(start)) / float64(time.Millisecond) }
