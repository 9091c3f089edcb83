//go:build !js

package session

import (
	"bufio"
	"bytes"
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"mime"
	"net"
	"net/http"
	"net/http/httputil"
	"os/exec"
	"regexp"
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

// described is one request, said twice.
type described struct {
	name    string
	request request.Request
	python  string   // the arguments of requests.Session.request as JSON; see testdata/requests.py
	answers []string // lines of the heads that answer the requests in their order; "200 OK" answers those behind them
}

// difference is what Session sends otherwise than requests.
type difference struct {
	of       string // the name of the request; "" where it is the same for many, whichever on the wire it is
	in       string // such as "2 header accept": of the second request on the wire, its header Accept
	requests string
	session  string
	why      string
}

// covers reports whether a difference that was found in a request is this one.
func (k difference) covers(found difference, name string) bool {
	_, anywhere, _ := strings.Cut(found.in, " ")
	place := k.of == name && k.in == found.in || k.of == "" && k.in == anywhere
	return place && k.requests == found.requests && k.session == found.session
}

// absent stands for what one side does not send.
const absent = "(absent)"

// Answers that are none.
const (
	silence = "silence" // until the client gives up
	gone    = "gone"    // the connection is closed
)

// TestRequestsSendsTheSame sends each of the requests once with Python's requests and once with a Session, to servers that take
// it off the wire byte for byte, and compares. What differs must stand in kept or in defects with the values of both sides, and
// what stands there must differ. Names are not looked up: every connection leads to a server of the test.
func TestRequestsSendsTheSame(t *testing.T) {
	python := sendWithRequests(t)
	known := slices.Concat(kept, defects)
	seen := map[int]bool{} // indices of known
	ran := 0
	for i, d := range differential {
		t.Run(d.name, func(t *testing.T) {
			ran++
			for _, found := range compare(python[i], sendWithSession(t, d)) {
				at := slices.IndexFunc(known, func(k difference) bool { return k.covers(found, d.name) })
				if at < 0 {
					t.Errorf("%s\nrequests: %q\nsession:  %q", found.in, found.requests, found.session)
					continue
				}
				seen[at] = true
			}
			for i, k := range known {
				if k.of == d.name && !seen[i] {
					t.Errorf("These no longer differ. Take the row away: %s\nrequests: %q\nsession:  %q", k.in, k.requests, k.session)
				}
			}
		})
	}
	for i, k := range known {
		named := k.of == "" || slices.ContainsFunc(differential, func(d described) bool { return d.name == k.of })
		require.True(t, named, "kept or defects tell of a request that is not described: %s", k.of)
		require.NotEmpty(t, k.why)
		if k.of == "" && ran == len(differential) {
			require.True(t, seen[i], "No request differs in this any more. Take the row away: %s\nrequests: %q\nsession:  %q", k.in, k.requests, k.session)
		}
	}
}

// outcome is what was on the wire, and how it ended.
type outcome struct {
	wires  []wire
	Status int    `json:"status"`
	URL    string `json:"url"`   // of the last response
	Error  string `json:"error"` // the name of an exception of requests
}

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

// compare lists what differs. Headers are compared as lists for each name: libraries order names in their own ways.
func compare(python, ours outcome) []difference {
	var found []difference
	same := func(in, requests, session string) {
		if requests != session {
			found = append(found, difference{in: in, requests: requests, session: session})
		}
	}
	same("requests on the wire", strconv.Itoa(len(python.wires)), strconv.Itoa(len(ours.wires)))
	for i := range min(len(python.wires), len(ours.wires)) {
		a, b := normalise(python.wires[i]), normalise(ours.wires[i])
		at := fmt.Sprint(i+1, " ")
		same(at+"method", a.method, b.method)
		same(at+"target", a.target, b.target)
		same(at+"body", a.body, b.body)
		names := map[string]bool{}
		for _, name := range slices.Concat(slices.Collect(maps.Keys(a.header)), slices.Collect(maps.Keys(b.header))) {
			names[name] = true
		}
		for _, name := range slices.Sorted(maps.Keys(names)) {
			same(at+"header "+name, values(a.header, name), values(b.header, name))
		}
	}
	same("status", strconv.Itoa(python.Status), strconv.Itoa(ours.Status))
	same("URL", python.URL, ours.URL)
	if python.Error == "" || !slices.Contains(regexp.MustCompile(`\w+`).FindAllString(ours.Error, -1), python.Error) {
		same("error", python.Error, ours.Error)
	}
	return found
}

func values(header map[string][]string, name string) string {
	list, ok := header[name]
	if !ok {
		return absent
	}
	return strings.Join(list, "\n")
}

// ownHeaders are the headers in which every program names itself and says what it can do, unless the request sets them.
var ownHeaders = map[string]string{"user-agent": `^(python-requests/|Go-http-client/)`, "accept-encoding": `^gzip, deflate(, br)?(, zstd)?$|^identity$`, "connection": `^(keep-alive|close)$`}

// normalise takes away what each program chooses for itself: its own headers, the boundary of a multipart body, and the client's
// nonce in an answer to a digest challenge, whose hash is checked in its place.
func normalise(w wire) wire {
	w.header = maps.Clone(w.header)
	for name, pattern := range ownHeaders {
		if list := w.header[name]; len(list) == 1 && regexp.MustCompile(pattern).MatchString(list[0]) {
			delete(w.header, name)
		}
	}
	if list := w.header["content-length"]; len(list) == 1 && list[0] == strconv.Itoa(len(w.body)) && w.body != "" {
		w.header["content-length"] = []string{"that of the body"}
	}
	media := values(w.header, "content-type")
	if _, params, err := mime.ParseMediaType(media); err == nil && params["boundary"] != "" {
		w.header["content-type"] = []string{strings.ReplaceAll(media, params["boundary"], "BOUNDARY")}
		w.body = strings.ReplaceAll(w.body, params["boundary"], "BOUNDARY")
	}
	if answer, ok := strings.CutPrefix(values(w.header, "authorization"), "Digest "); ok {
		delete(w.header, "authorization")
		for name, value := range checkDigest(w, answer) {
			w.header["authorization: digest "+name] = []string{value}
		}
	}
	return w
}

var digestParam = regexp.MustCompile(`([a-z*]+)=("(?:[^"\\]|\\.)*"|[^,\s]*)`)

// checkDigest reads the parameters of an answer to a challenge, and puts "right" in place of a hash that is (RFC 7616, section
// 3.4.1). The password is secret in all requests here.
func checkDigest(w wire, answer string) map[string]string {
	params := map[string]string{}
	for _, m := range digestParam.FindAllStringSubmatch(answer, -1) {
		params[m[1]] = m[2]
	}
	plain := func(name string) string {
		return regexp.MustCompile(`\\(.)`).ReplaceAllString(strings.Trim(params[name], `"`), "$1")
	}
	h := func(text string) string { return fmt.Sprintf("%x", md5.Sum([]byte(text))) }
	if strings.HasPrefix(plain("algorithm"), "SHA-256") {
		h = func(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) }
	}
	secret := h(plain("username") + ":" + plain("realm") + ":" + digestPassword)
	if strings.HasSuffix(strings.ToLower(plain("algorithm")), "-sess") {
		secret = h(secret + ":" + plain("nonce") + ":" + plain("cnonce"))
	}
	asked := h(w.method + ":" + plain("uri"))
	want := h(secret + ":" + plain("nonce") + ":" + asked)
	if plain("qop") != "" {
		want = h(strings.Join([]string{secret, plain("nonce"), plain("nc"), plain("cnonce"), plain("qop"), asked}, ":"))
	}
	if plain("response") == want {
		params["response"] = "right"
	}
	if len(plain("cnonce")) >= 16 {
		params["cnonce"] = "its own"
	}
	return params
}
