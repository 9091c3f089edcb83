package auth

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// corpus calls each with every line of a file of ../shared/corpora, which is not always there.
func corpus[T any](t *testing.T, name string, each func(T)) {
	t.Helper()
	file, err := os.Open("../../../../shared/corpora/" + name)
	if err != nil {
		t.Skipf("the corpus is not here: %v", err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v T
		require.NoError(t, json.Unmarshal(lines.Bytes(), &v))
		each(v)
	}
	require.NoError(t, lines.Err())
}

// aTime is when everything happens in tests.
var aTime = time.Date(2015, 8, 30, 12, 36, 0, 0, time.UTC)

func newRequest(t *testing.T, method, url string) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	require.NoError(t, err)
	return req
}

// text is a body that is a text.
func text(s string) func() (io.Reader, error) {
	return func() (io.Reader, error) { return strings.NewReader(s), nil }
}
