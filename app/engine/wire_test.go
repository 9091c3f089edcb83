package engine

import (
	"encoding/hex"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session"
)

func TestWhatWouldGoOutIsTextOrHex(t *testing.T) {
	b := start(t)
	r := request.Request{Method: "POST", URL: "http://h.example/a", Body: request.Body{Kind: request.Text, Text: "é\x00"}}
	w, err := b.Wire(r, exchange.Raw)
	require.NoError(t, err)
	require.Equal(t, "POST /a HTTP/1.1", w.Line)
	require.Equal(t, "é\x00", w.Body)
	require.True(t, w.Binary)
	require.Empty(t, w.Head)
	w, err = b.Wire(r, exchange.Hex)
	require.NoError(t, err)
	require.Equal(t, "00000000  c3 a9 00                                          |...|", w.Body)
	digits := strings.ReplaceAll(w.Head[10:58], " ", "")
	first, err := hex.DecodeString(digits)
	require.NoError(t, err)
	require.Equal(t, "POST /a HTTP/1.1", string(first))
}

func TestOfALongBodyTheFirst64KiBAreShown(t *testing.T) {
	b := start(t)
	file := request.File{ID: "1", Name: "f", Size: 100_000}
	w, err := b.Wire(request.Request{Method: "PUT", URL: "http://h.example/", Body: request.Body{Kind: request.RawFile, File: &file}}, exchange.Raw)
	require.NoError(t, err)
	require.Equal(t, strings.Repeat("x", 65_536), w.Body)
	require.EqualValues(t, 65_536, w.Shown)
	require.EqualValues(t, 100_000, w.Size)

	long := strings.Repeat("日", 30_000) // 64 KiB end in the middle of one
	w, err = b.Wire(request.Request{Method: "PUT", URL: "http://h.example/", Body: request.Body{Kind: request.Text, Text: long}}, exchange.Raw)
	require.NoError(t, err)
	require.False(t, w.Binary)
	require.Equal(t, long[:65_535], w.Body)
	require.EqualValues(t, 65_535, w.Shown)
}

func TestWhatABrowserRefusesIsToldFromWhatNobodyCanSend(t *testing.T) {
	e := New(&session.Session{Transport: &http.Transport{}, Open: func(request.File) (any, error) { return nil, io.ErrUnexpectedEOF }},
		session.Place{Browser: true, Page: "https://page.example/"}, func(exchange.Event) {})
	w := e.Wire(request.Request{URL: "https://h.example/", Body: request.Body{Kind: request.JSON, JSON: "1"}}, exchange.Via{}, exchange.Raw)
	require.Equal(t, exchange.AtBody, w.Failure.Where)
	require.True(t, w.Refused)
	w = e.Wire(request.Request{URL: "ftp://h.example/"}, exchange.Via{}, exchange.Raw)
	require.Equal(t, exchange.AtURL, w.Failure.Where)
	require.False(t, w.Refused)
	w = e.Wire(request.Request{Method: "PUT", URL: "https://h.example/", Body: request.Body{Kind: request.RawFile, File: &request.File{ID: "1", Name: "f", Size: 3}}}, exchange.Via{}, exchange.Raw)
	require.Equal(t, exchange.AtBody, w.Failure.Where)
	require.Contains(t, w.Failure.Detail, `The body cannot be read: open "f"`)
}
