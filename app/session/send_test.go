package session

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session/network"
)

// capture takes one request off the wire, byte for byte, and answers it.
func capture(t *testing.T, answer string) (address string, got <-chan string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	requests := make(chan string, 1)
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		var raw strings.Builder
		in := bufio.NewReader(io.TeeReader(c, &raw))
		req, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		body, _ := io.ReadAll(req.Body)
		head, _, _ := strings.Cut(raw.String(), "\r\n\r\n")
		requests <- head + "\r\n\r\n" + string(body)
		io.WriteString(c, answer)
	}()
	return l.Addr().String(), requests
}

func native() *Session {
	return &Session{
		Transport: &network.Transport{},
		Open:      func(f request.File) (any, error) { return strings.NewReader("file " + f.ID), nil },
	}
}

func TestWhatIsPreparedIsWhatIsSent(t *testing.T) {
	address, got := capture(t, "HTTP/1.1 201 Made It\r\nContent-Length: 2\r\nX-B: 1\r\nX-A: 2\r\nX-B: 3\r\n\r\nok")
	r := request.Request{
		Method: "PURGE", URL: "http://" + address + "/a%2Fb?q=%20x&&y#frag",
		Headers: []request.Field{{Name: "X-Mixed-case", Value: "1"}, {Name: "Host-Like", Value: "h"}},
		Body: request.Body{Kind: request.Multipart, Parts: []request.Part{
			{Name: "t", Value: "v"}, {Name: "f", IsFile: true, File: &request.File{ID: "7", Name: "n.bin", Size: 6}},
		}},
	}
	p, bad := Prepare(r, Place{})
	require.Nil(t, bad)
	ctx, cancel := Deadline(t.Context(), r.Options)
	defer cancel()
	resp, err := native().Do(ctx, p, Watch{})
	require.NoError(t, err)
	defer resp.Body.Close()

	raw := <-got
	require.True(t, strings.HasPrefix(raw, "PURGE /a%2Fb?q=%20x&&y HTTP/1.1\r\n"), raw)
	require.Contains(t, raw, "\r\nX-Mixed-case: 1\r\n")
	require.Contains(t, raw, "\r\nContent-Type: "+p.Body.MediaType+"\r\n")
	_, body, _ := strings.Cut(raw, "\r\n\r\n")
	require.Contains(t, body, "filename=\"n.bin\"\r\nContent-Type: application/octet-stream\r\n\r\nfile 7\r\n")
	require.Equal(t, p.Body.Size(), int64(len(body)))

	head := Head(resp)
	require.Equal(t, 201, head.Status)
	require.Equal(t, "Made It", head.Reason)
	require.Equal(t, []exchange.Field{{Name: "Content-Length", Value: "2"}, {Name: "X-A", Value: "2"}, {Name: "X-B", Value: "1"}, {Name: "X-B", Value: "3"}}, head.Headers)
}

func TestARedirectIsAFailureWhereItWasChosenToBe(t *testing.T) {
	address, _ := capture(t, "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n")
	r := request.Request{URL: "http://" + address + "/a", Options: request.Options{Redirect: request.RedirectError}}
	p, bad := Prepare(r, Place{})
	require.Nil(t, bad)
	resp, err := native().Do(t.Context(), p, Watch{})
	require.NoError(t, err)
	defer resp.Body.Close()
	f := RefusedRedirect(resp, p)
	require.NotNil(t, f)
	require.Equal(t, exchange.Redirected, f.Kind)
	require.Equal(t, address, f.Host)
}

func TestATimeoutIsAFailureOfItsOwn(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	r := request.Request{URL: "http://" + l.Addr().String(), Options: request.Options{Total: 20 * time.Millisecond}}
	p, bad := Prepare(r, Place{})
	require.Nil(t, bad)
	ctx, cancel := Deadline(t.Context(), r.Options)
	defer cancel()
	_, err = native().Do(ctx, p, Watch{})
	require.Error(t, err)
	require.Equal(t, exchange.TimedOut, Fail(err, p).Kind)

	stopped, stop := context.WithCancel(t.Context())
	stop()
	_, err = native().Do(stopped, p, Watch{})
	require.Equal(t, exchange.Cancelled, Fail(err, p).Kind)
}
