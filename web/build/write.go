package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
)

// keep is committed, so that the server compiles in a fresh clone; it is not part of the site.
const keep = ".gitkeep"

// write makes dir hold exactly the site. Files that are already right are not touched.
func write(dir string, files site) error {
	if err := removeOthers(dir, files); err != nil {
		return err
	}
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, data) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// removeOthers deletes the files of an earlier build.
func removeOthers(dir string, files site) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if _, ok := files[filepath.ToSlash(name)]; ok || name == keep {
			return nil
		}
		return os.Remove(path)
	})
}
