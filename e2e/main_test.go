//go:build !js

package e2e

import (
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/hostile"
	"roundtrip/e2e/product"
)

// What all tests share.
var (
	chromium *browser.Browser
	site     *product.Server
	server   *hostile.Server // whom the requests go to
)

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		os.Exit(1)
	}
	os.Exit(code)
}

func run(m *testing.M) (code int, err error) {
	_ = os.RemoveAll("out")
	if site, err = product.Start(); err != nil {
		return 1, err
	}
	defer func() { _ = site.Stop() }()
	if server, err = hostile.Start(); err != nil {
		return 1, err
	}
	defer func() { _ = server.Close() }()
	if chromium, err = browser.Start(browser.Trusting(server.CertificateHash())); err != nil {
		return 1, err
	}
	defer func() { _ = chromium.Close() }()
	return m.Run(), nil
}

// proxied gives an origin of its own at which the product is served, and may be held up.
func proxied(t *testing.T) *product.Proxy {
	t.Helper()
	proxy, err := product.NewProxy(site.URL)
	require.NoError(t, err)
	t.Cleanup(proxy.Close)
	return proxy
}
