package httpwasm

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestOptionsReachFetch(t *testing.T) {
	s := serversOf(t)
	cookie := func(t *testing.T, options Options) string {
		resp, err := send(WithOptions(t.Context(), options), "GET", s.HTTP+"/echo", nil)
		return echo(t, resp, err).Header.Get("Cookie")
	}
	raw := "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: seen=yes; Path=/\r\n\r\n"
	resp, err := send(WithOptions(t.Context(), Options{Credentials: CredentialsInclude}), "GET", at(s.HTTP, "/reply", "raw", raw), nil)
	require.NoError(t, err)
	readAllOf(t, resp)
	t.Run("credentials", func(t *testing.T) {
		require.Contains(t, cookie(t, Options{Credentials: CredentialsInclude}), "seen=yes")
		require.Empty(t, cookie(t, Options{Credentials: CredentialsOmit}))
		require.Empty(t, cookie(t, Options{}), "the default sends cookies to the page's own origin only")
	})
	t.Run("of the transport, unless the context has some", func(t *testing.T) {
		transport := &Transport{Options: Options{Credentials: CredentialsInclude}}
		req, err := http.NewRequestWithContext(t.Context(), "GET", s.HTTP+"/echo", nil)
		require.NoError(t, err)
		resp, err := transport.RoundTrip(req)
		require.Contains(t, echo(t, resp, err).Header.Get("Cookie"), "seen=yes")
		resp, err = transport.RoundTrip(req.WithContext(WithOptions(t.Context(), Options{})))
		require.Empty(t, echo(t, resp, err).Header.Get("Cookie"))
	})
	t.Run("cache", func(t *testing.T) {
		url := at(s.HTTP, "/bytes", "n", "10", "cache", "max-age=1000", "tao", "1", "key", newKey())
		fromCache := func(cache Cache) bool {
			resp, err := send(WithOptions(t.Context(), Options{Cache: cache}), "GET", url, nil)
			require.NoError(t, err)
			readAllOf(t, resp)
			timing, err := infoOf(t, resp).Timing(t.Context())
			require.NoError(t, err)
			return timing.FromCache
		}
		require.False(t, fromCache(CacheDefault))
		require.True(t, fromCache(CacheDefault))
		require.False(t, fromCache(CacheNoStore))
		require.True(t, fromCache(CacheForce))
		require.False(t, fromCache(CacheReload))
	})
	t.Run("referrer policy", func(t *testing.T) {
		resp, err := send(WithOptions(t.Context(), Options{ReferrerPolicy: ReferrerNone}), "GET", s.HTTP+"/echo", nil)
		require.NotContains(t, echo(t, resp, err).Header, "Referer")
		resp, err = send(WithOptions(t.Context(), Options{ReferrerPolicy: ReferrerOrigin, Priority: PriorityLow}), "GET", s.HTTP+"/echo", nil)
		require.Equal(t, origin()+"/", echo(t, resp, err).Header.Get("Referer"))
	})
	t.Run("mode same-origin keeps other origins out", func(t *testing.T) {
		_, err := send(WithOptions(t.Context(), Options{Mode: ModeSameOrigin}), "GET", s.HTTP+"/echo", nil)
		failureOf(t, err, Blocked)
	})
	for sentence, options := range map[string]Options{
		"a word that is no mode":              {Mode: "sideways"},
		"only-if-cached beyond the origin":    {Cache: CacheOnlyIfCached},
		"a priority that does not exist":      {Priority: "urgent"},
		"a referrer policy that is not known": {ReferrerPolicy: "whatever"},
	} {
		t.Run(sentence, func(t *testing.T) {
			nothingLeft(t)
			_, err := send(WithOptions(t.Context(), options), "GET", s.HTTP+"/echo", nil)
			failureOf(t, err, BadOption)
		})
	}
	t.Run("a method that no-cors does not allow", func(t *testing.T) {
		_, err := send(WithOptions(t.Context(), Options{Mode: ModeNoCORS}), "PUT", s.HTTP+"/echo", nil)
		failureOf(t, err, BadOption)
	})
}
