package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// brotli's own tool uses these for its best; a window of 16 MB holds a whole program.
var brotliBest = brotli.WriterOptions{Quality: 11, LGWin: 24}

// Files that are compressed by themselves, or too small to gain, stay alone.
func compressible(name string, data []byte) bool {
	return len(data) > 512 && !strings.HasSuffix(name, ".png") && !strings.HasSuffix(name, ".ico")
}

// withCompressed adds name.br and name.gz for every file that gets smaller by it.
func withCompressed(files site, cache string) (site, error) {
	out := maps.Clone(files)
	var (
		group sync.WaitGroup
		lock  sync.Mutex
		errs  []error
		slots = make(chan struct{}, runtime.NumCPU())
	)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		data := files[name]
		if !compressible(name, data) {
			continue
		}
		for _, c := range coders {
			group.Go(func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				packed, err := cached(cache, c, data)
				lock.Lock()
				defer lock.Unlock()
				if err != nil {
					errs = append(errs, err)
				} else if len(packed) < len(data) {
					out[name+c.suffix] = packed
				}
			})
		}
	}
	group.Wait()
	return out, errors.Join(errs...)
}

// coder is one content coding.
type coder struct {
	suffix string
	encode func([]byte) ([]byte, error)
}

var coders = []coder{{".br", encodeBrotli}, {".gz", encodeGzip}}

func encodeBrotli(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w := brotli.NewWriterOptions(&b, brotliBest)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}

func encodeGzip(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err = w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

// cached compresses unless the same content was compressed before: brotli takes half a minute for a program.
func cached(dir string, c coder, data []byte) ([]byte, error) {
	path := filepath.Join(dir, digest(data)+c.suffix)
	if packed, err := os.ReadFile(path); err == nil {
		return packed, nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	packed, err := c.encode(data)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	// Renamed into place, so that an interrupted run leaves no half file under a good name.
	temporary, err := os.CreateTemp(dir, "new-*")
	if err != nil {
		return nil, err
	}
	_, err = temporary.Write(packed)
	if err = errors.Join(err, temporary.Close()); err != nil {
		return nil, errors.Join(err, os.Remove(temporary.Name()))
	}
	return packed, os.Rename(temporary.Name(), path)
}
