package session

import (
	"fmt"
	"io"

	"roundtrip/httpwasm"
)

// compose makes a body one Blob: files go into it as they are, unread.
func (s *Session) compose(b Body) (io.ReadCloser, error) {
	var parts []any
	for _, p := range b.Pieces {
		if p.File == nil {
			parts = append(parts, p.Bytes)
			continue
		}
		blob, err := s.Open(*p.File)
		if err != nil {
			return nil, fmt.Errorf("open %q: %w", p.File.Name, err)
		}
		parts = append(parts, blob)
	}
	return httpwasm.NewBody(parts...)
}
