//go:build !js

package session

import (
	"bytes"
	"fmt"
	"io"
)

// compose strings the pieces of a body together; files are read as they are sent.
func (s *Session) compose(b Body) (io.ReadCloser, error) {
	var parts []io.Reader
	for _, p := range b.Pieces {
		if p.File == nil {
			parts = append(parts, bytes.NewReader(p.Bytes))
			continue
		}
		file, err := s.Open(*p.File)
		if err != nil {
			return nil, fmt.Errorf("open %q: %w", p.File.Name, err)
		}
		r, ok := file.(io.Reader)
		if !ok {
			return nil, fmt.Errorf("open %q: %T is not an io.Reader", p.File.Name, file)
		}
		parts = append(parts, r)
	}
	if len(parts) == 1 {
		return io.NopCloser(parts[0]), nil // net/http sends bytes in one write with the head
	}
	return io.NopCloser(io.MultiReader(parts...)), nil
}
