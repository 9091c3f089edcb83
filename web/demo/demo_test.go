package demo

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// api answers requests in this goroutine, so that tests can run on synctest's clock.
type api struct {
	t       *testing.T
	handler http.Handler
}

func newAPI(t *testing.T) api {
	return api{t, Handler("/demo", http.NotFoundHandler())}
}

func (a api) send(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	a.handler.ServeHTTP(w, r)
	return w
}

func (a api) get(path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "/demo"+path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return a.send(r)
}

// post sends a form; user and password go into the Authorization header where there are any.
func (a api) post(path string, form url.Values, basic ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", "/demo"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if len(basic) == 2 {
		r.SetBasicAuth(basic[0], basic[1])
	}
	return a.send(r)
}

func read[T any](t *testing.T, w *httptest.ResponseRecorder) T {
	t.Helper()
	var value T
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &value), w.Body.String())
	return value
}

func TestRequestsForOthersGoOnWithTheirPrefix(t *testing.T) {
	handler := Handler("/demo", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "rest "+r.URL.Path) }))
	for _, path := range []string{"/demo/get", "/demo/cache/3", "/demo/", "/demo/limitedness", "/demo/anything/oauth/token"} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		require.Equal(t, "rest "+path, w.Body.String())
	}
}

func TestAnotherMethodIsRefusedByName(t *testing.T) {
	a := newAPI(t)
	for _, path := range []string{"/oauth/token", "/oauth/device", "/webhook/github"} {
		w := a.get(path)
		require.Equal(t, 405, w.Code, path)
		require.Equal(t, "POST", w.Header().Get("Allow"), path)
	}
	require.Equal(t, 405, a.post("/pages/link", nil).Code)
	require.Equal(t, 404, a.get("/pages/nothing").Code)
}

func TestBadParametersAreRefusedInASentence(t *testing.T) {
	a := newAPI(t)
	tests := []struct{ path, says string }{
		{"/pages/link?page=0", `page is "0": give a whole number from 1 to`},
		{"/pages/link?per=1000", `per is "1000"`},
		{"/pages/next?page=x", `page is "x"`},
		{"/pages/offset?offset=-1", `offset is "-1"`},
		{"/pages/cursor?cursor=bm8", "This cursor is not one"},
		{"/flaky?status=200", `status is "200"`},
		{"/flaky?key=" + strings.Repeat("k", 65), "key is 65 bytes long"},
		{"/flaky/reset?fail=101", `fail is "101"`},
		{"/limited?limit=0", `limit is "0"`},
		{"/limited?window=99999", `window is "99999"`},
		{"/cached?max_age=-1", `max_age is "-1"`},
		{"/events?n=0", `n is "0"`},
		{"/lines?n=1000&ms=1000", "more than a minute"},
	}
	for _, test := range tests {
		w := a.get(test.path)
		require.Equal(t, 400, w.Code, test.path)
		require.Contains(t, read[map[string]string](t, w)["error"], test.says)
	}
}
