package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// options say for whom the site is.
type options struct {
	base   string // path of the site on a static host, with slashes at both ends
	static bool
	dev    bool

	gallery bool // of every state of the page, in place of the playground
}

// inputs are the files that the site is made of, by the name that the page knows them by.
type inputs map[string][]byte

// sources maps names to files of the repository that are taken as they are.
var sources = map[string]string{
	"app.wasm":              "web/app.wasm",
	"engine.wasm":           "web/engine.wasm",
	"tunnel.wasm":           "web/tunnel.wasm",
	"wasm_exec.js":          "wasm_exec.js",
	"icon.svg":              "web/icons/icon.svg",
	"icon-192.png":          "web/icons/icon-192.png",
	"icon-512.png":          "web/icons/icon-512.png",
	"icon-maskable-512.png": "web/icons/icon-maskable-512.png",
	"apple-touch-icon.png":  "web/icons/apple-touch-icon.png",
	"favicon.ico":           "web/icons/favicon.ico",
	"index.html":            "web/index.html",
	"404.html":              "web/404.html",
	"callback.html":         "web/callback.html",
	"manifest.webmanifest":  "web/manifest.webmanifest",
	"sw.js":                 "web/sw.js",
	"unregister.js":         "web/unregister.js",
}

// readInputs reads the repository at root.
func readInputs(root string, o options) (inputs, error) {
	in := inputs{}
	sources, bundles := sources, bundles
	if o.gallery {
		sources, bundles = gallerySources, galleryBundles
	}
	for name, path := range sources {
		data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(path)))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s is missing: run make, which builds it", path)
		}
		if err != nil {
			return nil, err
		}
		in[name] = data
	}
	for name, b := range bundles {
		if b.devOnly && !o.dev {
			continue
		}
		data, err := b.build(root, o.dev)
		if err != nil {
			return nil, fmt.Errorf("bundle %s: %w", name, err)
		}
		in[name] = data
	}
	if o.gallery {
		return in, nil
	}
	in["roots.pem"] = rootCertificates()
	text, err := licences(root)
	if err != nil {
		return nil, err
	}
	in["licences.txt"] = text
	return in, nil
}
