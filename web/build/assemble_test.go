package main

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheSameInputsGiveTheSameBytes(t *testing.T) {
	for _, o := range []options{{base: "/"}, {base: "/roundtrip", static: true}} {
		one, err := assemble(testInputs(t), o)
		require.NoError(t, err)
		two, err := assemble(testInputs(t), o)
		require.NoError(t, err)
		require.Equal(t, one, two)
	}
}

func TestEveryAddressInTheSiteExistsAndIsRelative(t *testing.T) {
	reference := regexp.MustCompile(`(?:src|href|data-[a-z-]+)="([^"]*)"`)
	files, err := assemble(testInputs(t), options{base: "/lab", static: true})
	require.NoError(t, err)
	found := 0
	for _, match := range reference.FindAllStringSubmatch(string(files["index.html"]), -1) {
		if !strings.Contains(match[1], ".") {
			continue // a version or a size
		}
		found++
		require.Contains(t, files, match[1])
	}
	require.Greater(t, found, 10)
	for _, match := range reference.FindAllStringSubmatch(string(files["404.html"]), -1) {
		path, ok := strings.CutPrefix(match[1], "/lab/")
		require.True(t, ok, "%q works at any depth", match[1])
		if path != "" {
			require.Contains(t, files, path)
		}
	}
	require.Contains(t, files, ".nojekyll")
}

func TestTheStaticPageCarriesThePolicy(t *testing.T) {
	files, err := assemble(testInputs(t), options{base: "/", static: true})
	require.NoError(t, err)
	require.Contains(t, string(files["index.html"]), `http-equiv="Content-Security-Policy"`)
	files, err = assemble(testInputs(t), options{base: "/"})
	require.NoError(t, err)
	require.NotContains(t, string(files["index.html"]), "http-equiv", "a server sends it as a field")
}

func TestEveryPolicyNamesFilesByWhatTheyHold(t *testing.T) {
	files, err := assemble(testInputs(t), options{base: "/lab", static: true})
	require.NoError(t, err)
	for _, page := range []string{"index.html", "404.html", "callback.html"} {
		meta := regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`).FindSubmatch(files[page])
		require.NotNil(t, meta, page)
		directives := regexp.MustCompile(`(?:script|style)-src[^;]*`).FindAllString(html.UnescapeString(string(meta[1])), -1)
		require.Len(t, directives, 2, page)
		for _, directive := range directives {
			for _, source := range strings.Fields(directive)[1:] {
				require.Regexp(t, `^'(sha256-\S{44}|none|wasm-unsafe-eval)'$`, source, "%s: %s", page, directive)
			}
		}
	}
}

func TestAChangeOfAnyFileIsANewVersion(t *testing.T) {
	in := testInputs(t)
	before := version(in)
	for name := range in {
		old := in[name]
		in[name] = append([]byte("/**/"), old...)
		require.NotEqual(t, before, version(in), name)
		in[name] = old
	}
	require.Equal(t, before, version(in))
}

func TestWritingLeavesExactlyTheSite(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, ".gitkeep"), nil, 0o644))
	require.NoError(t, write(dir, site{"assets/a.1.js": []byte("one"), "index.html": []byte("page")}))
	require.NoError(t, write(dir, site{"assets/a.2.js": []byte("two"), "index.html": []byte("page")}))
	require.NoFileExists(t, filepath.Join(dir, "assets", "a.1.js"))
	require.FileExists(t, filepath.Join(dir, "assets", "a.2.js"))
	require.FileExists(t, filepath.Join(dir, ".gitkeep"))
}

func TestCompressedFilesAreKeptAndReused(t *testing.T) {
	cache := t.TempDir()
	files := site{"a.js": []byte(strings.Repeat("round trip ", 500)), "b.png": make([]byte, 4096), "c.js": []byte("tiny")}
	one, err := withCompressed(files, cache)
	require.NoError(t, err)
	require.Len(t, one, 5, "a.js.br and a.js.gz; neither an image nor a tiny file")
	entries, err := os.ReadDir(cache)
	require.NoError(t, err)
	require.Len(t, entries, 2)
	// A second run takes what is there, as a changed file shows.
	for _, entry := range entries {
		require.NoError(t, os.WriteFile(filepath.Join(cache, entry.Name()), []byte("kept"), 0o644))
	}
	two, err := withCompressed(files, cache)
	require.NoError(t, err)
	require.Equal(t, "kept", string(two["a.js.br"]))
	require.Equal(t, "kept", string(two["a.js.gz"]))
}

func TestAnInputThatIsMissingIsNamed(t *testing.T) {
	_, err := readInputs(t.TempDir(), options{base: "/"})
	require.ErrorContains(t, err, "is missing: run make")
}

func TestTheBudgetIsChecked(t *testing.T) {
	noise := make([]byte, appBudget+1000)
	state := uint32(1)
	for i := range noise {
		state = state*1664525 + 1013904223
		noise[i] = byte(state >> 24)
	}
	var out strings.Builder
	err := checkBudget(site{"assets/app.1.wasm": noise, "assets/engine.1.wasm": []byte("small")}, t.TempDir(), &out)
	require.EqualError(t, err, "over budget: app.wasm")
	require.Contains(t, out.String(), "engine.wasm")
}
