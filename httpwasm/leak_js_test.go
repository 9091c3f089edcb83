package httpwasm

import (
	"context"
	"errors"
	"io"
	"net/http"
	"runtime"
	"strings"
	"syscall/js"
	"testing"
	"testing/iotest"
	"time"
	"unsafe"

	"github.com/stretchr/testify/require"
)

// liveReferences counts the JavaScript values that Go holds. Go numbers them, and gives the number of one that it let go of to the next: so when
// new values begin to get ever higher numbers, no number is free, and the highest tells how many there are.
func liveReferences() int {
	for range 5 { // finalizers let go of values, and some hold others
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	var kept []js.Value
	highest, rising := 0, 0
	object := js.Global().Get("Object")
	for rising < 500 {
		v := object.New()
		kept = append(kept, v)
		if id := int(*(*uint32)(unsafe.Pointer(&v))); id > highest {
			highest, rising = id, rising+1
		} else {
			rising = 0
		}
	}
	live := highest + 1 - len(kept)
	runtime.KeepAlive(kept)
	return live
}

func TestAThousandRequestsLeaveNothingBehind(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	blob, err := NewBody("a ", []byte("blob"))
	require.NoError(t, err)
	streaming := WithOptions(t.Context(), Options{StreamUpload: true})
	broken := func() io.Reader {
		return io.MultiReader(strings.NewReader("x"), iotest.ErrReader(errors.New("disk on fire")))
	}
	// finish reads the response to its end, and returns the error that ended the request.
	finish := func(resp *http.Response, err error) error {
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		_, err = io.Copy(io.Discard, resp.Body)
		return err
	}
	cancelled := func(ctx context.Context, s servers, method, path string, body io.Reader) error {
		key := newKey()
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		go func() {
			resp, err := send(context.Background(), "GET", at(s.HTTP, "/await", "key", key+"-in"), nil)
			finish(resp, err)
			cancel()
		}()
		resp, err := send(ctx, method, at(s.TLS, path, "key", key, "n", "100000"), body)
		return finish(resp, err)
	}
	ways := []struct {
		sentence string
		kind     Kind
		run      func() error
	}{
		{"completed", "", func() error { return finish(send(t.Context(), "GET", at(s.HTTP, "/bytes", "n", "100000"), nil)) }},
		{"without a body", "", func() error { return finish(send(t.Context(), "HEAD", s.HTTP+"/echo", nil)) }},
		{"with a body", "", func() error { return finish(send(t.Context(), "POST", s.HTTP+"/echo", strings.NewReader("body"))) }},
		{"with a blob", "", func() error { return finish(send(t.Context(), "POST", s.HTTP+"/echo", blob.Open())) }},
		{"with a stream", "", func() error { return finish(send(streaming, "POST", s.TLS+"/echo", strings.NewReader("body"))) }},
		{"with a blob as a stream", "", func() error { return finish(send(streaming, "POST", s.TLS+"/echo", blob.Open())) }},
		{"closed unread", "", func() error {
			resp, err := send(t.Context(), "GET", at(s.HTTP, "/bytes", "n", "100000"), nil)
			if err == nil {
				err = resp.Body.Close()
			}
			return err
		}},
		{"cancelled before the head", Cancelled, func() error { return cancelled(t.Context(), s, "GET", "/hang", nil) }},
		{"cancelled in the body", Cancelled, func() error { return cancelled(t.Context(), s, "GET", "/stall", nil) }},
		{"cancelled with a stream", Cancelled, func() error { return cancelled(streaming, s, "POST", "/hang", strings.NewReader("body")) }},
		{"blocked", Blocked, func() error { return finish(send(t.Context(), "GET", s.HTTP+"/closed/echo", nil)) }},
		{"unreachable", Blocked, func() error { return finish(send(t.Context(), "GET", "http://127.0.0.1:1/", nil)) }},
		{"broken body", BrokenBody, func() error {
			return finish(send(t.Context(), "GET", at(s.HTTP, "/reset", "n", "1000", "after", "leak-open"), nil))
		}},
		{"refused", BadBody, func() error { return finish(send(t.Context(), "GET", s.HTTP+"/echo", strings.NewReader("x"))) }},
		{"a body that fails", BadBody, func() error { return finish(send(t.Context(), "POST", s.HTTP+"/echo", broken())) }},
		{"a stream that fails", BadBody, func() error { return finish(send(streaming, "POST", s.TLS+"/echo", broken())) }},
		{"a bad option", BadOption, func() error {
			return finish(send(WithOptions(streaming, Options{StreamUpload: true, Mode: "x"}), "POST", s.TLS+"/echo", strings.NewReader("x")))
		}},
	}
	readAllOf(t, get(t, at(s.HTTP, "/open", "key", "leak-open")))
	var before int
	for i := range 1020 {
		if i == 20 { // once every part of the machinery has run
			require.Eventually(t, func() bool { return liveCallbacks.Load() == 0 }, waitFor, tick)
			before = liveReferences()
		}
		way := ways[i%len(ways)]
		err := way.run()
		if way.kind == "" {
			require.NoError(t, err, way.sentence)
		} else {
			var failure *Error
			require.ErrorAs(t, err, &failure, way.sentence)
			if way.sentence == "broken body" && failure.Kind == Blocked {
				continue // the reset overtook the head
			}
			require.Equal(t, way.kind, failure.Kind, way.sentence)
		}
	}
	require.Eventually(t, func() bool { return liveCallbacks.Load() == 0 }, waitFor, tick)
	after := liveReferences()
	t.Logf("JavaScript values that Go holds: %d before, %d after", before, after)
	require.Less(t, after, before+50, "a thousand requests must not hold on to JavaScript values")
}
