package oauth2

import (
	"bytes"
	"io"
	"net/http"
	"strings"

	"roundtrip/app/exchange"
)

// Watched tells of the bodies that pass, with their secrets marked, so that the exchange for a token can be shown like any request.
type Watched struct {
	Next http.RoundTripper
	Tell func(form, answer exchange.Masked)
}

// mostShown bounds what is told of a body, in bytes.
const mostShown = 16 << 10

// RoundTrip sends a request. What comes back is read first, as far as this package reads it.
func (w Watched) RoundTrip(req *http.Request) (*http.Response, error) {
	var sent []byte
	if req.GetBody != nil {
		if again, err := req.GetBody(); err == nil {
			sent, _ = io.ReadAll(again)
		}
	}
	form, secrets := maskForm(string(sent), sentSecrets)
	resp, err := w.Next.RoundTrip(req)
	if err != nil {
		w.Tell(bounded(form), nil)
		return nil, err
	}
	came, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	w.Tell(bounded(form), bounded(hide(maskAnswer(resp.Header.Get("Content-Type"), came), secrets)))
	rest := io.Reader(resp.Body)
	if err != nil {
		rest = broken{err}
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(came), rest), resp.Body}
	return resp, nil
}

// broken is the rest of a body that broke off.
type broken struct{ error }

func (b broken) Read([]byte) (int, error) { return 0, b.error }

// bounded cuts what is too long to be shown. A secret is cut too, and stays one.
func bounded(m exchange.Masked) exchange.Masked {
	left := mostShown
	for i, s := range m {
		if len(s.Text) > left {
			cut := append(exchange.Masked(nil), m[:i]...)
			return append(cut, exchange.Stretch{Text: strings.ToValidUTF8(s.Text[:left], ""), Secret: s.Secret}, exchange.Stretch{Text: "\n… the rest is not shown"})
		}
		left -= len(s.Text)
	}
	return m
}
