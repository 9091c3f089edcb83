package demo

import (
	"net/http"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

func TestLimitedCountsDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAPI(t)
		ask := func(key string) http.Header {
			w := a.get("/limited?limit=2&window=10&key=" + key)
			w.Header().Set("status", strconv.Itoa(w.Code))
			return w.Header()
		}
		first := ask("k")
		require.Equal(t, "200", first.Get("status"))
		require.Equal(t, `"demo";q=2;w=10`, first.Get("RateLimit-Policy"))
		require.Equal(t, `"demo";r=1;t=10`, first.Get("RateLimit"))
		require.Equal(t, "2", first.Get("RateLimit-Limit"))
		require.Equal(t, "1", first.Get("RateLimit-Remaining"))
		require.Equal(t, "10", first.Get("RateLimit-Reset"))
		require.Equal(t, "2", first.Get("X-RateLimit-Limit"))
		require.Equal(t, "1", first.Get("X-RateLimit-Remaining"))
		require.Equal(t, strconv.FormatInt(time.Now().Add(10*time.Second).Unix(), 10), first.Get("X-RateLimit-Reset"))
		require.Empty(t, first.Get("Retry-After"))

		time.Sleep(2500 * time.Millisecond)
		require.Equal(t, "0", ask("k").Get("RateLimit-Remaining"))
		refused := ask("k")
		require.Equal(t, "429", refused.Get("status"))
		require.Equal(t, "8", refused.Get("Retry-After"), "7.5 seconds, rounded up")
		require.Equal(t, "0", refused.Get("X-RateLimit-Remaining"))
		require.Equal(t, "200", ask("another").Get("status"), "each key counts for itself")

		time.Sleep(7499 * time.Millisecond)
		require.Equal(t, "429", ask("k").Get("status"))
		time.Sleep(time.Millisecond)
		require.Equal(t, "1", ask("k").Get("RateLimit-Remaining"))
	})
}
