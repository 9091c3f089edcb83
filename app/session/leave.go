package session

import (
	"maps"

	"roundtrip/app/ratelimit"
	"roundtrip/app/session/cache"
)

// Left is what a session leaves to the one that takes its place. Nonces are not in it: a server gives another one with a 401.
type Left struct {
	Limits map[string]ratelimit.Limits `json:"limits,omitempty"` // by origin
	Stored []cache.Kept                `json:"stored,omitempty"`
}

// mostLeft is how many bytes of stored responses a session leaves: as many as pass from one worker to another in a moment.
const mostLeft = 4 << 20

// Leave gives what the session knows.
func (s *Session) Leave() Left {
	s.limits.mu.Lock()
	defer s.limits.mu.Unlock()
	return Left{Limits: maps.Clone(s.limits.byOrigin), Stored: s.Store.Leave(mostLeft)}
}

// Inherit takes what another session has left.
func (s *Session) Inherit(left Left) {
	for origin, said := range left.Limits {
		s.limits.learn(origin, said)
	}
	s.Store.Take(left.Stored)
}
