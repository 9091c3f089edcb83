//go:build !js

package session

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
)

// compose strings the pieces of the body together; files are read as they are sent.
func (s *Session) compose(req *http.Request, b Body) error {
	if !b.Present() {
		return nil
	}
	var parts []io.Reader
	for _, p := range b.Pieces {
		if p.File == nil {
			parts = append(parts, bytes.NewReader(p.Bytes))
			continue
		}
		file, err := s.Open(*p.File)
		if err != nil {
			return fmt.Errorf("open %q: %w", p.File.Name, err)
		}
		r, ok := file.(io.Reader)
		if !ok {
			return fmt.Errorf("open %q: %T is not an io.Reader", p.File.Name, file)
		}
		parts = append(parts, r)
	}
	req.Body = io.NopCloser(io.MultiReader(parts...))
	req.ContentLength = b.Size()
	if req.ContentLength == 0 {
		req.Body = http.NoBody
	}
	return nil
}
