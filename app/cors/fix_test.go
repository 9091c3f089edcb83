package cors

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

// wanted are requests that servers have to allow.
var wanted = []Request{
	{Method: "GET"},
	{Method: "GET", Credentials: true},
	{Method: "POST", Headers: fields("Content-Type: application/json")},
	{Method: "POST", Credentials: true, Headers: fields("X-Api-Key: k", "Authorization: Bearer x")},
	{Method: "PUT", Headers: fields("X-Api-Key: k")},
	{Method: "DELETE"},
	{Method: "patch", Credentials: true},
	{Method: "M-SEARCH", Headers: fields("X-!#$%&'*+.^_`|~: 1")},
}

// TestAServerInGoAllowsWhatItsFixIsFor compiles the code, runs it, and calls it as a browser does.
func TestAServerInGoAllowsWhatItsFixIsFor(t *testing.T) {
	const page = "http://app.example:8080"
	var program strings.Builder
	program.WriteString("package main\n\nimport (\n\t\"fmt\"\n\t\"net\"\n\t\"net/http\"\n)\n\n" +
		"func main() {\n\tmux := http.NewServeMux()\n\tanswer := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {\n" +
		"\t\tw.Header().Set(\"X-Total\", \"1\")\n\t\tw.Header().Set(\"X-Other\", \"1\")\n\t})\n\tmux.Handle(\"/none\", answer)\n")
	for i := range wanted {
		fmt.Fprintf(&program, "\tmux.Handle(\"/%d\", allowPage%d(answer))\n", i, i)
	}
	program.WriteString("\tl, err := net.Listen(\"tcp\", \"127.0.0.1:0\")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tfmt.Println(l.Addr())\n\tpanic(http.Serve(l, mux))\n}\n")
	for i, r := range wanted {
		r.Page = page
		code := Fix(Needs(r, "X-Total"), Go)
		program.WriteString("\n" + strings.ReplaceAll(code, "allowPage", fmt.Sprint("allowPage", i)))
	}
	base := serve(t, program.String())
	for i, r := range wanted {
		r.Page = page
		r.URL = base + fmt.Sprint("/", i)
		v := call(t, r)
		require.Equal(t, Allowed, v.Outcome, "%s: %v", r.Method, v.Lines)
		require.NotContains(t, v.Hidden, "X-Total")
		require.Contains(t, v.Hidden, "X-Other")
		r.URL = base + "/none"
		require.Equal(t, Blocked, call(t, r).Outcome, "without it: %s", r.Method)
		r.URL, r.Page = base+fmt.Sprint("/", i), "http://other.example"
		require.Equal(t, Blocked, call(t, r).Outcome, "from elsewhere: %s", r.Method)
		r.Page, r.Headers = page, append(fields("X-More: 1"), r.Headers...)
		require.Equal(t, Blocked, call(t, r).Outcome, "with one more header: %s", r.Method)
	}
}

// serve compiles and runs a program that says where it listens.
func serve(t *testing.T, program string) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte(program), 0o600))
	build := exec.Command("go", "build", "-o", filepath.Join(dir, "server"), filepath.Join(dir, "main.go"))
	out, err := build.CombinedOutput()
	require.NoError(t, err, "%s\n%s", out, program)
	formatted, err := exec.Command("gofmt", "-l", filepath.Join(dir, "main.go")).CombinedOutput()
	require.NoError(t, err)
	require.Empty(t, string(formatted), "gofmt would change it:\n%s", program)
	server := exec.Command(filepath.Join(dir, "server"))
	said, err := server.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, server.Start())
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait() // it was killed
	})
	address, err := bufio.NewReader(said).ReadString('\n')
	require.NoError(t, err)
	return "http://" + strings.TrimSpace(address)
}

// call makes a call as a browser does, over real connections.
func call(t *testing.T, r Request) Verdict {
	t.Helper()
	c := Begin(r)
	for {
		next, more := c.Next()
		if !more {
			return c.Verdict()
		}
		req, err := http.NewRequest(next.Method, next.URL, nil)
		require.NoError(t, err)
		for _, h := range next.Headers {
			req.Header[h.Name] = append(req.Header[h.Name], h.Value)
		}
		resp, err := http.DefaultTransport.RoundTrip(req)
		require.NoError(t, err)
		resp.Body.Close()
		a := Answer{Status: resp.StatusCode}
		for name, values := range resp.Header {
			for _, value := range values {
				a.Headers = append(a.Headers, exchange.Field{Name: name, Value: value})
			}
		}
		c.Take(a)
	}
}

func TestAFixNamesThePersonsOwnOriginMethodAndHeaders(t *testing.T) {
	r := Request{Page: page, Method: "PUT", URL: api, Credentials: true, Headers: fields("X-Api-Key: k", "Content-Type: application/json", "Accept: text/html")}
	for _, server := range Servers {
		code := Fix(Needs(r, "X-Total", "Set-Cookie"), server)
		for _, part := range []string{page, "PUT", "x-api-key", "content-type", "X-Total"} {
			require.Contains(t, code, part, server)
		}
		for _, part := range []string{"accept", "text/html", "Set-Cookie", "*/"} {
			require.NotContains(t, strings.ToLower(code), strings.ToLower(part), server)
		}
		require.Regexp(t, "(?i)credentials", code, server)
		require.NotRegexp(t, "(?i)credentials", Fix(Needs(Request{Page: page, Method: "GET", URL: api}), server), server)
	}
}
