//go:build !js

package main

import (
	"io"
	"net"
	"sync"
	"time"
)

// link is a slow line that everything shares which goes through its ports: page, workers and API, as at home. A page's
// own emulation in DevTools would leave the worker's requests out, and give each of them a line of its own.
type link struct {
	down, up lane
	latency  time.Duration // of one direction: half a round trip

	listeners []net.Listener
}

// lane is one direction.
type lane struct {
	rate float64 // bytes/s

	mu   sync.Mutex
	free time.Time // when all that was sent so far has gone out
}

// newLink makes a line of so many bits per second and a round trip of so long.
func newLink(down, up float64, roundTrip time.Duration) *link {
	return &link{down: lane{rate: down / 8}, up: lane{rate: up / 8}, latency: roundTrip / 2}
}

// reach gives an address on this machine that leads through the line to the server at target.
func (l *link) reach(target string) (addr string, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	l.listeners = append(l.listeners, listener)
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return // closed
			}
			far, err := net.Dial("tcp", target)
			if err != nil {
				near.Close()
				continue
			}
			go l.carry(far, near, &l.up)
			go l.carry(near, far, &l.down)
		}
	}()
	return listener.Addr().String(), nil
}

func (l *link) close() {
	for _, listener := range l.listeners {
		listener.Close()
	}
}

type packet struct {
	data []byte
	due  time.Time
}

// carry moves what from sends to to: each packet arrives when the lane has had time for it and all before it, and the
// latency has passed.
func (l *link) carry(to, from net.Conn, lane *lane) {
	flight := make(chan packet, 256) // bounds what is under way, as a window does
	go func() {
		defer close(flight)
		for {
			data := make([]byte, 4<<10)
			n, err := from.Read(data)
			if n > 0 {
				flight <- packet{data[:n], lane.send(n).Add(l.latency)}
			}
			if err != nil {
				return
			}
		}
	}()
	for p := range flight {
		time.Sleep(time.Until(p.due))
		if _, err := to.Write(p.data); err != nil {
			from.Close()
			_, _ = io.Copy(io.Discard, from)
			break
		}
	}
	for range flight {
	}
	if half, ok := to.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite()
	}
}

// send takes the lane for n bytes and gives the time at which the last of them has gone out.
func (l *lane) send(n int) time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now := time.Now(); l.free.Before(now) {
		l.free = now
	}
	l.free = l.free.Add(time.Duration(float64(n) / l.rate * float64(time.Second)))
	return l.free
}
