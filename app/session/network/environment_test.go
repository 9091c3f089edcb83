package network

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

func TestTheEnvironmentDoesNotCount(t *testing.T) {
	home := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(home, ".netrc"), []byte("machine api.example login ada password secret\n"), 0o600))
	t.Setenv("HOME", home)
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"} {
		t.Setenv(name, "http://proxy.example:3128")
	}
	var authorization []string
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { authorization = r.Header.Values("Authorization") }))
	t.Cleanup(server.Close)
	tr, asked := newTransport(t), ""
	tr.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		asked = address
		return (&net.Dialer{}).DialContext(ctx, network, server.Listener.Addr().String())
	}
	require.NoError(t, fetch(t, tr, request.Network{}, "http://api.example/").err)
	require.Equal(t, "api.example:80", asked, "and no proxy")
	require.Empty(t, authorization)
}
