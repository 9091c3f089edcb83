//go:build !js

package hostile

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// status answers with a code, a reason of its own if one is asked for, and a text.
func status(w http.ResponseWriter, r *http.Request) {
	code, err := strconv.Atoi(r.PathValue("code"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	reason := r.URL.Query().Get("reason")
	if reason == "" {
		reason = http.StatusText(code)
	}
	_, _ = io.Copy(io.Discard, r.Body) // closing a connection with unread bytes would reset it
	conn, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer conn.Close()
	body := fmt.Sprintf("this is an answer with status %d\n", code)
	fmt.Fprintf(buffered, "HTTP/1.1 %d %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n", code, reason, len(body))
	_ = w.Header().Write(buffered) // the CORS headers
	fmt.Fprintf(buffered, "\r\n%s", body)
	_ = buffered.Flush()
}

// nobody answers with a code and no body.
func nobody(w http.ResponseWriter, r *http.Request) {
	code, err := strconv.Atoi(r.PathValue("code"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.WriteHeader(code)
}

// coded sends n bytes of text in a content coding, with the length of the coded bytes.
func coded(w http.ResponseWriter, r *http.Request) {
	var (
		packed bytes.Buffer
		coder  io.WriteCloser
		coding = r.URL.Query().Get("as")
	)
	switch coding {
	case "gzip":
		coder = gzip.NewWriter(&packed)
	case "deflate":
		coder = zlib.NewWriter(&packed)
	case "br":
		coder = brotli.NewWriter(&packed)
	case "zstd":
		coder, _ = zstd.NewWriter(&packed)
	default:
		http.Error(w, fmt.Sprintf("content coding %q is not known: want gzip, deflate, br or zstd", coding), http.StatusBadRequest)
		return
	}
	_, _ = io.WriteString(coder, text(number(r, "n", 1000)))
	_ = coder.Close()
	w.Header().Set("Content-Encoding", coding)
	w.Header().Set("Content-Type", "text/plain")
	w.Header().Set("Content-Length", strconv.Itoa(packed.Len()))
	_, _ = w.Write(packed.Bytes())
}

// bigJSON sends that many megabytes of one JSON array, chunked. The nonce stands in every member.
func bigJSON(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	nonce := strconv.Quote(r.URL.Query().Get("nonce"))
	out := bufio.NewWriterSize(w, 64<<10)
	size, limit := 1, number(r, "mb", 1)*1_000_000
	_ = out.WriteByte('[')
	for i := 0; size < limit; i++ {
		if i > 0 {
			size++
			_ = out.WriteByte(',')
		}
		n, err := fmt.Fprintf(out, `{"id":%d,"nonce":%s,"name":"member %d","tags":["a","b","ü"],"big":90071992547409%06d,"nested":{"on":true,"off":null,"ratio":1.50}}`, i, nonce, i, i)
		if err != nil {
			return // the client is gone
		}
		size += n
	}
	_ = out.WriteByte(']')
	_ = out.Flush()
}

// plainBytes sends n bytes, each the low byte of its position times 31.
func plainBytes(w http.ResponseWriter, r *http.Request) {
	n := number(r, "n", 1000)
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Length", strconv.Itoa(n))
	_, _ = w.Write(Bytes(n))
}

// Bytes are the bytes that /bytes sends.
func Bytes(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i * 31)
	}
	return b
}

// home is called by documents that get to run a script.
func home(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }

// cookie sets a cookie for each parameter.
func cookie(w http.ResponseWriter, r *http.Request) {
	for name, values := range r.URL.Query() {
		http.SetCookie(w, &http.Cookie{Name: name, Value: values[0], Path: "/"})
	}
	_, _ = io.WriteString(w, "set\n")
}
