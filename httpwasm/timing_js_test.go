package httpwasm

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"syscall/js"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func timing(t testing.TB, url string, headers ...string) Timing {
	t.Helper()
	resp, err := send(t.Context(), "GET", url, nil, headers...)
	require.NoError(t, err)
	readAllOf(t, resp)
	timing, err := infoOf(t, resp).Timing(t.Context())
	require.NoError(t, err)
	return timing
}

func TestTimingIsTheBrowsers(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	before := time.Now()
	tm := timing(t, at(s.HTTP, "/bytes", "n", "5000", "delay", "50", "tao", "1"))
	require.WithinRange(t, tm.Start, before.Add(-100*time.Millisecond), time.Now().Add(100*time.Millisecond))
	require.False(t, tm.Hidden)
	require.GreaterOrEqual(t, tm.FirstByte-tm.Request, 50*time.Millisecond, "the server waited")
	require.GreaterOrEqual(t, tm.End, tm.FirstByte)
	require.EqualValues(t, 5000, tm.EncodedBodySize)
	require.EqualValues(t, 5000, tm.DecodedBodySize)
	require.Greater(t, tm.TransferSize, int64(5000))
	require.Equal(t, "http/1.1", tm.Protocol)
	require.False(t, tm.FromCache)
	require.Equal(t, []ServerTiming{{"db", 12500 * time.Microsecond, "two queries"}, {Name: "cache"}}, tm.ServerTiming)
}

func TestTimingOfDecodedBodies(t *testing.T) {
	s := serversOf(t)
	tm := timing(t, at(s.HTTP, "/encoded", "as", "gzip", "tao", "1"))
	require.Less(t, tm.EncodedBodySize, int64(1000))
	require.EqualValues(t, 100_000, tm.DecodedBodySize)
}

func TestTimingIsHiddenWithoutTimingAllowOrigin(t *testing.T) {
	s := serversOf(t)
	tm := timing(t, at(s.HTTP, "/bytes", "n", "5000"))
	require.True(t, tm.Hidden)
	require.Zero(t, tm.FirstByte)
	require.Empty(t, tm.Protocol)
	require.Positive(t, tm.End)
	require.Zero(t, tm.TransferSize)
}

func TestTimingOfHTTP2AndRedirects(t *testing.T) {
	s := serversOf(t)
	tm := timing(t, at(s.TLS, "/redirect", "code", "302", "tao", "1", "to", at(s.TLS, "/bytes", "n", "10", "tao", "1")))
	require.Equal(t, "h2", tm.Protocol)
	require.EqualValues(t, 10, tm.DecodedBodySize)
}

func TestTimingOfAResponseWithoutBody(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	resp, err := send(t.Context(), "HEAD", at(s.HTTP, "/bytes", "n", "7", "tao", "1"), nil)
	require.NoError(t, err)
	tm, err := infoOf(t, resp).Timing(t.Context())
	require.NoError(t, err)
	require.Positive(t, tm.FirstByte)
}

func TestTimingWaitsForTheEndOfTheBody(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	resp := get(t, s.HTTP+"/stall?n=10")
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := infoOf(t, resp).Timing(ctx)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.NoError(t, resp.Body.Close())
}

func TestTimingIsThatOfThisVeryRequest(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	url := at(s.HTTP, "/bytes", "n", "0", "tao", "1", "key", newKey()) + "#with-a-fragment"
	t.Run("one after the other", func(t *testing.T) {
		for size := range 5 {
			tm := timing(t, url, "X-Size", strconv.Itoa(size+1))
			require.EqualValues(t, size+1, tm.DecodedBodySize)
		}
	})
	t.Run("all at once, ending in another order than they began", func(t *testing.T) {
		var wg sync.WaitGroup
		for size := range 60 {
			wg.Go(func() {
				delay := strconv.Itoa((60 - size) % 7 * 10)
				resp, err := send(t.Context(), "GET", url, nil, "X-Size", strconv.Itoa(size+1), "X-Delay", delay)
				if err != nil {
					t.Error(err)
					return
				}
				readAllOf(t, resp)
				tm, err := infoOf(t, resp).Timing(t.Context())
				if err != nil || tm.DecodedBodySize != int64(size+1) {
					t.Errorf("timing of %d bytes is of %d: %v", size+1, tm.DecodedBodySize, err)
				}
			})
		}
		wg.Wait()
	})
	t.Run("among others' on the same page", func(t *testing.T) {
		for range 3 {
			foreign(url)
		}
		require.EqualValues(t, 99, timing(t, url, "X-Size", "99").DecodedBodySize)
	})
}

func TestTimingIsKnownThoughThePagesBufferIsFull(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	for i := range 300 {
		tm := timing(t, at(s.HTTP, "/bytes", "n", "0", "tao", "1"), "X-Size", fmt.Sprint(i))
		require.EqualValues(t, i, tm.DecodedBodySize)
	}
}

// foreign fetches as other code on the page would.
func foreign(url string) { js.Global().Call("fetch", url) }
