//go:build !js

package main

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"time"

	"github.com/chromedp/chromedp"

	"roundtrip/httpwasm"
)

// ways are how the far server is asked.
var ways = []string{"http", "https", "https2"}

// small is how many small requests are timed in a round.
const small = 100

// measure gives for each way: small requests in ms, downloads and uploads in MB/s; each native and through the relay. And what the
// relay spends on it.
func (b *browser) measure(size, rounds int) (result, error) {
	found := result{}
	both := func(name string, t task, add func(name string, ms float64)) error {
		straight, err := b.native.run(b.ctx, t)
		if err != nil {
			return fmt.Errorf("%s, native: %w", name, err)
		}
		t.Relay = b.relay.at.HTTP
		through, err := b.ask(t)
		if err != nil {
			return fmt.Errorf("%s, through the relay: %w", name, err)
		}
		for _, ms := range straight {
			add(name+" native", ms)
		}
		for _, ms := range through {
			add(name+" relay", ms)
		}
		return nil
	}
	discard := func(string, float64) {}
	for round := range rounds + 1 {
		ms, speed := found.add, func(name string, ms float64) { found.add(name, float64(size)/1000/ms) }
		if round == 0 { // connects and compiles
			ms, speed = discard, discard
		}
		for _, way := range ways {
			t := task{PEM: b.far.at.PEM, HTTP2: way == "https2"}
			t.Times, t.URL = small, b.far.at.origin(way)+"/bytes?n=1000"
			if err := both("1 kB "+way, t, ms); err != nil {
				return nil, err
			}
			before, err := b.relay.cpu()
			if err != nil {
				return nil, err
			}
			t.Times, t.URL = 1, fmt.Sprintf("%s/bytes?n=%d", b.far.at.origin(way), size)
			if err := both("down "+way, t, speed); err != nil {
				return nil, err
			}
			after, err := b.relay.cpu()
			if err != nil {
				return nil, err
			}
			if round > 0 {
				found.add("relay CPU s/GB down", (after-before).Seconds()/(float64(size)/1e9))
			}
			t.URL, t.Posts = b.far.at.origin(way), size
			if err := both("up "+way, t, speed); err != nil {
				return nil, err
			}
		}
	}
	var longest float64
	if err := chromedp.Run(b.ctx, chromedp.Evaluate("longest", &longest)); err != nil {
		return nil, err
	}
	found.add("longest task of the page, ms", longest)
	return found, b.idle(found)
}

// idle measures what the relay keeps for a connection that does nothing.
func (b *browser) idle(found result) error {
	const many = 500
	u, err := url.Parse(b.far.at.HTTP)
	if err != nil {
		return err
	}
	before, err := b.relay.resident()
	if err != nil {
		return err
	}
	var open []net.Conn
	defer func() {
		for _, c := range open {
			c.Close()
		}
	}()
	tunnel := &httpwasm.Tunnel{URL: b.relay.at.HTTP}
	for range many {
		c, err := tunnel.DialContext(context.Background(), "tcp", u.Host)
		if err != nil {
			return err
		}
		open = append(open, c)
	}
	time.Sleep(time.Second)
	after, err := b.relay.resident()
	found.add("relay kB per idle connection", (after-before)/many/1000)
	return err
}
