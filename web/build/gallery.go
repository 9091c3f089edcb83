package main

// The gallery is a site of its own around the program in components/gallery, with the same styles and editor.
// It is for development and tests.

var gallerySources = map[string]string{
	"app.wasm":     "web/gallery.wasm",
	"wasm_exec.js": "wasm_exec.js",
	"icon.svg":     "web/icons/icon.svg",
	"index.html":   "components/gallery/site/index.html",
	"gallery.css":  "components/gallery/site/gallery.css",
}

var galleryBundles = map[string]bundle{
	"theme.js":   bundles["theme.js"],
	"editor.js":  bundles["editor.js"],
	"preview.js": bundles["preview.js"],
	"app.css":    bundles["app.css"],
	"gallery.js": {entry: "components/gallery/site/gallery.js"},
}
