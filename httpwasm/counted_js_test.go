package httpwasm

import (
	"context"
	_ "embed"
	"io"
	"net/http"
	"strconv"
	"strings"
	"syscall/js"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

//go:embed counting.js
var countingScript string

// countIt sends a request whose body is counted.
func countIt(ctx context.Context, method, url string, body io.Reader, headers ...string) (*http.Response, error) {
	if js.Global().Get("httpwasmCounting").IsUndefined() {
		js.Global().Call("eval", countingScript)
	}
	return send(WithOptions(ctx, Options{Count: true}), method, url, body, headers...)
}

func countedBytes(t *testing.T, resp *http.Response) (int64, error) {
	t.Helper()
	size, _, err := resp.Body.(Counted).Counted()
	return size, err
}

func TestABodyIsCountedAndLetGo(t *testing.T) {
	s := serversOf(t)
	for sentence, n := range map[string]int{"empty": 0, "small, in one piece": 5000, "large, by its chunks": 300_000} {
		t.Run(sentence, func(t *testing.T) {
			resp, err := countIt(t.Context(), "GET", at(s.HTTP, "/bytes", "n", strconv.Itoa(n)), nil)
			require.NoError(t, err)
			require.Equal(t, 200, resp.StatusCode)
			got, err := countedBytes(t, resp)
			require.NoError(t, err)
			require.EqualValues(t, n, got)
			require.EqualValues(t, n, infoOf(t, resp).Received())
			_, err = resp.Body.Read(make([]byte, 1))
			require.Equal(t, io.EOF, err)
		})
	}
}

func TestACountedRequestGoesOutAsAnyOther(t *testing.T) {
	s := serversOf(t)
	for _, method := range []string{"POST", "PUT", "DELETE"} {
		url := at(s.HTTP, "/echo", "q", "ä b")
		plain, err := send(t.Context(), method, url, strings.NewReader("a body"), "X-One", "1", "X-Two", "\u00e9")
		require.NoError(t, err)
		want := readAllOf(t, plain) // tells the method, the URL, the headers and a hash of the body
		resp, err := countIt(t.Context(), method, url, strings.NewReader("a body"), "X-One", "1", "X-Two", "\u00e9")
		require.NoError(t, err)
		got, err := countedBytes(t, resp)
		require.NoError(t, err)
		require.EqualValues(t, len(want), got)
		require.Equal(t, plain.Status, resp.Status)
		require.Equal(t, plain.Header.Get("Content-Type"), resp.Header.Get("Content-Type"))
	}
	resp, err := countIt(t.Context(), "HEAD", at(s.HTTP, "/echo"), nil)
	require.NoError(t, err)
	got, err := countedBytes(t, resp)
	require.NoError(t, err)
	require.Zero(t, got)
	resp, err = countIt(t.Context(), "GET", at(s.HTTP, "/redirect", "code", "302", "to", s.HTTP+"/echo"), nil)
	require.NoError(t, err)
	require.Equal(t, "/echo", resp.Request.URL.Path)
}

func TestACountedRequestFailsAsAnyOther(t *testing.T) {
	s := serversOf(t)
	t.Run("blocked", func(t *testing.T) {
		_, err := countIt(t.Context(), "GET", s.Other+"/closed/echo", nil)
		failureOf(t, err, Blocked)
	})
	t.Run("broken off", func(t *testing.T) {
		key := newKey()
		readAllOf(t, get(t, at(s.HTTP, "/open", "key", key)))
		resp, err := countIt(t.Context(), "GET", at(s.HTTP, "/short", "n", "5000", "after", key), nil)
		require.NoError(t, err)
		require.Equal(t, 200, resp.StatusCode)
		_, err = countedBytes(t, resp)
		failureOf(t, err, BrokenBody)
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	})
	t.Run("cancelled before the head", func(t *testing.T) {
		key := newKey()
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			seen(t, s, key+"-in")
			cancel()
		}()
		_, err := countIt(ctx, "GET", at(s.HTTP, "/hang", "key", key), nil)
		failureOf(t, err, Cancelled)
		seen(t, s, key)
	})
	t.Run("timed out in the body", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		defer cancel()
		resp, err := countIt(ctx, "GET", at(s.HTTP, "/stall", "n", "1000", "key", newKey()), nil)
		require.NoError(t, err)
		_, err = countedBytes(t, resp)
		failureOf(t, err, TimedOut)
	})
	t.Run("over before it was sent", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := countIt(ctx, "GET", s.HTTP+"/echo", nil)
		failureOf(t, err, Cancelled)
	})
	nothingLeft(t)
	for range 100 {
		_, err := countIt(t.Context(), "GET", s.HTTP+"/echo", nil)
		require.NoError(t, err)
	}
	require.Empty(t, counting.waiting)
}

func TestACountedRequestOfWhichNothingComesEnds(t *testing.T) {
	s := serversOf(t)
	countIt(t.Context(), "GET", at(s.HTTP, "/bytes", "n", "1"), nil) // the script is there now
	idle := func(path string, query ...string) (*http.Response, error) {
		return send(WithOptions(t.Context(), Options{Count: true, Idle: 600 * time.Millisecond}), "GET", at(s.HTTP, path, query...), nil)
	}
	began := time.Now()
	_, err := idle("/hang", "key", newKey())
	failureOf(t, err, Idle)
	require.Less(t, time.Since(began), 5*time.Second)
	resp, err := idle("/stall", "n", "1000", "key", newKey())
	require.NoError(t, err)
	_, err = countedBytes(t, resp)
	failureOf(t, err, Idle)
	resp, err = idle("/bytes", "n", "300000")
	require.NoError(t, err)
	got, err := countedBytes(t, resp)
	require.NoError(t, err)
	require.EqualValues(t, 300_000, got)
}

// A body may be kept outside of Go's memory, byte for byte and within a budget.
func TestACountedBodyIsKeptWithinABudget(t *testing.T) {
	s := serversOf(t)
	const budget = 400_000
	keep := func(url string) (int64, Kept) {
		resp, err := send(WithOptions(t.Context(), Options{Count: true, Keep: budget}), "GET", url, nil)
		require.NoError(t, err)
		size, kept, err := resp.Body.(Counted).Counted()
		require.NoError(t, err)
		return size, kept
	}
	_, err := countIt(t.Context(), "GET", at(s.HTTP, "/bytes", "n", "5"), nil)
	require.NoError(t, err)
	var all []Kept
	for sentence, n := range map[string]int{"small, in one piece": 5000, "large, by its chunks": 300_000} {
		url := at(s.HTTP, "/bytes", "n", strconv.Itoa(n))
		want := readAllOf(t, get(t, url))
		size, kept := keep(url)
		require.EqualValues(t, n, size)
		require.NotNil(t, kept, sentence)
		for range 2 { // as often as somebody asks
			got, err := io.ReadAll(io.NewSectionReader(kept, 0, size))
			require.NoError(t, err)
			require.Equal(t, want, string(got), sentence)
		}
		all = append(all, kept)
	}
	size, none := keep(at(s.HTTP, "/bytes", "n", "200000"))
	require.EqualValues(t, 200_000, size, "it is counted all the same")
	require.Nil(t, none, "there is no room")
	for _, kept := range all {
		kept.Drop()
		_, err := kept.ReadAt(make([]byte, 1), 0)
		require.Error(t, err)
	}
	for range 3 { // what nobody takes goes with its response
		resp, err := send(WithOptions(t.Context(), Options{Count: true, Keep: budget}), "GET", at(s.HTTP, "/bytes", "n", "300000"), nil)
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
	}
	_, kept := keep(at(s.HTTP, "/bytes", "n", "399000"))
	require.NotNil(t, kept, "what was dropped makes room")
	kept.Drop()
}
