//go:build !js

package main

import "sync"

// gates are named events: tests wait for what a server saw, and servers for what a test allows, with no clock between.
type gates struct {
	mu     sync.Mutex
	events map[string]chan struct{}
}

func newGates() *gates { return &gates{events: map[string]chan struct{}{}} }

// event is closed once open has been called with its name.
func (g *gates) event(name string) chan struct{} {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.events[name] == nil {
		g.events[name] = make(chan struct{})
	}
	return g.events[name]
}

func (g *gates) open(name string) {
	event := g.event(name)
	g.mu.Lock()
	defer g.mu.Unlock()
	select {
	case <-event:
	default:
		close(event)
	}
}
