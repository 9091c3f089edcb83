package network

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

type flusher interface {
	io.WriteCloser
	Flush() error
}

// coders put codings on a body.
var coders = map[string]func(io.Writer) flusher{
	"gzip":    func(w io.Writer) flusher { return gzip.NewWriter(w) },
	"deflate": func(w io.Writer) flusher { return zlib.NewWriter(w) },
	"raw":     func(w io.Writer) flusher { f, _ := flate.NewWriter(w, 6); return f },
	"br":      func(w io.Writer) flusher { return brotli.NewWriter(w) },
	"zstd":    func(w io.Writer) flusher { z, _ := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1)); return z },
}

func named(coder string) string {
	if coder == "raw" {
		return "deflate"
	}
	return coder
}

func coded(coder string, body []byte) []byte {
	var b bytes.Buffer
	w := coders[coder](&b)
	_, _ = w.Write(body)
	_ = w.Close()
	return b.Bytes()
}

// answers serves a body under a Content-Encoding.
func answers(t *testing.T, encoding string, body []byte) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", encoding)
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		if r.URL.Path == "/part" {
			w.WriteHeader(http.StatusPartialContent)
		}
		if r.Method != http.MethodHead {
			_, _ = w.Write(body)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func TestBodiesAreDecodedAndCountedAsTheyCame(t *testing.T) {
	body := []byte(strings.Repeat("the same again and ", 5000))
	gzipped := coded("gzip", body)
	for _, c := range []struct {
		name, encoding string
		sent, want     []byte
		decoded        []string
	}{
		{"gzip", "gzip", gzipped, body, []string{"gzip"}},
		{"x-gzip, in capitals", "X-GZIP", gzipped, body, []string{"gzip"}},
		{"gzip of two members", "gzip", append(coded("gzip", body[:1000]), coded("gzip", body[1000:])...), body, []string{"gzip"}},
		{"gzip and what is none behind it", "gzip", append(bytes.Clone(gzipped), "\x00\x00garbage"...), body, []string{"gzip"}},
		{"deflate as zlib", "deflate", coded("deflate", body), body, []string{"deflate"}},
		{"deflate alone", "deflate", coded("raw", body), body, []string{"deflate"}},
		{"brotli", "br", coded("br", body), body, []string{"br"}},
		{"zstd", "zstd", coded("zstd", body), body, []string{"zstd"}},
		{"zstd of two frames", "zstd", append(coded("zstd", body[:1000]), coded("zstd", body[1000:])...), body, []string{"zstd"}},
		{"one on top of the other", "gzip, br", coded("br", gzipped), body, []string{"gzip", "br"}},
		{"identity", "identity", body, body, nil},
		{"one that is not known", "compress", body, body, nil},
		{"one that is not known on top", "gzip, aws-chunked", gzipped, gzipped, nil},
		{"too many", "gzip, gzip, gzip, gzip, gzip", gzipped, gzipped, nil},
		{"nothing", "br", nil, nil, []string(nil)},
		{"an empty body", "zstd", coded("zstd", nil), nil, []string{"zstd"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			tr, url := newTransport(t), answers(t, c.encoding, c.sent)
			r := fetch(t, tr, request.Network{}, url)
			require.NoError(t, r.err)
			require.Equal(t, string(c.want), r.body)
			require.EqualValues(t, len(c.sent), r.trace.Wire())
			require.Equal(t, c.decoded, r.trace.Decoded())
			require.Equal(t, c.encoding, r.resp.Header.Get("Content-Encoding"), "headers stay as they came")
			require.True(t, fetch(t, tr, request.Network{}, url).trace.Connection().Reused, "the body was read to its end")
			part := fetch(t, tr, request.Network{}, url+"/part")
			require.NoError(t, part.err)
			require.Equal(t, string(c.sent), part.body)
			head, err := http.NewRequestWithContext(t.Context(), http.MethodHead, url, nil)
			require.NoError(t, err)
			require.NoError(t, do(t, tr, request.Network{}, head).err)
		})
	}
}

func TestABodyInAnotherCodingThanItsHeaderSaysIsBroken(t *testing.T) {
	body := []byte(strings.Repeat("the same again and ", 5000))
	for coder := range coders {
		for name, sent := range map[string][]byte{"not coded": body, "not coded, JSON": []byte(`{"ok":true}`), "not coded, HTML": []byte("<!doctype html><p>é"), "cut off": coded(coder, body)[:60], "damaged": append(append([]byte{}, coded(coder, body)[:40]...), bytes.Repeat([]byte{0xff}, 100)...)} {
			t.Run(coder+" "+name, func(t *testing.T) {
				r := fetch(t, newTransport(t), request.Network{}, answers(t, named(coder), sent))
				e := r.failure(t)
				require.Equal(t, []any{exchange.BrokenBody, exchange.BadCoding}, []any{e.Kind, e.Cause})
				require.Contains(t, e.Detail, named(coder))
				if strings.HasPrefix(name, "not coded") {
					require.Equal(t, string(sent), r.body, "the bytes as they came")
					require.Contains(t, e.Detail, "as they came")
				}
			})
		}
	}
}

func TestACodingThatNobodyKnowsIsNamed(t *testing.T) {
	for value, want := range map[string]string{"": "", "gzip, br": "", "Identity": "", "UTF-8": "UTF-8", "gzip, x-Foo": "x-Foo", ", aes128gcm": "aes128gcm"} {
		require.Equal(t, want, UnknownCoding(http.Header{"Content-Encoding": {value}}), value)
	}
}

func TestABodyThatBreaksOff(t *testing.T) {
	gzipped := coded("gzip", []byte(strings.Repeat("x", 1000)))
	for name, answer := range map[string]string{
		"a length":         "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
		"chunks":           "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
		"chunks of gzip":   "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n" + fmt.Sprintf("%x\r\n%s\r\n", len(gzipped), gzipped),
		"chunks that none": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n",
	} {
		e := fetch(t, newTransport(t), request.Network{}, raw(t, answer)).failure(t)
		require.Equal(t, exchange.BrokenBody, e.Kind, name)
		require.NotEmpty(t, e.Detail)
		require.NotEqual(t, exchange.BadCoding, e.Cause, name)
	}
}

func TestEventsComeAsTheyAreSentInEveryCoding(t *testing.T) {
	for coder := range coders {
		t.Run(coder, func(t *testing.T) {
			next := make(chan struct{})
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Encoding", named(coder))
				out := coders[coder](w)
				for i := range 3 {
					fmt.Fprintf(out, "data: %d\n\n", i)
					_ = out.Flush()
					_ = http.NewResponseController(w).Flush()
					<-next
				}
				_ = out.Close()
			}))
			t.Cleanup(s.Close)
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL, nil)
			require.NoError(t, err)
			resp, err := newTransport(t).RoundTrip(req)
			require.NoError(t, err)
			defer resp.Body.Close()
			for i := range 3 {
				event := make([]byte, len("data: 0\n\n"))
				_, err := io.ReadFull(resp.Body, event)
				require.NoError(t, err)
				require.Equal(t, fmt.Sprintf("data: %d\n\n", i), string(event))
				next <- struct{}{}
			}
			rest, err := io.ReadAll(resp.Body)
			require.NoError(t, err)
			require.Empty(t, rest)
		})
	}
}

func TestASmallBodyThatBecomesAHugeOneIsNeverHeld(t *testing.T) {
	zeros := make([]byte, 64<<20)
	for coder := range coders {
		t.Run(coder, func(t *testing.T) {
			url := answers(t, named(coder), coded(coder, zeros))
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
			require.NoError(t, err)
			resp, err := newTransport(t).RoundTrip(req)
			require.NoError(t, err)
			defer resp.Body.Close()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			n, err := io.Copy(io.Discard, resp.Body)
			require.NoError(t, err)
			require.EqualValues(t, len(zeros), n)
			runtime.ReadMemStats(&after)
			require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(24<<20), "%d MB", (after.TotalAlloc-before.TotalAlloc)>>20)
		})
	}
}

func TestAWindowThatIsTooLargeIsRefused(t *testing.T) {
	var b bytes.Buffer
	z, err := zstd.NewWriter(&b, zstd.WithWindowSize(64<<20), zstd.WithSingleSegment(false))
	require.NoError(t, err)
	_, err = io.CopyN(z, zeroes{}, 100<<20)
	require.NoError(t, err)
	require.NoError(t, z.Close())
	e := fetch(t, newTransport(t), request.Network{}, answers(t, "zstd", b.Bytes())).failure(t)
	require.Equal(t, exchange.BadCoding, e.Cause)
	require.Contains(t, e.Detail, "window")
}

type zeroes struct{}

func (zeroes) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestABodyMayBeClosedWhileItIsRead(t *testing.T) {
	for coder := range coders {
		hang := make(chan struct{})
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", named(coder))
			w.WriteHeader(200)
			_, _ = w.Write(coded(coder, []byte("some text, and some more"))[:6])
			_ = http.NewResponseController(w).Flush()
			<-hang
		}))
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL, nil)
		require.NoError(t, err)
		resp, err := newTransport(t).RoundTrip(req)
		require.NoError(t, err)
		go func() {
			time.Sleep(20 * time.Millisecond)
			resp.Body.Close()
		}()
		_, err = io.Copy(io.Discard, resp.Body)
		require.Error(t, err)
		close(hang)
		s.Close()
	}
}
