package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"roundtrip/httpwasm"
)

// task is what a client is asked to do.
type task struct {
	Relay string // or "", to go straight
	URL   string
	PEM   string
	HTTP2 bool
	Posts int // bytes to send, or 0 to get
	Times int
}

// client is a kept-alive connection, used again by tasks alike.
type client struct {
	*http.Client
	task task
}

func newClient(t task) *client {
	transport := &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: x509.NewCertPool()},
		HTTP2:           httpwasm.HTTP2(),
		Protocols:       new(http.Protocols),
		ReadBufferSize:  64 << 10,
		WriteBufferSize: 64 << 10,
	}
	transport.TLSClientConfig.RootCAs.AppendCertsFromPEM([]byte(t.PEM))
	transport.Protocols.SetHTTP1(!t.HTTP2)
	transport.Protocols.SetHTTP2(t.HTTP2)
	if t.Relay != "" {
		tunnel := &httpwasm.Tunnel{URL: t.Relay}
		transport.DialContext = tunnel.DialContext
	} else {
		transport.DialContext = new(net.Dialer).DialContext
	}
	return &client{&http.Client{Transport: transport}, t}
}

// run gives the milliseconds of each time.
func (c *client) run(ctx context.Context) ([]float64, error) {
	var times []float64
	for range c.task.Times {
		began := time.Now()
		method, body := http.MethodGet, io.Reader(nil)
		if c.task.Posts > 0 {
			method, body = http.MethodPost, io.LimitReader(zeros{}, int64(c.task.Posts))
		}
		req, err := http.NewRequestWithContext(ctx, method, c.task.URL, body)
		if err != nil {
			return nil, err
		}
		resp, err := c.Do(req)
		if err != nil {
			return nil, err
		}
		n, err := io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if c.task.Posts == 0 && n != resp.ContentLength {
			return nil, fmt.Errorf("%d bytes of %d", n, resp.ContentLength)
		}
		times = append(times, float64(time.Since(began).Microseconds())/1000)
	}
	return times, nil
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// clients are kept between tasks, by what they ask for.
type clients map[string]*client

func (c clients) run(ctx context.Context, t task) ([]float64, error) {
	key, _ := json.Marshal(task{Relay: t.Relay, PEM: t.PEM, HTTP2: t.HTTP2})
	if c[string(key)] == nil {
		c[string(key)] = newClient(t)
	}
	one := c[string(key)]
	one.task = t
	return one.run(ctx)
}
