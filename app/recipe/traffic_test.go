package recipe

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/web"
)

// traffic is what a server was sent.
type traffic struct {
	mu    sync.Mutex
	calls []seen
}

type seen struct {
	Method, Target string
	Header         http.Header
	Body           []byte
}

// serve starts the demo API as Roundtrip's server has it, and writes down what it is sent.
func serve(t *testing.T) (base string, sent *traffic) {
	t.Helper()
	sent = &traffic{}
	demo := web.Demo("/demo")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Errorf("%s %s: %v", r.Method, r.URL, err)
		}
		sent.mu.Lock()
		sent.calls = append(sent.calls, seen{r.Method, r.RequestURI, r.Header.Clone(), body})
		sent.mu.Unlock()
		r.Body = io.NopCloser(bytes.NewReader(body))
		demo.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/demo", sent
}

func (s *traffic) all() []seen {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls
}

// said is a call in what it says, whatever program wrote it.
type said struct {
	Method, Target, Media string
	Headers               map[string]string
	Body                  any
}

// says reads a call with those of its headers that are named.
func (s seen) says(t *testing.T, names []string) said {
	t.Helper()
	call := said{Method: s.Method, Target: s.Target, Headers: map[string]string{}, Body: string(s.Body)}
	for _, name := range names {
		call.Headers[name] = s.Header.Get(name)
	}
	if len(s.Body) == 0 {
		return call
	}
	media, params, err := mime.ParseMediaType(s.Header.Get("Content-Type"))
	require.NoError(t, err)
	call.Media = media
	switch media {
	case "application/json":
		call.Body = nil
		require.NoError(t, json.Unmarshal(s.Body, &call.Body))
	case "application/x-www-form-urlencoded":
		call.Body, err = url.ParseQuery(string(s.Body))
		require.NoError(t, err)
	case "multipart/form-data":
		var parts [][4]string
		reader := multipart.NewReader(bytes.NewReader(s.Body), params["boundary"])
		for {
			part, err := reader.NextPart()
			if err == io.EOF {
				break
			}
			require.NoError(t, err)
			content, err := io.ReadAll(part)
			require.NoError(t, err)
			parts = append(parts, [4]string{part.FormName(), part.FileName(), part.Header.Get("Content-Type"), string(content)})
		}
		call.Body = parts
	}
	return call
}
