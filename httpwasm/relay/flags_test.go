//go:build !js

package relay

import (
	"crypto/x509/pkix"
	"encoding/json"
	"flag"
	"log/slog"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// settings is what each flag is set to below, and where that is shown: in the lines that are printed at the start, and in the policy, as
// its JSON. A flag that is not here fails the test, and so does one that is not shown.
var settings = map[string]struct{ value, printed, policy string }{
	"relay-allow":       {"10.1.2.0/24,a.example", "-relay-allow a.example,10.1.2.0/24", `"allow":["a.example","10.1.2.0/24"]`},
	"relay-deny":        {"192.0.2.7", "-relay-deny 192.0.2.7", `"deny":["192.0.2.7"]`},
	"relay-only":        {"*.only.example", "-relay-only *.only.example", `"only":["*.only.example"]`},
	"relay-ports":       {"443,-8086", "ports 443,-8086", `"ports":"443,-8086"`},
	"relay-token-file":  {"", "wants an access token", `"token":true`},
	"relay-origin":      {"https://page.example", "by pages of its own and of https://page.example", `"origins":["https://page.example"]`},
	"relay-host":        {"relay.example", "relay.example; by pages", `"relay.example"]`},
	"relay-trust-proxy": {"10.9.0.0/16,127.0.0.1", "behind 10.9.0.0/16,127.0.0.1", `"trustProxy":["10.9.0.0/16","127.0.0.1"]`},
	"relay-roots":       {"", "adds root certificates: Corp Root", `"roots":[{"name":"Corp Root"`},
	"relay-connections": {"7", "holds 7 connections", `"connections":7`},
	"relay-per-client":  {"3", "3 of one client", `"perClient":3`},
	"relay-rate":        {"0.5", "opens 0.5 a second", `"rate":0.5`},
	"relay-burst":       {"2", "2 at a moment", `"burst":2`},
	"relay-bytes":       {"10MB", "carries 10MB", `"bytes":10485760`},
	"relay-window":      {"64kB", "holds 64kB", `"window":65536`},
	"relay-idle":        {"61s", "idle for 1m1s", `"idle":61`},
	"relay-life":        {"1h", "lasts 1h0m0s", `"life":3600`},
	"relay-dial":        {"2s", "made within 2s", `"dial":2`},
}

func TestEveryFlagIsPrintedAtTheStartAndShownInThePolicy(t *testing.T) {
	files := map[string]string{}
	for name, content := range map[string]string{"relay-token-file": rightToken, "relay-roots": rootPEM(t, pkix.Name{CommonName: "Corp Root"})} {
		files[name] = filepath.Join(t.TempDir(), name)
		require.NoError(t, os.WriteFile(files[name], []byte(content), 0o600))
	}
	printedUnset, policyUnset := shown(t)

	var named []string
	config := Defaults()
	all := flag.NewFlagSet("", flag.ContinueOnError)
	config.Flags(all)
	all.VisitAll(func(f *flag.Flag) {
		require.True(t, strings.HasPrefix(f.Name, "relay-"), f.Name)
		named = append(named, f.Name)
		set, known := settings[f.Name]
		require.True(t, known, "-%s is new: say above where it is shown", f.Name)
		if file := files[f.Name]; file != "" {
			set.value = file
		}
		require.NotEqual(t, f.DefValue, set.value)
		printed, policy := shown(t, "-"+f.Name, set.value)
		require.Contains(t, printed, set.printed, f.Name)
		require.Contains(t, policy, set.policy, f.Name)
		require.NotContains(t, printedUnset, set.printed, "it is there without -%s", f.Name)
		require.NotContains(t, policyUnset, set.policy, "it is there without -%s", f.Name)
		require.NotContains(t, printed+policy, rightToken)
	})
	require.Len(t, settings, len(named), "some of them are flags no more")
}

// shown is what a relay with these flags says of itself: when it starts, and to a page of its own.
func shown(t *testing.T, args ...string) (printed, policy string) {
	t.Helper()
	config, err := parsed(args...)
	require.NoError(t, err)
	config.Log = slog.New(slog.DiscardHandler)
	config.Listening(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080})
	handler, err := New(config)
	require.NoError(t, err)
	defer handler.Close()
	r := httptest.NewRequest("GET", "/policy", nil)
	r.Host = "127.0.0.1:8080"
	r.Header.Set("Origin", "http://127.0.0.1:8080")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	require.True(t, json.Valid(w.Body.Bytes()))
	require.Contains(t, w.Body.String(), `"accepts":true`)
	return config.String(), w.Body.String()
}
