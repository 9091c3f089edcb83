//go:build !js

package httpwasm

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/printer"
	"go/token"
	"net/http"
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
