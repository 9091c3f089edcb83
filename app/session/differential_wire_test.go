//go:build !js

package session

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
	"roundtrip/app/session/cookie"
	"roundtrip/app/session/network"
)

// wire is one request as it was on the wire.
type wire struct {
	method, target string
	header         map[string][]string // by names in small letters; values in order
	body           string
}

func sendWithRequests(t *testing.T) []outcome {
	t.Helper()
	if out, err := exec.CommandContext(t.Context(), "python3", "-c", "import requests").CombinedOutput(); err != nil {
		t.Skipf("Python's requests is not here: %v\n%s", err, out)
	}
	type item struct {
		Port int             `json:"port"`
		Call json.RawMessage `json:"call"`
	}
	var items []item
	var taken []func() []wire
	for _, d := range differential {
		port, wires := serve(t, d.answers)
		items = append(items, item{port, json.RawMessage(d.python)})
		taken = append(taken, wires)
	}
	in, err := json.Marshal(items)
	require.NoError(t, err)
	program := exec.CommandContext(t.Context(), "python3", "testdata/requests.py")
	var stderr bytes.Buffer
	program.Stdin, program.Stderr = bytes.NewReader(in), &stderr
	out, err := program.Output()
	require.NoError(t, err, stderr.String())
	var outcomes []outcome
	require.NoError(t, json.Unmarshal(out, &outcomes))
	require.Len(t, outcomes, len(differential))
	for i := range outcomes {
		outcomes[i].wires = taken[i]()
	}
	return outcomes
}

// sendWithSession sends as package engine does; a failure is named as requests names it.
func sendWithSession(t *testing.T, d described) outcome {
	t.Helper()
	port, taken := serve(t, d.answers)
	var jar cookie.Jar
	s := &Session{
		Transport: &network.Transport{
			Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
				return (&net.Dialer{}).DialContext(ctx, network, net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
			},
		},
		Open:    func(f request.File) (any, error) { return strings.NewReader(contents[f.ID]), nil },
		Cookies: func(next http.RoundTripper) http.RoundTripper { return &cookie.Transport{Jar: &jar, Next: next} },
	}
	p, bad := Prepare(d.request, Place{Codings: network.AcceptEncoding})
	if bad != nil {
		return outcome{Error: bad.Exception(), wires: taken()}
	}
	ctx, cancel := Deadline(t.Context(), d.request.Options)
	defer cancel()
	resp, err := s.Do(ctx, p, Watch{})
	if err != nil {
		return outcome{Error: Fail(err, p).Exception(), wires: taken()}
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	require.NoError(t, err)
	head := Head(resp)
	return outcome{Status: head.Status, URL: head.URL, wires: taken()}
}

// serve takes requests off the wire until they are asked for, one a connection.
func serve(t *testing.T, answers []string) (port int, taken func() []wire) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	var wires []wire
	var problem error
	var ended sync.WaitGroup
	ended.Go(func() {
		for problem == nil {
			c, err := l.Accept()
			if err != nil {
				return
			}
			answer := "200 OK"
			if len(wires) < len(answers) {
				answer = answers[len(wires)]
			}
			var w wire
			if w, problem = exchangeOn(c, answer); problem == nil {
				wires = append(wires, w)
			}
			c.Close()
		}
	})
	taken = func() []wire {
		t.Helper()
		l.Close()
		ended.Wait()
		require.NoError(t, problem)
		return wires
	}
	t.Cleanup(func() { l.Close(); ended.Wait() })
	return l.Addr().(*net.TCPAddr).Port, taken
}

func exchangeOn(c net.Conn, answer string) (wire, error) {
	if err := c.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		return wire{}, err
	}
	in := bufio.NewReader(c)
	w, err := readWire(in)
	switch {
	case err != nil || answer == gone:
		return w, err
	case answer == silence:
		if _, err = in.ReadByte(); err != io.EOF {
			return w, fmt.Errorf("wait for the end of a connection: %w", err)
		}
		return w, nil
	}
	body := "ok"
	if w.method == "HEAD" {
		body = ""
	}
	_, err = fmt.Fprintf(c, "HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: 2\r\n\r\n%s", strings.ReplaceAll(answer, "\n", "\r\n"), body)
	return w, err
}

// readWire reads a request (RFC 9112, section 2.1) and changes none of its bytes: net/http would.
func readWire(in *bufio.Reader) (wire, error) {
	line := func() (string, error) {
		text, err := in.ReadString('\n')
		return strings.TrimSuffix(text, "\r\n"), err
	}
	first, err := line()
	if err != nil {
		return wire{}, err
	}
	w := wire{header: map[string][]string{}}
	rest, http11 := strings.CutSuffix(first, " HTTP/1.1")
	method, target, two := strings.Cut(rest, " ")
	if !http11 || !two {
		return wire{}, fmt.Errorf("%q is no request line", first)
	}
	w.method, w.target = method, target
	for {
		text, err := line()
		if err != nil {
			return wire{}, err
		}
		if text == "" {
			break
		}
		name, value, ok := strings.Cut(text, ":")
		if !ok {
			return wire{}, fmt.Errorf("%q is no header", text)
		}
		name = strings.ToLower(name)
		w.header[name] = append(w.header[name], strings.TrimPrefix(value, " "))
	}
	var body []byte
	if slices.Equal(w.header["transfer-encoding"], []string{"chunked"}) {
		body, err = io.ReadAll(httputil.NewChunkedReader(in))
	} else if length := w.header["content-length"]; len(length) > 0 {
		n, bad := strconv.Atoi(length[0])
		if bad != nil {
			return wire{}, bad
		}
		body = make([]byte, n)
		_, err = io.ReadFull(in, body)
	}
	if err == nil && in.Buffered() > 0 {
		err = fmt.Errorf("%d bytes stand behind the body", in.Buffered())
	}
	w.body = string(body)
	return w, err
}
