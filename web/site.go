package web

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// ErrNotBuilt means that the folder holds no site.
var ErrNotBuilt = errors.New("the bundle is missing: run make first")

// Page is the page of a built site for every host.
const Page = "index.html"

// PageWith is the page for a server with the demo API, or a relay, which says so.
func PageWith(demo, relay bool) string {
	switch {
	case demo && relay:
		return "demo-relay.html"
	case demo:
		return "demo.html"
	case relay:
		return "relay.html"
	}
	return Page
}

// Site serves a built site.
type Site struct {
	fsys  fs.FS
	page  string
	files map[string]*file
}

// file is a resource with its representations.
type file struct {
	contentType  string
	cacheControl string
	policy       string // of a page
	variants     map[string]variant
}

// variant is one representation: the file in one content coding.
type variant struct {
	name string
	size int64
	etag string // strong, from the bytes as they are sent
}

// suffixes of the files that hold other representations, best coding first.
var suffixes = []struct{ coding, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

// contentTypes by extension. The system's own table differs between machines, so it is not asked.
var contentTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/x-icon",
	".js":          "text/javascript; charset=utf-8",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
}

// NewSite reads what the folder holds and hashes it. Page is the file to send as the page. Where it is missing the error is [ErrNotBuilt].
func NewSite(fsys fs.FS, page string) (*Site, error) {
	if _, err := fs.Stat(fsys, page); errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotBuilt
	}
	s := &Site{fsys: fsys, page: page, files: map[string]*file{}}
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		return s.add(name)
	})
	if err != nil {
		return nil, fmt.Errorf("read the site: %w", err)
	}
	return s, nil
}

// add takes a file as a representation of itself or of the file that it is a compressed form of.
func (s *Site) add(name string) error {
	v, err := describe(s.fsys, name)
	if err != nil {
		return err
	}
	for _, c := range suffixes {
		if resource, ok := strings.CutSuffix(name, c.suffix); ok {
			s.resource(resource).variants[c.coding] = v
			return nil
		}
	}
	f := s.resource(name)
	f.variants[identity] = v
	if path.Ext(name) == ".html" {
		html, err := fs.ReadFile(s.fsys, name)
		if err != nil {
			return err
		}
		f.policy = Policy(html)
	}
	return nil
}

func (s *Site) resource(name string) *file {
	f, ok := s.files[name]
	if !ok {
		f = &file{
			contentType:  contentTypes[path.Ext(name)],
			cacheControl: "no-cache",
			variants:     map[string]variant{},
		}
		if f.contentType == "" {
			f.contentType = "application/octet-stream"
		}
		if strings.HasPrefix(name, "assets/") {
			// The name holds a hash of the content.
			f.cacheControl = "public, max-age=31536000, immutable"
		}
		s.files[name] = f
	}
	return f
}

func describe(fsys fs.FS, name string) (variant, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return variant{}, err
	}
	defer f.Close()
	hash := sha256.New()
	size, err := io.Copy(hash, f)
	if err != nil {
		return variant{}, err
	}
	sum := base64.RawURLEncoding.EncodeToString(hash.Sum(nil)[:15])
	return variant{name: name, size: size, etag: `"` + sum + `"`}, nil
}

// ServeHTTP answers GET and HEAD. "/" is the page, everything unknown 404.html.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" {
		name = s.page
	}
	f, found := s.files[name]
	setSecurityHeaders(w.Header(), f)
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, fmt.Sprintf("%s is not allowed here: the site answers GET and HEAD", r.Method), http.StatusMethodNotAllowed)
		return
	}
	if !found {
		s.notFound(w, r)
		return
	}
	v, ok := f.choose(w.Header(), r)
	if !ok {
		http.Error(w, "no acceptable content coding: identity, gzip and br are available", http.StatusNotAcceptable)
		return
	}
	s.serve(w, r, f, v)
}

// choose negotiates and sets the fields that say what was chosen.
func (f *file) choose(h http.Header, r *http.Request) (variant, bool) {
	var available []string
	for _, c := range suffixes {
		if _, ok := f.variants[c.coding]; ok {
			available = append(available, c.coding)
		}
	}
	if available != nil {
		h.Set("Vary", "Accept-Encoding")
	}
	fields := r.Header.Values("Accept-Encoding")
	coding, ok := negotiate(strings.Join(fields, ","), fields != nil, available)
	if !ok {
		return variant{}, false
	}
	v, ok := f.variants[coding]
	if ok && coding != identity {
		h.Set("Content-Encoding", coding)
	}
	return v, ok
}

func (s *Site) serve(w http.ResponseWriter, r *http.Request, f *file, v variant) {
	opened, err := s.fsys.Open(v.name)
	if err != nil {
		http.Error(w, "cannot read the file", http.StatusInternalServerError)
		return
	}
	defer opened.Close()
	content, ok := opened.(io.ReadSeeker)
	if !ok {
		http.Error(w, "cannot read the file", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.contentType)
	h.Set("Cache-Control", f.cacheControl)
	h.Set("ETag", v.etag)
	// ServeContent leaves the length out where a coding is set. Ranges are served on the plain file alone.
	if h.Get("Content-Encoding") != "" {
		h.Set("Content-Length", strconv.FormatInt(v.size, 10))
		r = r.Clone(r.Context())
		r.Header.Del("Range")
	}
	http.ServeContent(w, r, "", time.Time{}, content)
}

func setSecurityHeaders(h http.Header, f *file) {
	policy := ""
	if f != nil {
		policy = f.policy
	}
	for name, value := range SecurityHeaders(policy) {
		h.Set(name, value)
	}
}

// notFound sends the site's own page, which is small and goes uncompressed.
func (s *Site) notFound(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-cache")
	body, err := fs.ReadFile(s.fsys, "404.html")
	if err != nil {
		http.Error(w, "there is no page at this address", http.StatusNotFound)
		return
	}
	setSecurityHeaders(h, s.files["404.html"])
	h.Set("Content-Type", contentTypes[".html"])
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusNotFound)
	if r.Method == http.MethodGet {
		w.Write(body)
	}
}
