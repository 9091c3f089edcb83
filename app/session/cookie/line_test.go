package cookie

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestACookieWrittenAsALineIsSetAgainAsItWas(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, field := range []string{
		"a=1", "a=1; Path=/x/y", "a=; Secure; HttpOnly", "=v=w", "a=1; Max-Age=60", "a=1; Domain=example.org; SameSite=None; Secure; Partitioned", "__Host-a=1; Path=/; Secure",
	} {
		t.Run(field, func(t *testing.T) {
			var first, second Jar
			require.Empty(t, first.Receive(parse(t, "https://www.example.org/q"), setCookies(field), now))
			line, from := first.All()[0].Line()
			require.Empty(t, second.Receive(parse(t, from), setCookies(line), now), line)
			require.Equal(t, first.All(), second.All(), line)
		})
	}
	var jar Jar
	require.NoError(t, jar.Set(Cookie{Name: "a", Value: "1", Domain: "[::1]"}, now))
	line, from := jar.All()[0].Line()
	require.Empty(t, jar.Receive(parse(t, from), setCookies(line), now))
	require.Len(t, jar.All(), 1)
}
