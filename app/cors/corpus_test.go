package cors

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// corpus reads JSON lines that were made elsewhere.
func corpus[T any](t *testing.T, name string) (cases []T) {
	t.Helper()
	file, err := os.Open("../../../shared/corpora/fetch/" + name)
	if err != nil {
		t.Skipf("the corpora are not here: %v", err)
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

func TestHeadersNeedAPreflightAsTheCorpusSays(t *testing.T) {
	for _, c := range corpus[struct {
		Header, Value string
		Needs         bool `json:"needs_preflight"`
	}](t, "cors-safelisted-headers.jsonl") {
		r := Request{Page: "https://app.example", Method: "GET", URL: "https://api.example/", Headers: []exchange.Field{{Name: c.Header, Value: c.Value}}}
		require.Equal(t, c.Needs, len(NeedsPreflight(r)) > 0, "%s: %q", c.Header, c.Value)
	}
}

func TestMethodsOfTheCorpusNeedAPreflightUnlessTheyAreSafelisted(t *testing.T) {
	for _, c := range corpus[struct {
		Method    string
		Forbidden bool
		SentAs    string `json:"sent_as"`
	}](t, "methods.jsonl") {
		if c.Forbidden {
			continue
		}
		require.Equal(t, c.SentAs, request.NormalMethod(c.Method))
		r := Request{Page: "https://app.example", Method: c.SentAs, URL: "https://api.example/"}
		require.Equal(t, c.SentAs != "GET", len(NeedsPreflight(r)) > 0, c.Method)
	}
}
