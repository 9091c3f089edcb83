package httpwasm

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall/js"
)

// response makes the http.Response of a JavaScript Response.
func (x *exchange) response(r js.Value) *http.Response {
	header := headerOf(r)
	received := new(atomic.Int64)
	info := Info{
		Type:          ResponseType(r.Get("type").String()),
		URL:           r.Get("url").String(),
		Redirected:    r.Get("redirected").Bool(),
		Reason:        narrow(r.Get("statusText").String()),
		EncodedLength: lengthOf(header),
		received:      received,
		timing:        x.timing.wait,
	}
	resp := &http.Response{
		StatusCode:    r.Get("status").Int(),
		Header:        header,
		ContentLength: info.EncodedLength,
		Body:          http.NoBody,
		Request:       x.req.WithContext(context.WithValue(x.ctx, infoKey{}, info)),
	}
	resp.Status = status(resp.StatusCode, info.Reason)
	if info.Redirected {
		if final, err := url.Parse(info.URL); err == nil {
			resp.Request.URL = final
		}
	}
	head := methodOf(x.req) == http.MethodHead // its body is a stream without bytes in Chromium
	if !missing(r.Get("body")) && !head {
		resp.Body = newResponseBody(x, r, received)
		resp.Uncompressed = decoded(header.Get("Content-Encoding"))
		if resp.Uncompressed || info.Type == ResponseCORS && header.Get("Content-Encoding") == "" {
			resp.ContentLength = -1 // see the package's doc
		}
		return resp
	}
	if !head {
		resp.ContentLength = 0
	}
	x.end()
	return resp
}

// headerOf reads all headers in one step: a value cannot hold a line break.
func headerOf(r js.Value) http.Header {
	header := http.Header{}
	pairs := js.Global().Get("Array").Call("from", r.Get("headers"))
	if pairs.Length() == 0 {
		return header
	}
	lines := strings.Split(pairs.Call("flat").Call("join", "\n").String(), "\n")
	for i := 0; i+1 < len(lines); i += 2 {
		header.Add(lines[i], narrow(lines[i+1]))
	}
	return header
}

// status is the status line without the protocol, as net/http gives it: HTTP/2 has no reason phrase, so the usual one stands in.
func status(code int, reason string) string {
	switch {
	case code == 0: // opaque
		return ""
	case reason == "":
		reason = http.StatusText(code)
	}
	return strings.TrimRight(strconv.Itoa(code)+" "+reason, " ")
}

// lengthOf is the Content-Length header, or -1. A browser joins repeated fields with commas: equal ones count once (RFC 9110 section 8.6).
func lengthOf(header http.Header) int64 {
	first, rest, repeated := strings.Cut(header.Get("Content-Length"), ",")
	for repeated {
		var next string
		next, rest, repeated = strings.Cut(rest, ",")
		if strings.TrimSpace(next) != strings.TrimSpace(first) {
			return -1
		}
	}
	length, err := strconv.ParseUint(strings.TrimSpace(first), 10, 63)
	if err != nil {
		return -1
	}
	return int64(length)
}

// decoded reports whether the browser has undone the content coding.
func decoded(encoding string) bool {
	for _, coding := range strings.Split(encoding, ",") {
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "gzip", "x-gzip", "deflate", "br", "zstd":
		default:
			return false
		}
	}
	return true
}
