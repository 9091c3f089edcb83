package peer

import (
	"cmp"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
)

// StartTLS serves over TLS until the test ends. It speaks HTTP/2 where the configuration offers "h2".
func StartTLS(t testing.TB, config *tls.Config, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewUnstartedServer(handler)
	s.TLS = config
	s.EnableHTTP2 = slices.Contains(config.NextProtos, "h2")
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // handshakes that fail are what the tests are about
	s.StartTLS()
	t.Cleanup(func() {
		s.CloseClientConnections() // what a page keeps open would hold up the end
		s.Close()
	})
	return s
}

// Describe answers with a line that says how the server was asked: "HTTP/1.1, TLS 1.3, for no name, by nobody".
func Describe(w http.ResponseWriter, r *http.Request) {
	name, client := cmp.Or(r.TLS.ServerName, "no name"), "nobody"
	if list := r.TLS.PeerCertificates; len(list) > 0 {
		client = list[0].Subject.CommonName
	}
	w.Header().Set("Content-Type", "text/plain")
	_, _ = fmt.Fprintf(w, "%s, %s, for %s, by %s", r.Proto, tls.VersionName(r.TLS.Version), name, client)
}
