package demo

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCachedCountsHowOftenItsBodyWasMade(t *testing.T) {
	a := newAPI(t)
	first := a.get("/cached?max_age=7&key=k")
	require.Equal(t, 200, first.Code)
	require.EqualValues(t, 1, read[map[string]any](t, first)["made"])
	require.Equal(t, "public, max-age=7", first.Header().Get("Cache-Control"))
	tag, modified := first.Header().Get("ETag"), first.Header().Get("Last-Modified")
	require.Regexp(t, `^W/"[0-9a-f]+"$`, tag)

	for _, condition := range [][]string{{"If-None-Match", tag}, {"If-Modified-Since", modified}, {"If-None-Match", `"other", ` + tag}} {
		w := a.get("/cached?max_age=7&key=k", condition...)
		require.Equal(t, 304, w.Code, condition)
		require.Empty(t, w.Body.String())
		require.Equal(t, tag, w.Header().Get("ETag"))
		require.Equal(t, "public, max-age=7", w.Header().Get("Cache-Control"))
	}
	second := a.get("/cached?max_age=7&key=k", "If-None-Match", `"other"`)
	require.Equal(t, 200, second.Code)
	require.EqualValues(t, 2, read[map[string]any](t, second)["made"], "answers of 304 made none")
	require.EqualValues(t, 1, read[map[string]any](t, a.get("/cached?key=another"))["made"])
}
