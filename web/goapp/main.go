// Command goapp leaves out of the page's program what it does not use of go-app.
//
// go-app is one package for the server and the browser. Its Handler, which
// Roundtrip does not use, pulls in net/http, TLS and text/template: a quarter of
// app.wasm. Routes by regular expression pull in regexp and the tables of Unicode,
// which are also made anew at every start; encryption and random IDs, AES and the
// hashes. So the page is built against a copy of the module, of exactly the version
// in go.mod, without the files that hold these, and with client.go.txt in place of
// the few functions of theirs that the rest calls; and uuid.go.txt stands for
// google/uuid. The copies lie in .cache, and .cache/page.mod is go.mod with
// replacements by them:
//
//	go run ./web/goapp && GOOS=js GOARCH=wasm go build -modfile=.cache/page.mod ./app
package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

const (
	module = "github.com/maxence-charriere/go-app/v9"
	target = ".cache/goapp"

	uuidModule = "github.com/google/uuid"
	uuidTarget = ".cache/uuid"
)

// left are files that the page does without: what only a server uses, routes with regular expressions, and encryption.
var left = []string{"http.go", "static.go", "resource.go", "wasm.go", "scripts.go", "wasmexec.go", "route.go", "crypto.go"}

var (
	//go:embed client.go.txt
	client []byte
	//go:embed uuid.go.txt
	uuid []byte
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "goapp:", err)
		os.Exit(1)
	}
}

func run() error {
	source, err := moduleDir()
	if err != nil {
		return err
	}
	if err := os.RemoveAll(target); err != nil {
		return err
	}
	if err := copyModule(source); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(target, "pkg/app/client.go"), client, 0o644); err != nil {
		return err
	}
	if err := writeUUID(); err != nil {
		return err
	}
	return writeMod()
}

// moduleDir is where the module lies, downloaded if it has to be.
func moduleDir() (string, error) {
	if out, err := exec.Command("go", "mod", "download", module).CombinedOutput(); err != nil {
		return "", fmt.Errorf("download %s: %w: %s", module, err, out)
	}
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	if err != nil {
		return "", fmt.Errorf("find %s: %w", module, err)
	}
	return strings.TrimSpace(string(out)), nil
}

// copyModule copies go.mod and the packages, without tests and server files.
func copyModule(source string) error {
	return filepath.WalkDir(source, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(source, path)
		if err != nil {
			return err
		}
		switch {
		case d.IsDir() && (name == "." || name == "pkg" || name == filepath.Join("pkg", "app") || name == filepath.Join("pkg", "errors")):
			return os.MkdirAll(filepath.Join(target, name), 0o755)
		case d.IsDir():
			return filepath.SkipDir
		case name != "go.mod" && (filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go")):
			return nil
		case slices.Contains(left, filepath.Base(name)):
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(target, name), data, 0o644)
	})
}

// writeUUID writes the module that stands for google/uuid.
func writeUUID() error {
	if err := os.MkdirAll(uuidTarget, 0o755); err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(filepath.Join(uuidTarget, "uuid.go"), uuid, 0o644),
		os.WriteFile(filepath.Join(uuidTarget, "go.mod"), []byte("module "+uuidModule+"\n\ngo 1.26.0\n"), 0o644),
	)
}

// writeMod writes the module file of the page's build, with its sums beside it.
func writeMod() error {
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		return err
	}
	mod = append(mod, "\nreplace "+module+" => ./"+target+"\nreplace "+uuidModule+" => ./"+uuidTarget+"\n"...)
	if err := os.WriteFile(".cache/page.mod", mod, 0o644); err != nil {
		return err
	}
	sums, err := os.ReadFile("go.sum")
	if err != nil {
		return err
	}
	return os.WriteFile(".cache/page.sum", sums, 0o644)
}
