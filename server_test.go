//go:build !js

package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"roundtrip/web"
)

func TestAMissingBundleSaysWhatToDo(t *testing.T) {
	_, err := newHandler(fstest.MapFS{".gitkeep": {}}, options{})
	require.ErrorContains(t, err, "run make first")
}

func TestTheDemoIsMountedOnlyWhenAskedFor(t *testing.T) {
	files := fstest.MapFS{web.Page: {Data: []byte("page")}, web.PageWith(true, false): {Data: []byte("page that knows of the demo")}}
	for demo, want := range map[bool]struct {
		status int
		page   string
	}{true: {200, "page that knows of the demo"}, false: {404, "page"}} {
		handler, err := newHandler(files, options{demo: demo})
		require.NoError(t, err)
		api := httptest.NewRecorder()
		handler.ServeHTTP(api, httptest.NewRequest("GET", "/demo/get", nil))
		require.Equal(t, want.status, api.Code)
		page := httptest.NewRecorder()
		handler.ServeHTTP(page, httptest.NewRequest("GET", "/", nil))
		require.Equal(t, want.page, page.Body.String())
	}
}

func TestABusyPortIsAnErrorOfRun(t *testing.T) {
	if _, err := fs.Stat(bundle, "web/site/"+web.PageWith(true, false)); err != nil {
		t.Skip("the bundle is not built: run make build")
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer taken.Close()
	err = run(context.Background(), options{addr: taken.Addr().String(), demo: true})
	require.ErrorContains(t, err, "already in use")
}

// programOf builds the program.
func programOf(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "roundtrip")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	require.NoError(t, err, string(out))
	return path
}

// The program itself: its lines, its flags and how it ends.
func TestTheProgram(t *testing.T) {
	program := programOf(t)

	t.Run("-version prints one line", func(t *testing.T) {
		out, err := exec.Command(program, "-version").Output()
		require.NoError(t, err)
		require.Regexp(t, `^roundtrip \S+.* go1\.\S+ \w+/\w+\n$`, string(out))
	})
	t.Run("an argument that it does not know is an error", func(t *testing.T) {
		out, err := exec.Command(program, "serve").CombinedOutput()
		var exit *exec.ExitError
		require.ErrorAs(t, err, &exit)
		require.Equal(t, 2, exit.ExitCode())
		require.Contains(t, string(out), `unexpected argument "serve"`)
	})
	t.Run("every flag of the relay stands in its table, with its default", func(t *testing.T) {
		help, _ := exec.Command(program, "-help").CombinedOutput()
		doc, err := os.ReadFile(filepath.Join("docs", "relay.md"))
		require.NoError(t, err)
		var flags, rows []string
		for _, m := range regexp.MustCompile(`(?m)^  -(relay\S*).*\n(?:.*\(default (\S+)\)$)?`).FindAllStringSubmatch(string(help), -1) {
			// 5m0s is written 5m, and 4h0m0s is 4h.
			flags = append(flags, m[1]+" "+strings.NewReplacer("m0s", "m", "h0m0s", "h").Replace(m[2]))
		}
		for _, m := range regexp.MustCompile("(?m)^\\| `-(relay\\S*)` \\| (?:`(.*?)`)? ?\\| .+ \\|$").FindAllStringSubmatch(string(doc), -1) {
			rows = append(rows, m[1]+" "+m[2])
		}
		require.Greater(t, len(flags), 15)
		require.ElementsMatch(t, flags, rows)
	})
	t.Run("a key among the roots of the relay is an error", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "roots.pem")
		require.NoError(t, os.WriteFile(file, []byte("-----BEGIN PRIVATE KEY-----\nMDAw\n-----END PRIVATE KEY-----\n"), 0o600))
		out, err := exec.Command(program, "-relay", "-relay-roots", file).CombinedOutput()
		var exit *exec.ExitError
		require.ErrorAs(t, err, &exit)
		require.Equal(t, 2, exit.ExitCode())
		require.Contains(t, string(out), file+": block 1 is a PRIVATE KEY: the file is to hold certificates only")
		require.NotContains(t, string(out), "MDAw")
	})
	t.Run("it serves, prints where, and ends on SIGTERM", func(t *testing.T) {
		if _, err := fs.Stat(bundle, "web/site/"+web.PageWith(true, false)); err != nil {
			out, err := exec.Command(program, "-addr", "127.0.0.1:0", "-demo").CombinedOutput()
			require.Error(t, err)
			require.Contains(t, string(out), web.ErrNotBuilt.Error())
			return
		}
		server := exec.Command(program, "-addr", "127.0.0.1:0", "-demo")
		server.Stderr = os.Stderr
		stdout, err := server.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, server.Start())
		defer server.Process.Kill()
		lines := bufio.NewReader(stdout)
		first, err := lines.ReadString('\n')
		require.NoError(t, err)
		address := strings.TrimSpace(strings.TrimPrefix(first, "Roundtrip is at"))

		response, err := http.Get(address)
		require.NoError(t, err)
		page, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		response.Body.Close()
		require.Contains(t, string(page), `id="shell"`)
		second, err := lines.ReadString('\n')
		require.NoError(t, err)
		require.Equal(t, "The demo API is at "+address+"demo/\n", second)

		require.NoError(t, server.Process.Signal(syscall.SIGTERM))
		require.NoError(t, server.Wait())
	})
}

func TestTheGlueMatchesTheCompiler(t *testing.T) {
	ours, err := os.ReadFile("wasm_exec.js")
	if os.IsNotExist(err) {
		t.Skip("nothing is built yet: run make build")
	}
	require.NoError(t, err)
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	theirs, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec.js"))
	require.NoError(t, err)
	require.True(t, bytes.Equal(theirs, ours), "wasm_exec.js is of another Go: run make build")
}
