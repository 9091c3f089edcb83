//go:build !js

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"roundtrip/httpwasm/relay"
)

// process is this program in another role.
type process struct {
	command *exec.Cmd
	at      addresses
}

// addresses are where a role serves, and the certificate of those that use TLS.
type addresses struct{ HTTP, HTTPS, HTTPS2, PEM string }

// origin is where a way of asking goes.
func (a addresses) origin(way string) string {
	return map[string]string{"http": a.HTTP, "https": a.HTTPS, "https2": a.HTTPS2}[way]
}

func start(ctx context.Context, role string) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p := &process{command: exec.CommandContext(ctx, self, "-role", role)}
	p.command.Stderr = os.Stderr
	out, err := p.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if _, err := p.command.StdinPipe(); err != nil { // closed when this program ends
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		return nil, fmt.Errorf("%s: %w", role, err)
	}
	return p, json.Unmarshal(line, &p.at)
}

func (p *process) stop() {
	_ = p.command.Process.Kill()
	_ = p.command.Wait()
}

// cpu is the processor time that it took so far (proc(5), stat: utime and stime, in ticks of 10 ms).
func (p *process) cpu() (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.command.Process.Pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond, nil
}

// resident is its memory in bytes, now.
func (p *process) resident() (float64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kilobytes, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
	return kilobytes * 1024, err
}

// serve is what such a process does, until its standard input ends.
func serve(role string) error {
	var at addresses
	if role == "relay" {
		relay, err := newRelay()
		if err != nil {
			return err
		}
		at.HTTP = relay.URL
	} else {
		plain, secure, second := httptest.NewServer(far()), httptest.NewUnstartedServer(far()), httptest.NewUnstartedServer(far())
		secure.StartTLS()
		second.EnableHTTP2 = true
		second.StartTLS()
		at = addresses{plain.URL, secure.URL, second.URL, pemOf(secure.Certificate())}
	}
	if err := json.NewEncoder(os.Stdout).Encode(at); err != nil {
		return err
	}
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}

// newRelay is a relay that refuses nothing that is measured here.
func newRelay() (*httptest.Server, error) {
	server := httptest.NewUnstartedServer(nil)
	config := relay.Defaults()
	config.Listening(server.Listener.Addr())
	config.Origins = []string{"*"}
	config.Connections, config.PerClient, config.Rate, config.Burst = 2000, 2000, 1e6, 1e6
	config.Log = slog.New(slog.DiscardHandler)
	config.Proxy = nil
	handler, err := relay.New(config)
	server.Config.Handler = http.StripPrefix("/relay", handler)
	server.Start()
	return server, err
}

// far sends /bytes?n=, and reads what is posted.
func far() http.Handler {
	chunk := make([]byte, 256<<10)
	for i := range chunk {
		chunk[i] = byte(i * 31)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			n, _ := io.Copy(io.Discard, r.Body)
			fmt.Fprint(w, n)
			return
		}
		size, _ := strconv.Atoi(r.FormValue("n"))
		w.Header().Set("Content-Length", strconv.Itoa(size))
		for size > 0 {
			n, err := w.Write(chunk[:min(size, len(chunk))])
			if err != nil {
				return
			}
			size -= n
		}
	})
}
