//go:build !js

package main

import "sync"

// gates are named events: tests wait for what a server saw, and servers for what a test allows, with no clock between.
type gates struct {
	mu     sync.Mutex
	events map[string]*event
}

type event struct {
	happened chan struct{} // closed when it has
	note     string        // what is told about it, then
}

func newGates() *gates { return &gates{events: map[string]*event{}} }

func (g *gates) event(name string) *event {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.events[name] == nil {
		g.events[name] = &event{happened: make(chan struct{})}
	}
	return g.events[name]
}

// open makes the event happen. Only the first time counts.
func (g *gates) open(name, note string) {
	event := g.event(name)
	g.mu.Lock()
	defer g.mu.Unlock()
	select {
	case <-event.happened:
	default:
		event.note = note
		close(event.happened)
	}
}
