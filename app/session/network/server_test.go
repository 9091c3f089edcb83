package network

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/e2e/peer"
)

// secure serves over TLS and, with http2, HTTP/2 and nothing else.
func secure(t *testing.T, c *tls.Config, http2 bool, handle http.HandlerFunc) string {
	t.Helper()
	if http2 && c.NextProtos == nil {
		c = c.Clone()
		c.NextProtos = []string{"h2"}
	}
	return peer.StartTLS(t, c, handle).URL
}

// with is the configuration of a server that shows a certificate and those that lead to its root.
func with(c tls.Certificate, between ...*peer.Authority) *tls.Config {
	for _, b := range between {
		c.Certificate = append(c.Certificate, b.Cert.Raw)
	}
	return &tls.Config{Certificates: []tls.Certificate{c}}
}

// forHosts lets a certificate be for these hosts.
func forHosts(hosts ...string) func(*x509.Certificate) {
	return func(c *x509.Certificate) {
		c.DNSNames, c.IPAddresses = nil, nil
		for _, host := range hosts {
			if ip := net.ParseIP(host); ip != nil {
				c.IPAddresses = append(c.IPAddresses, ip)
			} else {
				c.DNSNames = append(c.DNSNames, host)
			}
		}
	}
}

func hello(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "hello over ", r.Proto) }

// raw answers each connection's first request with these bytes, and closes it.
func raw(t *testing.T, answer string) string {
	return "http://" + peer.Listen(t, func(c net.Conn) {
		buffer := make([]byte, 64<<10)
		if _, err := c.Read(buffer); err == nil {
			_, _ = io.WriteString(c, answer)
		}
	})
}

// result is what came of one request.
type result struct {
	resp  *http.Response
	body  string
	err   error // of the head or the body
	trace *Trace
}

func (r result) failure(t *testing.T) *Error {
	t.Helper()
	var e *Error
	require.ErrorAs(t, r.err, &e)
	return e
}

// fetch sends a GET and reads the answer to its end.
func fetch(t *testing.T, tr *Transport, o request.Network, url string, header ...string) result {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	require.NoError(t, err)
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	return do(t, tr, o, req)
}

func do(t *testing.T, tr *Transport, o request.Network, req *http.Request) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(req.Context(), 20*time.Second)
	defer cancel()
	ctx, trace := WithTrace(WithOptions(ctx, o), nil)
	r := result{trace: trace}
	r.resp, r.err = tr.RoundTrip(req.WithContext(ctx))
	if r.err != nil {
		return r
	}
	var body []byte
	body, r.err = io.ReadAll(r.resp.Body)
	r.resp.Body.Close()
	r.body = string(body)
	return r
}

func newTransport(t *testing.T) *Transport {
	tr := &Transport{}
	t.Cleanup(tr.CloseIdleConnections)
	return tr
}

// opening leaves out that a request waited before its connection was begun, as it does on a busy machine.
func opening(phases []exchange.Phase) []exchange.Phase {
	return slices.DeleteFunc(phases, func(p exchange.Phase) bool { return p.Name == "Waiting for a connection" })
}

func names(phases []exchange.Phase) []string {
	var list []string
	for _, p := range phases {
		list = append(list, p.Name)
	}
	return list
}
