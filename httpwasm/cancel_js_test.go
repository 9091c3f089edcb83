package httpwasm

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// ends are the two ways in which a context ends.
var ends = map[string]struct {
	make func(context.Context) (ctx context.Context, end context.CancelFunc)
	kind Kind
	is   error
}{
	"cancel": {func(ctx context.Context) (context.Context, context.CancelFunc) { return context.WithCancel(ctx) }, Cancelled, context.Canceled},
	"deadline": {func(ctx context.Context) (context.Context, context.CancelFunc) {
		ctx, release := context.WithTimeout(ctx, 300*time.Millisecond)
		context.AfterFunc(ctx, release)
		return ctx, func() {}
	}, TimedOut, context.DeadlineExceeded},
}

func TestAContextEndsTheRequestAtAnyMoment(t *testing.T) {
	s := serversOf(t)
	for name, end := range ends {
		check := func(t *testing.T, err error) {
			t.Helper()
			failureOf(t, err, end.kind)
			require.ErrorIs(t, err, end.is)
			require.Equal(t, end.kind == TimedOut, os.IsTimeout(err))
		}
		t.Run(name+" before it is sent", func(t *testing.T) {
			nothingLeft(t)
			ctx, stop := end.make(t.Context())
			stop()
			<-ctx.Done()
			key := newKey()
			_, err := send(ctx, "GET", at(s.HTTP, "/open", "key", key), nil)
			check(t, err)
		})
		t.Run(name+" before the head", func(t *testing.T) {
			nothingLeft(t)
			key := newKey()
			ctx, stop := end.make(t.Context())
			go func() {
				seen(t, s, key+"-in")
				stop()
			}()
			_, err := send(ctx, "GET", at(s.HTTP, "/hang", "key", key), nil)
			check(t, err)
			seen(t, s, key)
		})
		t.Run(name+" while a Read waits", func(t *testing.T) {
			nothingLeft(t)
			key := newKey()
			ctx, stop := end.make(t.Context())
			resp, err := send(ctx, "GET", at(s.HTTP, "/stall", "n", "1000", "key", key), nil)
			require.NoError(t, err)
			_, err = io.ReadFull(resp.Body, make([]byte, 1000))
			require.NoError(t, err)
			time.AfterFunc(20*time.Millisecond, stop)
			_, err = resp.Body.Read(make([]byte, 1))
			check(t, err)
			var failure *Error
			require.ErrorAs(t, err, &failure)
			require.EqualValues(t, 1000, failure.Received)
			seen(t, s, key)
		})
		t.Run(name+" between two Reads", func(t *testing.T) {
			nothingLeft(t)
			key := newKey()
			ctx, stop := end.make(t.Context())
			resp, err := send(ctx, "GET", at(s.HTTP, "/stall", "n", "1000", "key", key), nil)
			require.NoError(t, err)
			stop()
			<-ctx.Done()
			seen(t, s, key) // the server learns of it though nobody reads
			_, err = io.ReadAll(resp.Body)
			check(t, err)
		})
		t.Run(name+" while the body is read for sending", func(t *testing.T) {
			nothingLeft(t)
			ctx, stop := end.make(t.Context())
			reader, writer := io.Pipe()
			go func() {
				writer.Write([]byte("x"))
				stop()
			}()
			_, err := send(ctx, "POST", s.HTTP+"/echo", reader)
			check(t, err)
		})
		t.Run(name+" while the body is streamed", func(t *testing.T) {
			nothingLeft(t)
			ctx, stop := end.make(WithOptions(t.Context(), Options{StreamUpload: true}))
			reader, writer := io.Pipe()
			go func() {
				writer.Write([]byte("x"))
				stop()
			}()
			_, err := send(ctx, "POST", s.TLS+"/echo", reader)
			check(t, err)
		})
	}
}

func TestACancelAfterTheEndChangesNothing(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	ctx, cancel := context.WithCancel(t.Context())
	resp, err := send(ctx, "GET", at(s.HTTP, "/bytes", "n", "10"), nil)
	require.NoError(t, err)
	_, err = io.ReadAll(resp.Body)
	require.NoError(t, err)
	cancel()
	_, err = resp.Body.Read(make([]byte, 1))
	require.Equal(t, io.EOF, err)
	require.NoError(t, resp.Body.Close())
	_, err = resp.Body.Read(make([]byte, 1))
	require.Equal(t, io.EOF, err)
}

func TestTheCauseOfACancelIsKept(t *testing.T) {
	s := serversOf(t)
	reason := errors.New("the user pressed escape")
	ctx, cancel := context.WithCancelCause(t.Context())
	time.AfterFunc(10*time.Millisecond, func() { cancel(reason) })
	_, err := send(ctx, "GET", s.HTTP+"/hang", nil)
	failureOf(t, err, Cancelled)
	require.ErrorIs(t, err, reason)
	require.ErrorIs(t, err, context.Canceled)
}

func TestCloseAbortsTheBody(t *testing.T) {
	s := serversOf(t)
	t.Run("between Reads", func(t *testing.T) {
		nothingLeft(t)
		key := newKey()
		resp := get(t, at(s.HTTP, "/stall", "n", "1000", "key", key))
		require.NoError(t, resp.Body.Close())
		require.NoError(t, resp.Body.Close())
		seen(t, s, key)
		_, err := resp.Body.Read(make([]byte, 1))
		require.Equal(t, http.ErrBodyReadAfterClose, err)
	})
	t.Run("while a Read waits", func(t *testing.T) {
		nothingLeft(t)
		key := newKey()
		resp := get(t, at(s.HTTP, "/stall", "n", "1000", "key", key))
		_, err := io.ReadFull(resp.Body, make([]byte, 1000))
		require.NoError(t, err)
		time.AfterFunc(20*time.Millisecond, func() { resp.Body.Close() })
		_, err = resp.Body.Read(make([]byte, 1))
		require.Equal(t, http.ErrBodyReadAfterClose, err)
		seen(t, s, key)
	})
}
