package roots

import (
	"context"
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"sync"

	"roundtrip/httpwasm"
)

// maxFile is how many bytes a file of roots may have. Mozilla's has 170 kB.
const maxFile = 8 << 20

// Store fetches roots when they are first asked for, and keeps them.
type Store struct {
	// Mozilla is the URL of the site's own file.
	Mozilla string

	// Operator is the URL of what the relay's operator adds, or "". A relay that adds nothing has no such file.
	Operator string

	// Transport fetches them.
	Transport http.RoundTripper

	fetching chan struct{} // holds a value while one fetches
	once     sync.Once
	pool     *x509.CertPool
}

// Pool is all of them. After an error the next call tries again. The pool is shared: clone it before adding to it.
func (s *Store) Pool(ctx context.Context) (*x509.CertPool, error) {
	s.once.Do(func() { s.fetching = make(chan struct{}, 1) })
	select {
	case s.fetching <- struct{}{}:
		defer func() { <-s.fetching }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	if s.pool != nil {
		return s.pool, nil
	}
	pool := x509.NewCertPool()
	if err := s.add(ctx, pool, s.Mozilla, false); err != nil {
		return nil, err
	}
	if s.Operator != "" {
		// What is trusted is what the relay says now, and the browser has nothing to tell it but that it asks.
		ctx = httpwasm.WithOptions(ctx, httpwasm.Options{Credentials: httpwasm.CredentialsOmit, Cache: httpwasm.CacheNoStore, ReferrerPolicy: httpwasm.ReferrerNone, Redirect: httpwasm.RedirectError, Untimed: true})
		if err := s.add(ctx, pool, s.Operator, true); err != nil {
			return nil, err
		}
	}
	s.pool = pool
	return pool, nil
}

// add fetches a file into the pool.
func (s *Store) add(ctx context.Context, pool *x509.CertPool, url string, optional bool) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := s.Transport.RoundTrip(req)
	if err != nil {
		return fmt.Errorf("the root certificates could not be fetched: %w", err)
	}
	defer resp.Body.Close()
	switch {
	case optional && resp.StatusCode == http.StatusNotFound:
		return nil
	case resp.StatusCode != http.StatusOK:
		return fmt.Errorf("the root certificates could not be fetched: %s answered %d", url, resp.StatusCode)
	}
	file, err := io.ReadAll(io.LimitReader(resp.Body, maxFile))
	if err != nil {
		return fmt.Errorf("the root certificates could not be fetched: %w", err)
	}
	if _, err := Add(pool, file); err != nil {
		return fmt.Errorf("%s: %w", url, err)
	}
	return nil
}
