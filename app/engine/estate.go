package engine

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/session"
	"roundtrip/app/session/cookie"
)

// estate is what an engine leaves to the one that takes its place.
type estate struct {
	Cookies []cookie.Cookie `json:"cookies"`
	Before  []cookie.Cookie `json:"before,omitempty"` // the jar before the last change that a person made
	Undo    bool            `json:"undo,omitempty"`
	Ways    []legacy        `json:"ways,omitempty"`
}

// legacy is what a way leaves.
type legacy struct {
	Via exchange.Via `json:"via,omitzero"`
	session.Left
}

func (e *Engine) estate() estate {
	e.ways.mu.Lock()
	ways := append([]*way{&e.own}, slices.Collect(maps.Values(e.ways.byAddr))...)
	e.ways.mu.Unlock()
	var left []legacy
	for _, w := range ways {
		left = append(left, legacy{w.via, w.session.Leave()})
	}
	j := &e.jar
	j.mu.Lock()
	defer j.mu.Unlock()
	return estate{Cookies: j.All(), Before: j.before, Undo: j.undo, Ways: left}
}

// inherit takes the estate of another engine.
func (e *Engine) inherit(data []byte) error {
	var left estate
	if err := json.Unmarshal(data, &left); err != nil {
		return fmt.Errorf("takeover: read the estate: %w", err)
	}
	for _, l := range left.Ways {
		e.way(l.Via).session.Inherit(l.Left)
	}
	j := &e.jar
	j.mu.Lock()
	defer j.mu.Unlock()
	j.Restore(left.Cookies, time.Now())
	j.before, j.undo = left.Before, left.Undo
	return nil
}
