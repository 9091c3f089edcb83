//go:build !js

package session

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session/network"
)

// TestTheWireIsWhatIsSent takes every request of the differential test off the wire, byte for byte, and compares it with what was
// shown before it was sent.
func TestTheWireIsWhatIsSent(t *testing.T) {
	compared := 0
	for _, d := range differential {
		t.Run(d.name, func(t *testing.T) {
			p, bad := Prepare(d.request, Place{Codings: network.AcceptEncoding})
			if bad != nil {
				return // the test of Prepare is elsewhere
			}
			port, taken := tapOnce(t)
			transport := &network.Transport{Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
				return (&net.Dialer{}).DialContext(ctx, network, net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
			}}
			defer transport.CloseIdleConnections()
			s := &Session{Transport: transport, Open: func(f request.File) (any, error) { return strings.NewReader(contents[f.ID]), nil }}
			w, err := s.Wire(p, 64<<10)
			require.NoError(t, err)
			resp, err := s.Do(t.Context(), p, Watch{})
			require.NoError(t, err)
			resp.Body.Close()
			require.Equal(t, taken(), string(w.Head)+string(w.Body))
			require.EqualValues(t, len(w.Body), w.Size)
			require.Equal(t, string(w.Head), headOf(w), "the lines that are listed are those of the head")
			compared++
		})
	}
	require.Greater(t, compared, 190)
}

// headOf writes the head anew out of what is listed.
func headOf(w Wire) string {
	var b strings.Builder
	b.WriteString(w.Line + "\r\n")
	for _, h := range w.Headers {
		if !h.Dropped {
			fmt.Fprintf(&b, "%s: %s\r\n", h.Name, latin1(h.Value))
		}
	}
	return b.String() + "\r\n"
}

// tapOnce takes one request off the wire, and gives its bytes.
func tapOnce(t *testing.T) (port int, taken func() string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	got := make(chan string, 1)
	go func() {
		defer close(got)
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		var raw bytes.Buffer
		if _, err := readWire(bufio.NewReader(io.TeeReader(c, &raw))); err != nil {
			return
		}
		got <- raw.String()
		fmt.Fprint(c, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
	}()
	return l.Addr().(*net.TCPAddr).Port, func() string {
		t.Helper()
		select {
		case raw := <-got:
			return raw
		case <-time.After(10 * time.Second):
			t.Fatal("no request came")
			return ""
		}
	}
}

func TestTheLinesOfAWireSayWhoSetThem(t *testing.T) {
	r := request.Request{
		Method: "POST", URL: "http://h.example/100%?q=1", Auth: request.Auth{Kind: request.Bearer, Token: request.NewSecret("t")},
		Body: request.Body{Kind: request.JSON, JSON: `{"é":1}`},
		Headers: []request.Field{{Name: "x-own", Value: "ü"}, {Name: "content-length", Value: "3"}, {Name: "USER-AGENT", Value: "mine"}, {Name: "User-Agent", Value: "other"},
			{Name: "Authorization", Value: "typed"}},
	}
	p, bad := Prepare(r, Place{})
	require.Nil(t, bad)
	w, err := native().Wire(p, 100)
	require.NoError(t, err)
	require.Equal(t, "POST /100%?q=1 HTTP/1.1", w.Line)
	require.Equal(t, "POST /100%?q=1 HTTP/1.1\r\nHost: h.example\r\nUser-Agent: mine\r\nContent-Length: 8\r\nAccept: */*\r\nAuthorization: Bearer t\r\n"+
		"Content-Type: application/json\r\nx-own: \xfc\r\n\r\n", string(w.Head))
	var lines []string
	for _, h := range w.Headers {
		lines = append(lines, fmt.Sprint(h.Name, " ", h.Origin, " ", h.Dropped))
	}
	require.Equal(t, []string{
		"Host session false", "User-Agent you false", "Content-Length session false", "Accept session false", "Authorization auth false", "Content-Type body false", "x-own you false",
		"content-length you true", "User-Agent you true", "Authorization you true",
	}, lines)
}

func TestABrowsersHeadHasWhatAPageKnows(t *testing.T) {
	r := request.Request{URL: "https://h.example/a", Headers: []request.Field{{Name: "X-Twice", Value: "1"}, {Name: "Cookie", Value: "a=b"}, {Name: "x-twice", Value: "é"}}}
	p, bad := Prepare(r, Place{Browser: true, Page: "https://page.example/", UserAgent: "Browser/1"})
	require.Nil(t, bad)
	w, err := native().Wire(p, 100)
	require.NoError(t, err)
	require.Equal(t, "GET /a HTTP/1.1\r\nX-Twice: 1, \xe9\r\nHost: h.example\r\nAccept: */*\r\nCache-Control: no-cache\r\nOrigin: https://page.example\r\n"+
		"User-Agent: Browser/1\r\nSec-Fetch-Mode: cors\r\n\r\n", string(w.Head))
	require.Contains(t, w.Headers, exchange.Header{Name: "Accept-Encoding", Origin: exchange.FromBrowser, Note: "The codings that the browser decodes; pages cannot see the value."})
}

func TestASignatureInTheQueryIsInTheRequestLine(t *testing.T) {
	r := request.Request{URL: "https://bucket.example/key", Auth: request.Auth{Kind: request.AWS, AWS: request.AWSKey{
		ID: "AKID", Secret: request.NewSecret("s"), Region: "eu-west-1", Service: "s3", Place: request.InQuery}}}
	p, bad := Prepare(r, Place{Browser: true, Page: "https://page.example/"})
	require.Nil(t, bad)
	w, err := native().Wire(p, 0)
	require.NoError(t, err)
	require.Regexp(t, `^GET /key\?.*X-Amz-Signature=[0-9a-f]{64} HTTP/1\.1$`, w.Line)
}

// endless is a file of zeros that counts what is read of it.
type endless struct{ read int64 }

func (e *endless) Read(p []byte) (int, error) {
	clear(p)
	e.read += int64(len(p))
	return len(p), nil
}

func TestOfALargeFileOnlyTheBeginningIsRead(t *testing.T) {
	file := &endless{}
	s := native()
	s.Open = func(request.File) (any, error) { return file, nil }
	r := request.Request{Method: "PUT", URL: "http://h.example/", Body: request.Body{Kind: request.Multipart, Parts: []request.Part{
		{Name: "t", Value: "v"}, {Name: "f", IsFile: true, File: &request.File{ID: "1", Name: "n", Size: 1 << 40}},
	}}}
	p, bad := Prepare(r, Place{})
	require.Nil(t, bad)
	w, err := s.Wire(p, 64<<10)
	require.NoError(t, err)
	require.Len(t, w.Body, 64<<10)
	require.Greater(t, w.Size, int64(1<<40))
	require.LessOrEqual(t, file.read, int64(64<<10))
	require.Contains(t, string(w.Head), fmt.Sprintf("Content-Length: %d\r\n", w.Size))

	s.Open = func(request.File) (any, error) { return nil, errors.New("it has gone") }
	_, err = s.Wire(p, 64<<10)
	require.ErrorContains(t, err, "it has gone")
	_, err = s.Wire(p, 10)
	require.NoError(t, err, "what comes before the file is enough")
}

func TestWhatTheBrowserChangesIsListedWithItsReason(t *testing.T) {
	from := Place{Browser: true, Page: "https://page.example/", Normalise: func(raw string) (string, error) {
		return strings.ReplaceAll(raw, "/./", "/"), nil
	}}
	r := request.Request{
		Method: "post", URL: "http://h.example/a/./b",
		Headers: []request.Field{{Name: "Cookie", Value: "a=b"}, {Name: "X", Value: "1"}, {Name: "x", Value: "2"}, {Name: "User-Agent", Value: "mine"}, {Name: "Authorization", Value: "typed"}},
		Auth:    request.Auth{Kind: request.Digest, User: "me"},
		Options: request.Options{Connect: time.Second, MaxRedirect: 3},
	}
	what := func(list []exchange.Fact) (names []string) {
		for _, f := range list {
			require.Regexp(t, `^[A-Z].*\.$|^Sent in one line`, f.Text)
			names = append(names, f.What)
		}
		return names
	}
	p, bad := Prepare(r, from)
	require.Nil(t, bad)
	require.Equal(t, []string{"Method", "URL", "Cookie", "x", "User-Agent", "http://", "Digest auth", "Redirects", "Connect timeout"}, what(p.Limits(r, from)))

	plain := request.Request{URL: "https://h.example/?a=é", Headers: []request.Field{{Name: "X", Value: "1"}}}
	p, bad = Prepare(plain, from)
	require.Nil(t, bad)
	require.Empty(t, p.Limits(plain, from))
	p, bad = Prepare(r, Place{})
	require.Nil(t, bad)
	require.Empty(t, p.Limits(r, Place{}), "natively nothing is changed")
}

func TestACredentialThatTheBrowserDropsIsMarked(t *testing.T) {
	r := request.Request{URL: "https://h.example/", Auth: request.Auth{Kind: request.APIKey, KeyName: "Cookie", Key: request.NewSecret("k")}}
	p, bad := Prepare(r, Place{Browser: true})
	require.Nil(t, bad)
	require.True(t, p.Headers[0].Dropped)
	require.Contains(t, p.Headers[0].Note, "Not sent: browsers set Cookie themselves.")
}

func TestWhatChangesWithEachRequestIsNamed(t *testing.T) {
	file := &request.File{ID: "1", Name: "n", Size: 6}
	for name, c := range map[string]struct {
		request request.Request
		want    []string
	}{
		"nothing":   {request.Request{}, nil},
		"multipart": {request.Request{Method: "POST", Body: request.Body{Kind: request.Multipart}}, []string{"Boundary"}},
		"OAuth 1":   {request.Request{Auth: request.Auth{Kind: request.OAuth1}}, []string{"Authorization"}},
		"digest":    {request.Request{Auth: request.Auth{Kind: request.Digest, User: "me"}}, []string{"Authorization"}},
		"HMAC of a file": {request.Request{Method: "PUT", Body: request.Body{Kind: request.RawFile, File: file}, Auth: request.Auth{Kind: request.HMAC, HMAC: request.Signature{Name: "X-Sig", Key: request.NewSecret("k")}}},
			[]string{"X-Sig", "Files"}},
		"AWS in the query": {request.Request{Auth: request.Auth{Kind: request.AWS, AWS: request.AWSKey{ID: "a", Secret: request.NewSecret("s"), Region: "r", Service: "s3", Place: request.InQuery}}}, []string{"The query"}},
		"cache":            {request.Request{Options: request.Options{Keep: time.Hour}}, []string{"Cache"}},
	} {
		t.Run(name, func(t *testing.T) {
			c.request.URL = "https://h.example/"
			p := &Prepared{auth: c.request.Auth, Options: c.request.Options}
			if c.request.Auth.Kind != request.OAuth1 {
				var bad *exchange.Failure
				p, bad = Prepare(c.request, Place{})
				require.Nil(t, bad)
			}
			var got []string
			for _, f := range p.Changing(c.request) {
				got = append(got, f.What)
			}
			require.Equal(t, c.want, got)
		})
	}
}
