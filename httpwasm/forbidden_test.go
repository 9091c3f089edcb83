package httpwasm

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// corpus reads JSON lines that were made elsewhere.
func corpus[T any](t *testing.T, name string) (cases []T) {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "..", "shared", "corpora", "fetch", name))
	if err != nil {
		t.Skipf("the corpus %s is not here: %v", name, err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var c T
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		cases = append(cases, c)
	}
	require.NoError(t, lines.Err())
	require.NotEmpty(t, cases)
	return cases
}

func TestForbiddenHeaderAgreesWithTheCorpus(t *testing.T) {
	type header struct {
		Header, Value string
		Forbidden     bool
	}
	for _, c := range corpus[header](t, "forbidden-request-headers.jsonl") {
		reason, forbidden := ForbiddenHeader(c.Header, c.Value)
		require.Equal(t, c.Forbidden, forbidden, "%s: %s", c.Header, c.Value)
		require.Equal(t, c.Forbidden, reason != "", "a reason exactly when it is forbidden: %s", c.Header)
	}
}

func TestForbiddenMethodAgreesWithTheCorpus(t *testing.T) {
	type method struct {
		Method    string
		Forbidden bool
		SentAs    string `json:"sent_as"`
	}
	for _, c := range corpus[method](t, "methods.jsonl") {
		require.Equal(t, c.Forbidden, ForbiddenMethod(c.Method), c.Method)
		if !c.Forbidden {
			require.Equal(t, c.SentAs, methodOf(request(t, c.Method, "http://a.example/")))
		}
	}
}

func TestForbiddenHeader(t *testing.T) {
	for sentence, c := range map[string]struct {
		name, value string
		forbidden   bool
	}{
		"names are compared without regard to case":          {"aCCept-ENCODING", "gzip", true},
		"a header that starts with Sec- is forbidden":        {"Sec-Fetch-Mode", "cors", true},
		"Sec alone is not a prefix":                          {"Sec", "x", false},
		"a header that starts with Proxy- is forbidden":      {"proxy-authorization", "x", true},
		"a header of one's own is allowed":                   {"X-Mine", "x", false},
		"an override to an allowed method is allowed":        {"X-HTTP-Method-Override", "DELETE", false},
		"an override to a forbidden method in a list is not": {"x-http-method-override", "get ,\ttrace", true},
		"a comma in a quoted string does not split the list": {"X-HTTP-Method", `"a, TRACE"`, false},
		"an escaped quote does not end a quoted string":      {"X-HTTP-Method", `"a\", TRACE"`, false},
		"Set-Cookie is forbidden":                            {"set-cookie", "a=b", true},
	} {
		t.Run(sentence, func(t *testing.T) {
			_, forbidden := ForbiddenHeader(c.name, c.value)
			require.Equal(t, c.forbidden, forbidden)
		})
	}
}
