//go:build !js

// Command testserver runs a command beside HTTP servers that behave badly on request, for tests that run inside a browser and cannot
// start a server themselves:
//
//	go run ./httpwasm/internal/testserver -- env GOOS=js GOARCH=wasm go test -exec "$(go tool -n wasmbrowsertest)" ./httpwasm
//
// The command finds the servers' addresses in the environment variable HTTPWASM_TESTSERVER, as JSON: "http" and "other" are two
// origins over HTTP/1.1, "tls" is one over HTTP/2. For tunnels, "relay" is a relay that may reach them, "tls1" an origin with HTTP/1.1
// over TLS, "pem" the certificate of both that use TLS, and "echo" a host and port that sends back what it gets. A browser that the command starts by the name of headless_shell, as
// wasmbrowsertest does, trusts the certificate of "tls". The exit code is the command's own.
package main

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: testserver -- command [argument ...]")
		os.Exit(2)
	}
	err := run(flag.Args())
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() > 0 {
		os.Exit(exit.ExitCode())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "testserver:", err)
		os.Exit(1)
	}
}

func run(command []string) error {
	handler := newHandler()
	plain, other, secure := httptest.NewServer(handler), httptest.NewServer(handler), httptest.NewUnstartedServer(handler)
	secure.EnableHTTP2 = true
	secure.StartTLS()
	first := httptest.NewUnstartedServer(handler)
	first.StartTLS()
	relay, err := newRelay()
	if err != nil {
		return err
	}
	echo, err := newEcho()
	if err != nil {
		return err
	}
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: secure.Certificate().Raw})
	addresses, err := json.Marshal(map[string]string{
		"http": plain.URL, "other": other.URL, "tls": secure.URL,
		"relay": relay.URL, "tls1": first.URL, "echo": echo, "pem": string(certificate),
	})
	if err != nil {
		return err
	}
	browsers, err := trustingBrowser(secure.Certificate())
	if err != nil {
		return err
	}
	defer os.RemoveAll(browsers)

	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(),
		"HTTPWASM_TESTSERVER="+string(addresses),
		"PATH="+browsers+string(filepath.ListSeparator)+os.Getenv("PATH"))
	return cmd.Run() // the servers end with the program: their hanging handlers must not be waited for
}

// trustingBrowser makes a directory with a headless_shell that starts the real browser and accepts this one certificate.
func trustingBrowser(certificate *x509.Certificate) (dir string, err error) {
	browser, err := findBrowser()
	if err != nil {
		return "", err
	}
	if dir, err = os.MkdirTemp("", "testserver"); err != nil {
		return "", err
	}
	key := sha256.Sum256(certificate.RawSubjectPublicKeyInfo)
	script := fmt.Sprintf("#!/bin/sh\nexec '%s' --ignore-certificate-errors-spki-list=%s \"$@\"\n",
		browser, base64.StdEncoding.EncodeToString(key[:]))
	return dir, os.WriteFile(filepath.Join(dir, "headless_shell"), []byte(script), 0o700)
}

func findBrowser() (string, error) {
	for _, name := range []string{"headless_shell", "headless-shell", "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no chromium found: install the package chromium")
}
