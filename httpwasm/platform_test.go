//go:build !js

package httpwasm

import (
	"bytes"
	"go/ast"
	"go/build"
	"go/parser"
	"go/printer"
	"go/token"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// exported lists what the package offers on a platform, each with its type.
func exported(t *testing.T, goos, goarch string) map[string]string {
	t.Helper()
	platform := build.Default
	platform.GOOS, platform.GOARCH, platform.CgoEnabled = goos, goarch, false
	pkg, err := platform.ImportDir(".", 0)
	require.NoError(t, err)
	found := map[string]string{}
	files := token.NewFileSet()
	for _, name := range pkg.GoFiles {
		file, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				if !decl.Name.IsExported() {
					continue
				}
				decl.Body, decl.Doc = nil, nil
				key := decl.Name.Name
				if decl.Recv != nil {
					var receiver strings.Builder
					require.NoError(t, printer.Fprint(&receiver, files, decl.Recv.List[0].Type))
					if !ast.IsExported(strings.TrimPrefix(receiver.String(), "*")) {
						continue
					}
					decl.Recv.List[0].Names = nil
					key = receiver.String() + "." + key
				}
				var signature strings.Builder
				require.NoError(t, printer.Fprint(&signature, files, decl))
				found[key] = signature.String()
			case *ast.GenDecl:
				for _, spec := range decl.Specs {
					switch spec := spec.(type) {
					case *ast.TypeSpec:
						if spec.Name.IsExported() {
							found[spec.Name.Name] = "type"
						}
					case *ast.ValueSpec:
						for _, name := range spec.Names {
							if name.IsExported() {
								found[name.Name] = decl.Tok.String()
							}
						}
					}
				}
			}
		}
	}
	return found
}

func TestBothPlatformsOfferTheSame(t *testing.T) {
	browser, native := exported(t, "js", "wasm"), exported(t, "linux", "amd64")
	for name, signature := range browser {
		if strings.Contains(signature, "js.Value") {
			delete(browser, name) // speaks of JavaScript
		}
	}
	require.Contains(t, native, "Transport")
	require.Equal(t, native, browser)
}

func TestOutsideABrowserTheTransportSaysSo(t *testing.T) {
	_, err := new(Transport).RoundTrip(request(t, http.MethodGet, "https://a.example/"))
	var failure *Error
	require.ErrorAs(t, err, &failure)
	require.Equal(t, Unsupported, failure.Kind)
	require.ErrorContains(t, err, "http.Transport")
}

func TestASmallProgramLinksNeitherClientNorTransport(t *testing.T) {
	program := filepath.Join(t.TempDir(), "small.wasm")
	build := exec.Command("go", "build", "-o", program, "./testdata/small")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := build.CombinedOutput()
	require.NoError(t, err, "%s", out)
	linked, err := os.ReadFile(program) // names of functions are kept for panics
	require.NoError(t, err)
	require.True(t, bytes.Contains(linked, []byte("net/http.(*Request).WithContext")), "names can be found")
	for _, name := range []string{"net/http.(*Client).", "net/http.(*Transport).", "crypto/tls.(*Conn)."} {
		require.False(t, bytes.Contains(linked, []byte(name)), "it links %s", name)
	}
}
