package cache

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"
)

// sized answers /n with a body of n bytes; /n/chunked does so without Content-Length, and /n/broken breaks off after half.
func sized(w http.ResponseWriter, r *http.Request) {
	size, how, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	n, _ := strconv.Atoi(size)
	w.Header().Set("Cache-Control", "max-age=60")
	if how != "chunked" {
		w.Header().Set("Content-Length", size)
	}
	if how == "broken" {
		n /= 2
	}
	io.WriteString(w, strings.Repeat("x", n))
	http.NewResponseController(w).Flush()
	if how == "broken" {
		panic(http.ErrAbortHandler)
	}
}

func TestAResponseIsStoredOnceItsBodyWasReadToItsEnd(t *testing.T) {
	tests := []struct {
		name string
		path string
		read func(t *testing.T, resp *http.Response, cancel func())
		why  string // "" means that it is stored
	}{
		{"read to its end, without Close", "/100", func(t *testing.T, resp *http.Response, _ func()) {
			_, err := io.ReadAll(resp.Body)
			require.NoError(t, err)
		}, ""},
		{"all bytes read, and closed before the end was seen", "/100", func(t *testing.T, resp *http.Response, _ func()) {
			_, err := io.ReadFull(byteByByte{resp.Body}, make([]byte, 100))
			require.NoError(t, err)
			resp.Body.Close()
		}, ""},
		{"empty", "/0", func(*testing.T, *http.Response, func()) {}, ""},
		{"not read at all", "/100", func(_ *testing.T, resp *http.Response, _ func()) { resp.Body.Close() }, "not read to its end"},
		{"read in part", "/100/chunked", func(t *testing.T, resp *http.Response, _ func()) {
			_, err := io.ReadFull(resp.Body, make([]byte, 50))
			require.NoError(t, err)
			resp.Body.Close()
		}, "not read to its end"},
		{"broken by the server", "/100/broken", func(t *testing.T, resp *http.Response, _ func()) {
			_, err := io.ReadAll(resp.Body)
			require.ErrorIs(t, err, io.ErrUnexpectedEOF)
			resp.Body.Close()
		}, "its body broke off"},
		{"cancelled", "/5000000", func(t *testing.T, resp *http.Response, cancel func()) {
			cancel()
			_, err := io.ReadAll(resp.Body)
			require.ErrorIs(t, err, context.Canceled)
			resp.Body.Close()
		}, "its body broke off"},
		{"as large as one may be", "/8388608", func(t *testing.T, resp *http.Response, _ func()) {
			n, err := io.Copy(io.Discard, resp.Body)
			require.NoError(t, err)
			require.EqualValues(t, 8<<20, n)
		}, ""},
		{"too large, as its head says", "/8388609", func(t *testing.T, resp *http.Response, _ func()) { resp.Body.Close() }, "larger than the 8192 KiB"},
		{"too large, as turns out", "/9000000/chunked", func(t *testing.T, resp *http.Response, _ func()) {
			n, err := io.Copy(io.Discard, resp.Body)
			require.NoError(t, err)
			require.EqualValues(t, 9_000_000, n)
		}, "larger than the 8192 KiB"},
	}
	server := httptest.NewServer(http.HandlerFunc(sized))
	defer server.Close()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			transport := &Transport{Store: &Store{}, Next: server.Client().Transport}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			req := ask(t, asTold, "GET", server.URL+test.path, "")
			req = req.WithContext(WithPolicy(ctx, asTold))
			resp, err := transport.RoundTrip(req)
			require.NoError(t, err)
			if o := outcome(t, resp); resp.Body != http.NoBody {
				require.False(t, o.Stored)
				require.Empty(t, transport.Store.Entries())
			}
			test.read(t, resp, cancel)
			o := outcome(t, resp)
			require.Equal(t, Miss, o.State)
			require.Equal(t, test.why == "", o.Stored, o.Why)
			require.Equal(t, test.why == "", !o.Expires.IsZero())
			require.Contains(t, o.Why, test.why)
			if test.why == "" {
				require.Len(t, transport.Store.Entries(), 1)
			} else {
				require.Empty(t, transport.Store.Entries())
				require.Contains(t, o.Why, "not stored: ")
			}
		})
	}
}

// byteByByte reads byte by byte, so that the end is not seen together with the last one.
type byteByByte struct{ io.Reader }

func (r byteByByte) Read(p []byte) (int, error) { return r.Reader.Read(p[:1]) }

func TestABodyWithAnotherLengthThanItsHeadSaysIsNotStored(t *testing.T) {
	var broken string
	f := newFill(io.NopCloser(strings.NewReader("short")), 9, 100, func(_ []byte, why string) { broken = why })
	_, err := io.ReadAll(f)
	require.NoError(t, err)
	require.Equal(t, "its body has 5 bytes, and Content-Length says 9", broken)
}

func TestABodyWhoseBytesHaveAllBeenReadIsWholeThoughItsEndWasNotSeen(t *testing.T) {
	var kept string
	f := newFill(io.NopCloser(strings.NewReader("bytes")), 5, 100, func(body []byte, why string) { kept = string(body) + why })
	_, err := io.ReadFull(f, make([]byte, 5))
	require.NoError(t, err)
	require.NoError(t, f.Close())
	require.Equal(t, "bytes", kept)
	require.NoError(t, f.Close())
	require.Equal(t, "bytes", kept, "it ends once")
}

func TestAResponseThatWasUnderWayDuringAnInvalidationIsNotStored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := &Transport{Store: &Store{}, Next: serve(t, http.HandlerFunc(sized))}
		for _, meanwhile := range []func(){
			func() { take(t, transport, ask(t, Policy{}, "PUT", "/100", "")) },
			transport.Store.Clear,
		} {
			resp, err := transport.RoundTrip(ask(t, asTold, "GET", "/100", ""))
			require.NoError(t, err)
			meanwhile()
			_, err = io.ReadAll(resp.Body)
			require.NoError(t, err)
			require.Contains(t, outcome(t, resp).Why, "not stored: stored responses were made invalid while it came")
			require.Empty(t, transport.Store.Entries())
		}
	})
}

func TestAnEndedContextGetsNoStoredResponse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := &Transport{Store: &Store{}, Next: serve(t, http.HandlerFunc(sized))}
		take(t, transport, ask(t, asTold, "GET", "/100", ""))
		stop := errors.New("enough")
		ctx, cancel := context.WithCancelCause(WithPolicy(t.Context(), asTold))
		cancel(stop)
		_, err := transport.RoundTrip(ask(t, asTold, "GET", "/100", "").WithContext(ctx))
		require.ErrorIs(t, err, stop)
	})
}

func TestAFailureOfTheTransportIsPassedOn(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		sized(w, r)
	}))
	transport := &Transport{Store: &Store{}, Next: server.Client().Transport}
	for _, lines := range []string{"", "Cache-Control: no-cache"} {
		take(t, transport, ask(t, asTold, "GET", server.URL+"/100", lines))
	}
	server.Close()
	_, err := transport.RoundTrip(ask(t, asTold, "GET", server.URL+"/100", "Cache-Control: no-cache"))
	require.Error(t, err)
	resp, _ := take(t, transport, ask(t, asTold, "GET", server.URL+"/100", ""))
	require.Equal(t, Hit, outcome(t, resp).State, "a stored response outlives a server that is gone")
	for _, policy := range []Policy{asTold, {}} {
		_, err = transport.RoundTrip(ask(t, policy, "GET", server.URL+"/200", ""))
		require.Error(t, err)
	}
}
