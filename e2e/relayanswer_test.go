//go:build !js

package e2e

import (
	"fmt"
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/peer"
)

// announcing reads the body, which a client may have held back for 100 Continue, and answers with Early Hints (RFC 8297) before its
// answer and a trailer behind that.
func announcing(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	w.Header().Set("Link", "</early.css>; rel=preload")
	w.WriteHeader(http.StatusEarlyHints)
	w.Header().Del("Link")
	w.Header().Set("Trailer", "X-Came")
	w.Header().Set("Content-Type", "text/plain")
	_, _ = io.WriteString(w, "the body itself")
	w.Header().Set("X-Came", fmt.Sprintf("%d bytes by %s", len(body), r.Proto))
}

func TestWhatComesBeforeAnAnswerAndBehindItIsShown(t *testing.T) {
	s, _ := relayed(t)
	root := peer.NewAuthority(t, "Test Root")
	serve := func(protocol string) string {
		config := with(root.Issue(t, peer.Paper{}))
		config.NextProtos = []string{protocol}
		return peer.StartTLS(t, config, announcing).URL
	}
	s.trust(root)
	s.method().Choose("POST")
	panel := s.tab("Body")
	panel.Role("radio", "Text").Click()
	panel.Role("textbox", "Text body").Paste("held back")
	name, value := row(s.tab("Headers"), "1")
	name.Fill("Expect")
	value.Fill("100-continue")

	s.getByRelay(serve("http/1.1"), "200 OK")
	s.shows("the body itself")
	headers := s.responseTab("Headers").WaitMatch(`Trailers\s*Headers that came behind the body\s*X-Came\s*9 bytes by HTTP/1\.1`)
	require.NotContains(t, headers.Content(), "early.css", "it is no header of the answer")
	s.responseTab("Traffic").WaitMatch(`> Expect: 100-continue\n(> .*\n)*>\n\* 9 B of body\n< HTTP/1\.1 100 Continue\n<\n< HTTP/1\.1 103 Early Hints\n< Link: </early\.css>; rel=preload\n<\n< HTTP/1\.1 200 OK\n`)

	s.getByRelay(serve("h2"), "200 OK")
	s.responseTab("Traffic").WaitMatch(`< 100 Continue\n<\n< 103 Early Hints\n< link: </early\.css>; rel=preload\n<\n< 200 OK\n`)
	s.responseTab("Headers").WaitMatch(`Trailers\s*Headers that came behind the body\s*x-came\s*9 bytes by HTTP/2\.0`)
}

func TestBodiesInACodingAreDecodedHereAndCountedAsTheyCame(t *testing.T) {
	s, _ := relayed(t)
	direct := &http.Client{Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true}}
	for _, coding := range []string{"gzip", "br", "zstd"} {
		url := server.URL + "/no-cors/coded?n=100000&as=" + coding
		resp, err := direct.Head(url)
		require.NoError(t, err)
		resp.Body.Close()
		s.getByRelay(url, "200 OK")
		s.showsFirst("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.")
		s.response().CSS(".statusbar-size").WaitUntil(fmt.Sprintf("element.title === '%d bytes on the wire, 100000 decoded'", resp.ContentLength))
		s.responseTab("Timing").WaitMatch(fmt.Sprintf(`Body on the wire\s+%d B\s+Body decoded\s+100 kB`, resp.ContentLength))
		s.responseTab("Headers").WaitMatch(`Content-Encoding\s*` + coding)
		s.responseTab("Body")
	}
}
