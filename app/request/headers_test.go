package request

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestHeaderProblems(t *testing.T) {
	for _, name := range []string{"Accept", "x-1", "!#$%&'*+-.^_`|~"} {
		require.Empty(t, HeaderNameProblem(name))
	}
	require.Contains(t, HeaderNameProblem(""), "needs a name")
	for _, name := range []string{"A B", "A:", "Ä", "a\nb", " A", ":authority"} {
		require.Contains(t, HeaderNameProblem(name), "is not a header name", "%q", name)
	}
	for _, value := range []string{"", "text/html; q=0.9", "caf\u00e9", "\ttab", "{{token}}"} {
		require.Empty(t, HeaderValueProblem(value), "%q", value)
	}
	for value, why := range map[string]string{"a\nb": "line break", "a\rb": "line break", "a\x00": "NUL", "日本": "U+00FF", "\xff": "U+00FF"} {
		require.Contains(t, HeaderValueProblem(value), why, "%q", value)
	}
}
