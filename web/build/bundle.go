package main

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// bundle is a file that esbuild makes of several.
type bundle struct {
	entry   string
	module  bool // an ES module, for import(); otherwise a classic script or a style sheet
	devOnly bool
}

var bundles = map[string]bundle{
	"theme.js":    {entry: "web/theme.js"},
	"boot.js":     {entry: "web/boot.js"},
	"worker.js":   {entry: "web/worker.js"},
	"notfound.js": {entry: "web/notfound.js"},
	"callback.js": {entry: "web/callback.js"},
	"reload.js":   {entry: "web/reload.js", devOnly: true},
	"editor.js":   {entry: "web/editor/editor.js", module: true},
	"app.css":     {entry: "web/css/app.css"},
}

func (b bundle) build(root string, dev bool) ([]byte, error) {
	absolute, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	format := api.FormatIIFE
	switch {
	case b.module:
		format = api.FormatESModule
	case strings.HasSuffix(b.entry, ".css"):
		format = api.FormatDefault
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{filepath.Join(absolute, filepath.FromSlash(b.entry))},
		AbsWorkingDir:     absolute,
		Bundle:            true,
		Format:            format,
		Target:            api.ES2022,
		Charset:           api.CharsetUTF8,
		MinifyWhitespace:  !dev,
		MinifyIdentifiers: !dev,
		MinifySyntax:      !dev,
		LegalComments:     api.LegalCommentsEndOfFile,
		Loader:            map[string]api.Loader{".svg": api.LoaderDataURL},
		LogLevel:          api.LogLevelSilent,
	})
	if len(result.Errors) > 0 {
		texts := api.FormatMessages(result.Errors, api.FormatMessagesOptions{})
		return nil, errors.New(strings.Join(texts, ""))
	}
	return result.OutputFiles[0].Contents, nil
}
