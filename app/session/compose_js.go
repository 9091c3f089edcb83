package session

import (
	"fmt"
	"net/http"

	"roundtrip/httpwasm"
)

// compose makes the body one Blob: files go into it as they are, unread.
func (s *Session) compose(req *http.Request, b Body) error {
	if !b.Present() {
		return nil
	}
	var parts []any
	for _, p := range b.Pieces {
		if p.File == nil {
			parts = append(parts, p.Bytes)
			continue
		}
		blob, err := s.Open(*p.File)
		if err != nil {
			return fmt.Errorf("open %q: %w", p.File.Name, err)
		}
		parts = append(parts, blob)
	}
	blob, err := httpwasm.NewBody(parts...)
	if err != nil {
		return err
	}
	httpwasm.SetBody(req, blob)
	return nil
}
