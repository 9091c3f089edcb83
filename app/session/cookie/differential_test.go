//go:build !js

package cookie

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// sentBy runs a real program against a server, and gives the cookies that it sent, sorted: programs order them in their
// own ways.
func sentBy(t *testing.T, set []string, path, program string, args ...string) []string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not here: %v", program, err)
	}
	got := make(chan string, 8)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got <- r.Header.Get("Cookie")
		w.Header()["Set-Cookie"] = set
	}))
	defer server.Close()
	out, err := exec.CommandContext(t.Context(), program, append(args, server.URL+path)...).CombinedOutput()
	require.NoError(t, err, string(out))
	return pairs(<-got)
}

func pairs(header string) []string {
	list := strings.Split(header, "; ")
	slices.Sort(list)
	return list
}

// loopback are cookies for 127.0.0.1, which is where the programs send to. Each says its path: the one that curl presets
// has a slash at its end.
var loopback = []string{
	"session=1; Path=/a", "lasting=2; Path=/; Max-Age=3600", "deep=3; Path=/a/b; Max-Age=3600", "elsewhere=4; Path=/c; Max-Age=3600",
	"quiet=5; Path=/; HttpOnly; Max-Age=3600", "empty=; Path=/; Max-Age=3600", `quoted="x y"; Path=/; Max-Age=3600`,
}

func TestCurlSendsWhatWasExported(t *testing.T) {
	var jar Jar
	u := parse(t, "http://127.0.0.1/a/b")
	now := time.Now()
	require.Empty(t, jar.Receive(u, setCookies(append(loopback, "safe=6; Path=/; Secure")...), now))
	text, err := jar.Export(Netscape)
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "cookies.txt")
	require.NoError(t, os.WriteFile(file, text, 0o600))
	header, _, _ := jar.Send(u, now)
	require.Equal(t, pairs(header), sentBy(t, nil, "/a/b", "curl", "-sS", "-b", file))
}

func TestPythonSendsWhatWasExported(t *testing.T) {
	const program = `
import http.cookiejar, sys, urllib.request
jar = http.cookiejar.MozillaCookieJar(sys.argv[1])
jar.load(ignore_discard=True, ignore_expires=True)
urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar)).open(sys.argv[2])
`
	var jar Jar
	u := parse(t, "http://127.0.0.1/a/b")
	now := time.Now()
	require.Empty(t, jar.Receive(u, setCookies(loopback[1:]...), now)) // it takes session cookies for expired
	text, err := jar.Export(Netscape)
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "cookies.txt")
	require.NoError(t, os.WriteFile(file, text, 0o600))
	header, _, _ := jar.Send(u, now)
	require.Equal(t, pairs(header), sentBy(t, nil, "/a/b", "python3", "-c", program, file))
}

func TestWhatCurlKeptIsImported(t *testing.T) {
	file := filepath.Join(t.TempDir(), "cookies.txt")
	set := append(slices.Clone(loopback), "bad=1; Domain=example.org", "safe=6; Path=/; Secure")
	sentBy(t, set, "/a/b", "curl", "-sS", "-c", file)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	now := time.Now()
	var received, imported Jar
	require.Len(t, received.Receive(parse(t, "http://127.0.0.1/a/b"), setCookies(set...), now), 1)
	_, refused, err := imported.Import(text, now)
	require.NoError(t, err)
	require.Empty(t, refused)
	byName := func(jar *Jar) []Cookie {
		list := jar.All()
		slices.SortFunc(list, func(a, b Cookie) int { return strings.Compare(a.Name, b.Name) })
		return list
	}
	want, got := byName(&received), byName(&imported)
	require.Len(t, got, len(want))
	for i := range got {
		require.WithinDuration(t, want[i].Expires, got[i].Expires, 10*time.Second)
		want[i].Expires, want[i].Created, want[i].Accessed = got[i].Expires, got[i].Created, got[i].Accessed
		require.Equal(t, want[i], got[i])
	}
}
