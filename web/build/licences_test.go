package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheSiteHandsOnTheLicencesOfWhatItIsMadeOf(t *testing.T) {
	if _, err := os.Stat("../../web/editor/node_modules"); err != nil {
		t.Skip("the editor's packages are not there: run make build")
	}
	text, err := licences("../..")
	require.NoError(t, err)
	for _, name := range []string{
		"Go, its library and wasm_exec.js", "Copyright 2009 The Go Authors", "github.com/maxence-charriere/go-app/v9 v", "github.com/coder/websocket v",
		"github.com/mccutchen/go-httpbin/v2 v", "golang.org/x/crypto v", "golang.org/x/net v", "@codemirror/view 6.", "style-mod 4.", "Marijn Haverbeke", "Mozilla Public License 2.0",
	} {
		require.Contains(t, string(text), name)
	}
	require.NotContains(t, string(text), "stretchr", "tests are not handed on")
	again, err := licences("../..")
	require.NoError(t, err)
	require.Equal(t, string(text), string(again))

	in := testInputs(t)
	in["licences.txt"] = text
	files, err := assemble(in, options{base: "/", static: true})
	require.NoError(t, err)
	require.Equal(t, text, files["licences.txt"])
	help, err := os.ReadFile(filepath.Join("..", "..", "components", "help.go"))
	require.NoError(t, err)
	require.Contains(t, string(help), `Href("licences.txt")`, "the page leads there")
}

func TestAFolderWithoutALicenceIsAnError(t *testing.T) {
	_, err := licencesIn(t.TempDir())
	require.ErrorContains(t, err, "there is none")
}
