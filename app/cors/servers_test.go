//go:build !js

package cors

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/peer"
)

// kind is how one of the servers is run with the fixes that are meant for it.
type kind struct {
	server  Server
	program peer.Program

	// write makes the program's file: a server for each fix at its address, which hands on to an upstream or answers as that does.
	write func(fixes, addresses []string, upstream string) string

	refuses string // a method that it knows no preflight for, whatever is allowed
}

// The system's own Python is the one that the system's packages are for.
var kinds = []kind{
	{server: Nginx, program: peer.Nginx, write: nginxFile},
	{server: Caddy, program: peer.Caddy, write: caddyFile},
	{server: Express, write: expressFile, program: peer.Program{
		Name: "Express", Needs: []string{"node", "-e", "require('express');require('cors')"}, File: "server.js", Start: []string{"node", "server.js"}, Env: nodePath()}},
	{server: FastAPI, write: fastAPIFile, program: peer.Program{
		Name: "FastAPI", Needs: []string{"/usr/bin/python3", "-c", "import fastapi, uvicorn"}, File: "main.py", Start: []string{"/usr/bin/python3", "main.py"}}},
	{server: Spring, write: springFile, program: spring, refuses: "M-SEARCH"}, // methods are a list of Java's own before Spring 6, which Debian does not have
}

// besideServers begins the line of a fix that is no part of a location.
const besideServers = "# in the block http, beside the servers: "

func nginxFile(fixes, addresses []string, upstream string) string {
	var b strings.Builder
	for i, fix := range fixes {
		if outside, rest, ok := strings.Cut(fix, "\n"); ok && strings.HasPrefix(outside, besideServers) {
			b.WriteString(outside[len(besideServers):] + "\n")
			fix = rest
		}
		inside := strings.Replace(fix, "    # … what is in this location now, such as proxy_pass", "    proxy_pass "+upstream+";", 1)
		fmt.Fprintf(&b, "server {\nlisten %s;\n%s}\n", addresses[i], inside)
	}
	return peer.NginxFile(b.String())
}

func caddyFile(fixes, addresses []string, upstream string) string {
	var b strings.Builder
	for i, fix := range fixes {
		fmt.Fprintf(&b, "http://%s {\n%s\nreverse_proxy %s\n}\n", addresses[i], fix, upstream)
	}
	return peer.CaddyFile(b.String())
}

// nodePath lets Node find packages also where .ci/need leaves them.
func nodePath() []string {
	packages, err := filepath.Abs("../../.cache/express/node_modules")
	if err != nil {
		return nil
	}
	return []string{"NODE_PATH=" + packages + string(filepath.ListSeparator) + os.Getenv("NODE_PATH")}
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
			var fixes, addresses []string
			var calls []Request
			for _, r := range wanted {
				// Most of these servers refuse methods in small letters, whatever is allowed.
				r.Page, r.Method = page, strings.ToUpper(r.Method)
				if r.Method == k.refuses {
					r.Method = "PUT"
				}
				calls = append(calls, r)
				fixes = append(fixes, Fix(Needs(r, "X-Total"), k.server))
				addresses = append(addresses, peer.Free(t))
			}
			k.program.Run(t, k.write(fixes, addresses, upstream.URL), addresses...)
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
