package network

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/e2e/peer"
	"roundtrip/httpwasm/relay/wire"
)

const answer = "HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\n" +
	"HTTP/1.1 100 Continue\r\n\r\n" +
	"HTTP/1.1 299 Quite Fine\r\nset-cookie: b=2\r\nSERVER: mine\r\nSet-Cookie: a=1\r\nX-Latin: caf\xe9\r\nX-Folded: one\r\n two\r\ntransfer-encoding: chunked\r\nTrailer: X-T\r\nAccept: \r\n\r\n" +
	"5\r\nhello\r\n0\r\nX-T: late\r\nX-T: later\r\n\r\n"

func TestEverythingOfAResponseIsToldAsItCame(t *testing.T) {
	tr := newTransport(t)
	r := fetch(t, tr, request.Network{}, raw(t, answer)+"/path?q", "X-Mine", "1")
	require.NoError(t, r.err)
	require.Equal(t, "hello", r.body)
	require.Equal(t, []exchange.Field{{Name: "set-cookie", Value: "b=2"}, {Name: "SERVER", Value: "mine"}, {Name: "Set-Cookie", Value: "a=1"}, {Name: "X-Latin", Value: "café"},
		{Name: "X-Folded", Value: "one two"}, {Name: "transfer-encoding", Value: "chunked"}, {Name: "Trailer", Value: "X-T"}, {Name: "Accept"}}, r.trace.Fields(r.resp.Header))
	require.Equal(t, []exchange.Informational{{Status: 103, Reason: "Early Hints", Headers: []exchange.Field{{Name: "link", Value: "</a.css>; rel=preload"}}},
		{Status: 100, Reason: "Continue"}}, r.trace.Informational())
	require.Equal(t, []exchange.Field{{Name: "X-T", Value: "late"}, {Name: "X-T", Value: "later"}}, r.trace.Trailers())

	host := r.resp.Request.URL.Host
	sent := "GET /path?q HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: Roundtrip/1.0\r\nAccept: */*\r\nX-Mine: 1\r\n\r\n"
	heads, all := r.trace.Traffic(false), r.trace.Traffic(true)
	require.Equal(t, sent, string(heads.Sent))
	require.Equal(t, answer[:strings.Index(answer, "5\r\nhello")], string(heads.Received))
	require.Equal(t, answer, string(all.Received), "byte for byte")
	require.EqualValues(t, len(answer), all.ReceivedSize)
	require.Equal(t, []exchange.Field{{Name: "Host", Value: host}, {Name: "User-Agent", Value: "Roundtrip/1.0"}, {Name: "Accept", Value: "*/*"}, {Name: "X-Mine", Value: "1"}}, r.trace.Sent())
	require.EqualValues(t, 5, r.trace.Wire())

	changed := r.resp.Header.Clone()
	changed.Del("Server")
	changed.Set("Added", "later")
	var left []string
	for _, f := range r.trace.Fields(changed) {
		left = append(left, f.Name)
	}
	require.NotContains(t, left, "SERVER")
	require.Equal(t, "Added", left[len(left)-1])
}

func TestBodiesAreRecordedToABound(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		_, _ = w.Write(body)
	}))
	t.Cleanup(s.Close)
	body := strings.Repeat("0123456789", 100_000)
	req, err := http.NewRequest(http.MethodPost, s.URL, strings.NewReader(body))
	require.NoError(t, err)
	tr := newTransport(t)
	r := do(t, tr, request.Network{}, req.WithContext(t.Context()))
	require.NoError(t, r.err)
	require.Equal(t, body, r.body)
	heads, all := r.trace.Traffic(false), r.trace.Traffic(true)
	require.Equal(t, body[:maxRaw], string(all.Sent[len(heads.Sent):]))
	require.Len(t, all.Received, len(heads.Received)+maxRaw)
	require.Greater(t, all.ReceivedSize, int64(len(body)))

	again := fetch(t, tr, request.Network{}, s.URL)
	require.True(t, again.trace.Connection().Reused)
	require.True(t, strings.HasPrefix(string(again.trace.Traffic(true).Received), "HTTP/1.1 200 OK\r\n"), "each request has its own")
	require.Len(t, r.trace.Traffic(true).Received, len(heads.Received)+maxRaw)
}

func TestThePhasesFollowEachOther(t *testing.T) {
	root := peer.NewAuthority(t, "Root")
	for _, http2 := range []bool{false, true} {
		url := secure(t, with(root.Issue(t, peer.Paper{Name: "localhost"})), http2, func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(30 * time.Millisecond)
			fmt.Fprint(w, "begun")
			http.NewResponseController(w).Flush()
			time.Sleep(30 * time.Millisecond)
		})
		tr := newTransport(t)
		start := time.Now()
		r := fetch(t, tr, request.Network{CA: root.PEM()}, strings.Replace(url, "127.0.0.1", "localhost", 1))
		end := milliseconds(time.Since(start))
		require.NoError(t, r.err)
		phases := r.trace.Phases(start)
		at, took := 0.0, map[string]float64{}
		for _, p := range phases {
			require.GreaterOrEqual(t, p.Start, at-0.01, "%v", phases)
			require.LessOrEqual(t, p.End, end)
			at, took[p.Name] = p.End, p.End-p.Start
		}
		for _, name := range []string{"DNS", "Connect", "TLS"} {
			require.Contains(t, took, name)
		}
		require.GreaterOrEqual(t, took["Waiting for the server"], 29.0)
		require.GreaterOrEqual(t, took["Body"], 29.0)
		require.GreaterOrEqual(t, at, 58.0, "up to the end of the body")
	}
}

// far is a connection that says how it came to be, as a tunnel does.
type far struct{ net.Conn }

func (far) Opened() (dns, connect time.Duration, via string) {
	return 20 * time.Millisecond, 10 * time.Millisecond, "relay.example"
}

func TestATunnelSaysItsOwnTimes(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(hello))
	t.Cleanup(s.Close)
	tr := newTransport(t)
	tr.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		time.Sleep(50 * time.Millisecond)
		c, err := (&net.Dialer{}).DialContext(ctx, network, address)
		return far{c}, err
	}
	r := fetch(t, tr, request.Network{}, s.URL)
	require.NoError(t, r.err)
	phases := opening(r.trace.Phases(r.trace.start))
	require.Equal(t, []string{"Relay", "DNS", "Connect"}, names(phases)[:3])
	require.InDelta(t, 20, phases[1].End-phases[1].Start, 0.01)
	require.InDelta(t, 10, phases[2].End-phases[2].Start, 0.01)
	require.GreaterOrEqual(t, phases[0].End-phases[0].Start, 19.0)
	require.Equal(t, "relay.example", r.trace.Connection().Via)
}

func TestWhyThereIsNoAnswer(t *testing.T) {
	nobody := peer.Nobody(t)
	reset := "http://" + peer.Listen(t, func(c net.Conn) {
		_, _ = bufio.NewReader(c).ReadString('\n')
		_ = c.(*net.TCPConn).SetLinger(0)
	})
	dials := func(err error) *Transport {
		return &Transport{Dial: func(context.Context, string, string) (net.Conn, error) { return nil, err }}
	}
	refused := func(kind wire.Kind) *Transport {
		return dials(fmt.Errorf("tunnel: %w", &wire.Refusal{Kind: kind, Reason: "A sentence.", Flag: "-relay-allow 10.0.0.1"}))
	}
	for _, c := range []struct {
		name   string
		tr     *Transport
		url    string
		kind   exchange.Kind
		cause  exchange.Cause
		detail string
	}{
		{"nobody listens", nil, "http://" + nobody, exchange.Unreachable, exchange.Refused, "Nobody listens at " + nobody + ": the connection was refused."},
		{"the name does not resolve", dials(&net.DNSError{Err: "no such host", Name: "h.example", IsNotFound: true}), "http://h.example", exchange.Unreachable, exchange.NoSuchHost,
			"The name h.example does not resolve: no such host."},
		{"no way there", dials(&net.OpError{Op: "dial", Err: syscall.ENETUNREACH}), "http://h.example", exchange.Unreachable, exchange.NoRoute, "There is no way to h.example:80 from here."},
		{"reset", nil, reset, exchange.Unreachable, exchange.Reset, "The connection was reset before there was an answer."},
		{"closed", nil, raw(t, ""), exchange.Unreachable, exchange.Closed, "The server closed the connection without an answer."},
		{"half a head", nil, raw(t, "HTTP/1.1 200 OK\r\nA: b"), exchange.Unreachable, exchange.Closed, "The server closed the connection without an answer."},
		{"not HTTP", nil, raw(t, "SSH-2.0-OpenSSH_9.9\r\n"), exchange.NotHTTP, "", `The answer is not HTTP: malformed HTTP response "SSH-2.0-OpenSSH_9.9".`},
		{"a header that is none", nil, raw(t, "HTTP/1.1 200 OK\r\nno colon\r\n\r\n"), exchange.NotHTTP, "", ""},
		{"a head without an end", nil, raw(t, "HTTP/1.1 200 OK\r\n"+strings.Repeat("A: "+strings.Repeat("a", 1000)+"\r\n", 1100)), exchange.NotHTTP, "",
			"The head of the answer is longer than 1048576 bytes."},
		{"the relay forbids it", refused(wire.Forbidden), "http://10.0.0.1", exchange.Relay, "", "A sentence."},
		{"the relay finds no name", refused(wire.NotFound), "http://h.example", exchange.Unreachable, exchange.NoSuchHost, "A sentence."},
		{"the relay finds nobody there", dials(&wire.Refusal{Kind: wire.Unreachable, Cause: wire.Refused, Reason: "A sentence."}), "http://h.example", exchange.Unreachable, exchange.Refused, "A sentence."},
		{"the relay gets nowhere", dials(&wire.Refusal{Kind: wire.Unreachable, Reason: "A sentence."}), "http://h.example", exchange.Unreachable, "", "A sentence."},
		{"the relay's own proxy failed", refused(wire.ProxyFailed), "http://h.example", exchange.Proxy, "", "A sentence."},
	} {
		t.Run(c.name, func(t *testing.T) {
			tr := c.tr
			if tr == nil {
				tr = newTransport(t)
			}
			r := fetch(t, tr, request.Network{}, c.url)
			e := r.failure(t)
			require.Equal(t, []any{c.kind, c.cause}, []any{e.Kind, e.Cause}, e.Detail)
			if c.detail != "" {
				require.Equal(t, c.detail, e.Detail)
			}
			if e.Kind == exchange.Relay {
				require.Equal(t, "-relay-allow 10.0.0.1", e.Flag)
			}
			require.NotNil(t, r.trace.Connection())
		})
	}
}

func TestConnectionsAreKeptByWhatTheyAreFor(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(hello))
	t.Cleanup(s.Close)
	tr := newTransport(t)
	reused := func(o request.Network) bool {
		r := fetch(t, tr, o, s.URL)
		require.NoError(t, r.err)
		return r.trace.Connection().Reused
	}
	a, b := request.Network{}, request.Network{HTTP: request.HTTP1}
	require.False(t, reused(a))
	require.False(t, reused(b))
	require.True(t, reused(a))
	for i := range maxPools - 1 {
		require.False(t, reused(request.Network{NoProxy: fmt.Sprint("host", i)}))
	}
	require.Len(t, tr.pools, maxPools)
	require.True(t, reused(a))
	require.False(t, reused(b), "what was not used for long is let go")
	tr.CloseIdleConnections()
	require.False(t, reused(a))
}

func TestARequestThatIsCancelledIsLeft(t *testing.T) {
	hang := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/body" {
			fmt.Fprint(w, "begun")
			http.NewResponseController(w).Flush()
		}
		<-hang
	}))
	t.Cleanup(s.Close)
	t.Cleanup(func() { close(hang) })
	for _, path := range []string{"/head", "/body"} {
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+path, nil)
		require.NoError(t, err)
		r := do(t, newTransport(t), request.Network{}, req)
		require.ErrorIs(t, r.err, context.DeadlineExceeded)
		var e *Error
		require.False(t, errors.As(r.err, &e), "the context's own error counts")
		cancel()
	}
}
