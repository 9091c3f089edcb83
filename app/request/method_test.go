package request

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestMethodsAreTokens(t *testing.T) {
	for _, m := range append([]string{"get", "PROPFIND", "M-SEARCH", "x!#$%&'*+-.^_`|~9"}, Methods...) {
		require.True(t, ValidMethod(m), "%q", m)
	}
	for _, m := range []string{"", " ", "GET ", "A B", "GÉT", "A:B", "A/B", "a\nb", "(x)", "\"x\"", "\x7f", "a\x00", "[", "{", "@", "\\"} {
		require.False(t, ValidMethod(m), "%q", m)
	}
}

func TestMethodsAreNormalisedAsFetchDoes(t *testing.T) {
	for method, sent := range map[string]string{"get": "GET", "Post": "POST", "pUt": "PUT", "delete": "DELETE", "head": "HEAD", "options": "OPTIONS",
		"patch": "patch", "Patch": "Patch", "PATCH": "PATCH", "query": "query", "PROPFIND": "PROPFIND"} {
		require.Equal(t, sent, NormalMethod(method))
	}
	require.True(t, ForbiddenMethod("Trace"))
	require.False(t, ForbiddenMethod("patch"))
}

func TestMethodsAreThoseOfTheFetchStandard(t *testing.T) {
	for _, c := range corpus[struct {
		Method    string
		Forbidden bool
		SentAs    string `json:"sent_as"`
	}](t, "fetch/methods.jsonl") {
		require.Equal(t, c.Forbidden, ForbiddenMethod(c.Method), c.Method)
		if c.SentAs != "" {
			require.Equal(t, c.SentAs, NormalMethod(c.Method))
		}
	}
}
