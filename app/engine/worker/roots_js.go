package main

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"

	"roundtrip/httpwasm"
)

// roots are the authorities that are trusted where TLS ends here: a file beside this program, fetched when it is first needed.
type roots struct {
	url string

	mu   sync.Mutex
	pool *x509.CertPool
}

func (r *roots) load(ctx context.Context) (*x509.CertPool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.pool != nil {
		return r.pool, nil
	}
	if r.url == "" {
		return nil, errors.New("this site has no list of them")
	}
	req, err := http.NewRequestWithContext(httpwasm.WithOptions(ctx, httpwasm.Options{Untimed: true}), http.MethodGet, r.url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := new(httpwasm.Transport).RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s", resp.Status)
	}
	der, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	list, err := x509.ParseCertificates(der)
	if err != nil {
		return nil, err
	}
	r.pool = x509.NewCertPool()
	for _, c := range list {
		r.pool.AddCert(c)
	}
	return r.pool, nil
}
