package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"path"
	"slices"
	"strings"
	texttemplate "text/template"

	"roundtrip/web"
)

// site is a finished site: contents by slash-separated path.
type site map[string][]byte

// plain files keep their names, because a browser, a host or a person looks for them under these.
var plain = []string{"favicon.ico", "licences.txt"}

// inline files stand in a page itself, which is then drawn, and asks for the program, without waiting for anything else, and whose
// policy names them by what they hold.
var inline = []string{"app.css", "boot.js", "callback.js", "notfound.js", "preview.js", "reload.js", "theme.js", "wasm_exec.js"}

// templates are rendered with a page as their data.
var templates = []string{"index.html", "404.html", "callback.html", "manifest.webmanifest", "sw.js", "unregister.js"}

// page is what the templates can ask for.
type page struct {
	Version string
	Base    string
	CSP     string
	Dev     bool
	Demo    bool // the page's own server has the demo API
	Relay   bool // it has a relay
	names   map[string]string
	in      inputs
}

// Has reports whether the site has the file.
func (p page) Has(name string) bool { return p.names[name] != "" }

// File gives the file's name in the site, relative to its base.
func (p page) File(name string) (string, error) {
	if !p.Has(name) {
		return "", fmt.Errorf("no file %q in the site", name)
	}
	return p.names[name], nil
}

// Script gives the text of an inline script.
func (p page) Script(name string) template.JS { return template.JS(p.in[name]) }

// Style gives the text of an inline style sheet.
func (p page) Style(name string) template.CSS { return template.CSS(p.in[name]) }

// Markup gives what stands in the page as it is: a drawing, which as a picture would be a document of its own, or a script that is not run.
func (p page) Markup(name string) template.HTML { return template.HTML(p.in[name]) }

// Integrity names the file by what it holds, for a script element.
func (p page) Integrity(name string) string { return web.Integrity(p.in[name]) }

// Size gives the file's size in bytes before compression.
func (p page) Size(name string) int { return len(p.in[name]) }

// assemble makes the site out of its inputs, and nothing else: no clock, no map order, no paths.
func assemble(in inputs, o options) (site, error) {
	out := site{}
	p := page{Version: version(in), Base: base(o.base), Dev: o.dev, names: map[string]string{}, in: in}
	for _, name := range slices.Sorted(maps.Keys(in)) {
		data := in[name]
		switch {
		case slices.Contains(templates, name), slices.Contains(inline, name) && !o.gallery:
		case slices.Contains(plain, name):
			out[name] = data
		case name == "worker.js":
			// It imports nothing, and so its policy allows no scripts.
			data = slices.Concat(in["wasm_exec.js"], []byte("\n"), data)
			fallthrough
		default:
			p.names[name] = hashedName(name, data)
			out[p.names[name]] = data
		}
	}
	if o.gallery {
		html, err := renderHTML("index.html", in["index.html"], p)
		out["index.html"] = html
		return out, err
	}
	for _, name := range []string{"index.html", "404.html", "callback.html"} {
		p.CSP = ""
		html, err := renderHTML(name, in[name], p)
		if err != nil {
			return nil, err
		}
		if o.static {
			p.CSP = web.Policy(html)
			if html, err = renderHTML(name, in[name], p); err != nil {
				return nil, err
			}
		}
		out[name] = html
	}
	openings := []string{"index.html"}
	if !o.static {
		// A server with the demo API, or a relay, sends another page in place of that.
		for _, has := range []struct{ demo, relay bool }{{true, false}, {false, true}, {true, true}} {
			p.Demo, p.Relay = has.demo, has.relay
			html, err := renderHTML("index.html", in["index.html"], p)
			if err != nil {
				return nil, err
			}
			name := web.PageWith(has.demo, has.relay)
			out[name] = html
			openings = append(openings, name)
		}
	}
	manifest, err := renderText("manifest.webmanifest", in["manifest.webmanifest"], p)
	if err != nil {
		return nil, err
	}
	out["manifest.webmanifest"] = manifest
	if o.dev {
		out["sw.js"] = in["unregister.js"]
	} else if out["sw.js"], err = serviceWorker(in["sw.js"], p.Version, openings, out); err != nil {
		return nil, err
	}
	if o.static {
		// GitHub Pages would otherwise run Jekyll over the files.
		out[".nojekyll"] = nil
	}
	return out, nil
}

// base puts a slash at the end too.
func base(b string) string { return strings.TrimSuffix(b, "/") + "/" }

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// hashedName holds so much of the hash that nobody finds other bytes for a name: the service worker verifies by it what it kept.
func hashedName(name string, data []byte) string {
	ext := path.Ext(name)
	return "assets/" + strings.TrimSuffix(name, ext) + "." + digest(data)[:32] + ext
}

// version changes with any input.
func version(in inputs) string {
	var all strings.Builder
	for _, name := range slices.Sorted(maps.Keys(in)) {
		fmt.Fprintf(&all, "%s %s\n", name, digest(in[name]))
	}
	return digest([]byte(all.String()))[:12]
}

func renderHTML(name string, text []byte, p page) ([]byte, error) {
	t, err := template.New(name).Parse(string(text))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, p)
	return b.Bytes(), err
}

func renderText(name string, text []byte, p page) ([]byte, error) {
	t, err := texttemplate.New(name).Parse(string(text))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, p)
	return b.Bytes(), err
}

// serviceWorker puts in front of the worker's source the version, the lists of files to keep, at once and once they were asked for, and
// the pages that it may show, by their digests, with the fields that they are shown with.
func serviceWorker(source []byte, version string, openings []string, out site) ([]byte, error) {
	keep, later, pages := []string{}, []string{}, map[string]map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(out)) {
		switch {
		case !strings.HasPrefix(name, "assets/"):
		case strings.HasPrefix(name, "assets/tunnel."), strings.HasPrefix(name, "assets/roots."):
			later = append(later, name)
		default:
			keep = append(keep, name)
		}
	}
	for _, name := range openings {
		pages[digest(out[name])] = web.SecurityHeaders(web.Policy(out[name]))
	}
	constants := []struct {
		name  string
		value any
	}{{"VERSION", version}, {"FILES", keep}, {"LATER", later}, {"PAGES", pages}}
	var b bytes.Buffer
	for _, c := range constants {
		text, err := json.Marshal(c.value)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "const %s = %s;\n", c.name, text)
	}
	b.Write(source)
	return b.Bytes(), nil
}
