//go:build !js

package cors

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// kind is how one of the servers is run with the fixes that are meant for it.
type kind struct {
	server Server
	needs  []string // a command that says by its exit whether the server is installed
	file   string   // what it reads

	// write makes that file: a server for each fix at its address, which hands on to an upstream or answers as that does.
	write func(fixes, addresses []string, upstream string) string
	start []string // in the file's folder

	refuses string // a method that it knows no preflight for, whatever is allowed
}

// The system's own Python is the one that the system's packages are for.
var kinds = []kind{
	{server: Nginx, needs: []string{"nginx", "-v"}, file: "nginx.conf", write: nginxFile,
		start: []string{"nginx", "-p", ".", "-c", "nginx.conf", "-g", "daemon off; master_process off;"}},
	{server: Caddy, needs: []string{"caddy", "version"}, file: "Caddyfile", write: caddyFile,
		start: []string{"caddy", "run", "--config", "Caddyfile", "--adapter", "caddyfile"}},
	{server: Express, needs: []string{"node", "-e", "require('express');require('cors')"}, file: "server.js", write: expressFile,
		start: []string{"node", "server.js"}},
	{server: FastAPI, needs: []string{"/usr/bin/python3", "-c", "import fastapi, uvicorn"}, file: "main.py", write: fastAPIFile,
		start: []string{"/usr/bin/python3", "main.py"}},
	{server: Spring, needs: springNeeds, file: "Main.java", write: springFile, start: springStart,
		refuses: "M-SEARCH"}, // methods are a list of Java's own before Spring 6, which Debian does not have
}

// besideServers begins the line of a fix that is no part of a location.
const besideServers = "# in the block http, beside the servers: "

func nginxFile(fixes, addresses []string, upstream string) string {
	var b strings.Builder
	b.WriteString("error_log stderr;\npid nginx.pid;\nevents {}\nhttp {\naccess_log off;\n")
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		fmt.Fprintf(&b, "%s_temp_path %s;\n", kind, kind)
	}
	for i, fix := range fixes {
		if outside, rest, ok := strings.Cut(fix, "\n"); ok && strings.HasPrefix(outside, besideServers) {
			b.WriteString(outside[len(besideServers):] + "\n")
			fix = rest
		}
		inside := strings.Replace(fix, "    # … what is in this location now, such as proxy_pass", "    proxy_pass "+upstream+";", 1)
		fmt.Fprintf(&b, "server {\nlisten %s;\n%s}\n", addresses[i], inside)
	}
	return b.String() + "}\n"
}

func caddyFile(fixes, addresses []string, upstream string) string {
	var b strings.Builder
	b.WriteString("{\n\tadmin off\n}\n")
	for i, fix := range fixes {
		fmt.Fprintf(&b, "http://%s {\n%s\nreverse_proxy %s\n}\n", addresses[i], fix, upstream)
	}
	return b.String()
}

func expressFile(fixes, addresses []string, _ string) string {
	var b strings.Builder
	b.WriteString("const express = require(\"express\");\n")
	for i, fix := range fixes {
		host, port, _ := net.SplitHostPort(addresses[i])
		fmt.Fprintf(&b, "{\nconst app = express();\n%s\napp.all(\"/\", (req, res) => res.set({\"X-Total\": \"1\", \"X-Other\": \"1\"}).end());\napp.listen(%s, %q);\n}\n", fix, port, host)
	}
	return b.String()
}

func fastAPIFile(fixes, addresses []string, _ string) string {
	var b strings.Builder
	b.WriteString("import asyncio\nimport uvicorn\nfrom fastapi import FastAPI, Response\n\nservers = []\n")
	for i, fix := range fixes {
		_, port, _ := net.SplitHostPort(addresses[i])
		fmt.Fprintf(&b, "app = FastAPI()\n%s\n", fix)
		b.WriteString("@app.api_route(\"/\", methods=[\"GET\", \"POST\", \"PUT\", \"PATCH\", \"DELETE\", \"M-SEARCH\"])\n" +
			"def answer():\n    return Response(headers={\"X-Total\": \"1\", \"X-Other\": \"1\"})\n")
		fmt.Fprintf(&b, "servers.append(uvicorn.Server(uvicorn.Config(app, port=%s, log_level=\"warning\")).serve())\n", port)
	}
	return b.String() + "async def main():\n    await asyncio.gather(*servers)\nasyncio.run(main())\n"
}

// TestServersAllowWhatTheirFixesAreFor runs those servers that are installed here, each with its fixes, and calls them as a browser does.
func TestServersAllowWhatTheirFixesAreFor(t *testing.T) {
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Total", "1")
		w.Header().Set("X-Other", "1")
		switch r.URL.Path {
		case "/":
			w.Header().Set("Access-Control-Allow-Origin", "*") // as many do that have not heard of credentials
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer upstream.Close()
	for _, k := range kinds {
		t.Run(string(k.server), func(t *testing.T) {
			const page = "http://app.example:8080"
			var fixes []string
			var calls []Request
			for _, r := range wanted {
				// Most of these servers refuse methods in small letters, whatever is allowed.
				r.Page, r.Method = page, strings.ToUpper(r.Method)
				if r.Method == k.refuses {
					r.Method = "PUT"
				}
				calls = append(calls, r)
				fixes = append(fixes, Fix(Needs(r, "X-Total"), k.server))
			}
			addresses := k.run(t, fixes, upstream.URL)
			for i, r := range calls {
				r.URL = "http://" + addresses[i] + "/"
				v := call(t, r)
				require.Equal(t, Allowed, v.Outcome, "%s: %v\n%s", r.Method, v.Lines, fixes[i])
				require.NotContains(t, v.Hidden, "X-Total", fixes[i])
				require.Contains(t, v.Hidden, "X-Other", fixes[i])
				r.URL += "missing"
				require.Equal(t, Allowed, call(t, r).Outcome, "an answer that is an error: %s\n%s", r.Method, fixes[i])
				r.Page = "http://other.example"
				require.Equal(t, Blocked, call(t, r).Outcome, "from elsewhere: %s", r.Method)
				r.Page, r.Headers = page, append(fields("X-More: 1"), r.Headers...)
				require.Equal(t, Blocked, call(t, r).Outcome, "with one more header: %s", r.Method)
			}
		})
	}
}

// run starts the server with a fix at each address, and waits until all answer.
func (k kind) run(t *testing.T, fixes []string, upstream string) (addresses []string) {
	t.Helper()
	if out, err := command(k.needs).CombinedOutput(); err != nil {
		t.Skipf("%s is not installed here: %v %s", k.server, err, out)
	}
	for range fixes {
		addresses = append(addresses, free(t))
	}
	dir := t.TempDir()
	file := k.write(fixes, addresses, upstream)
	require.NoError(t, os.WriteFile(filepath.Join(dir, k.file), []byte(file), 0o600))
	server := command(k.start)
	server.Dir = dir
	var said bytes.Buffer
	server.Stdout, server.Stderr = &said, &said
	require.NoError(t, server.Start())
	t.Cleanup(func() {
		_ = server.Process.Kill() // each of them is one process
		_ = server.Wait()
		if t.Failed() {
			t.Log(said.String())
		}
	})
	for _, address := range addresses {
		require.Eventually(t, func() bool {
			c, err := net.Dial("tcp", address)
			if err == nil {
				c.Close()
			}
			return err == nil
		}, 20*time.Second, 20*time.Millisecond, "%s", file)
	}
	return addresses
}

// command finds Node's packages also where .ci/need leaves them.
func command(args []string) *exec.Cmd {
	c := exec.Command(args[0], args[1:]...)
	if packages, err := filepath.Abs("../../.cache/express/node_modules"); err == nil {
		c.Env = append(os.Environ(), "NODE_PATH="+packages+string(filepath.ListSeparator)+os.Getenv("NODE_PATH"))
	}
	return c
}

// free is an address at which nobody listens.
func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	return l.Addr().String()
}
