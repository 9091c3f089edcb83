//go:build !js

package product

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Static writes the site for a static host into dir, to live under base ("/roundtrip"), as make static does.
func Static(dir, base string) error {
	root, err := Root()
	if err != nil {
		return err
	}
	cmd := exec.Command("go", "run", "./web/build", "-out", dir, "-static", "-base", base)
	cmd.Dir = root
	cmd.Stderr = os.Stderr
	return cmd.Run()
}

// FileServer serves a folder under base as plain static hosts do: a media type by the file's name, 404.html for what is not there,
// and no header of ours.
func FileServer(dir, base string) *httptest.Server {
	files := http.StripPrefix(base, http.FileServer(http.Dir(dir)))
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, inside := strings.CutPrefix(r.URL.Path, base)
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); !inside || err != nil {
			page, _ := os.ReadFile(filepath.Join(dir, "404.html"))
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(http.StatusNotFound)
			_, _ = w.Write(page)
			return
		}
		files.ServeHTTP(w, r)
	}))
}
