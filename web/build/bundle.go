package main

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// bundle is a file that esbuild makes of several: a classic script, which a page can name with its integrity, or a style sheet.
type bundle struct {
	entry   string
	devOnly bool
}

var bundles = map[string]bundle{
	"theme.js":    {entry: "web/theme.js"},
	"boot.js":     {entry: "web/boot.js"},
	"worker.js":   {entry: "web/worker.js"},
	"notfound.js": {entry: "web/notfound.js"},
	"callback.js": {entry: "web/callback.js"},
	"preview.js":  {entry: "web/preview.js"},
	"reload.js":   {entry: "web/reload.js", devOnly: true},
	"editor.js":   {entry: "web/editor/editor.js"},
	"app.css":     {entry: "web/css/app.css"},
}

func (b bundle) build(root string, dev bool) ([]byte, error) {
	absolute, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	format := api.FormatIIFE
	if strings.HasSuffix(b.entry, ".css") {
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
