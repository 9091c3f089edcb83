package engine

import (
	"encoding/json"
	"fmt"
	"time"

	"roundtrip/app/session/cookie"
)

// estate is what an engine leaves to the one that takes its place. Caches, nonces and rate limits are not in it: they belong to a way.
type estate struct {
	Cookies []cookie.Cookie `json:"cookies"`
	Before  []cookie.Cookie `json:"before,omitempty"` // the jar before the last change that a person made
	Undo    bool            `json:"undo,omitempty"`
}

func (e *Engine) estate() estate {
	j := &e.jar
	j.mu.Lock()
	defer j.mu.Unlock()
	return estate{Cookies: j.All(), Before: j.before, Undo: j.undo}
}

// inherit takes the estate of another engine.
func (e *Engine) inherit(data []byte) error {
	var left estate
	if err := json.Unmarshal(data, &left); err != nil {
		return fmt.Errorf("takeover: read the estate: %w", err)
	}
	j := &e.jar
	j.mu.Lock()
	defer j.mu.Unlock()
	j.Restore(left.Cookies, time.Now())
	j.before, j.undo = left.Before, left.Undo
	return nil
}
