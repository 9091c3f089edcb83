package web

import (
	"context"
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestABusyAddressSaysWhatToDo(t *testing.T) {
	first, err := Listen("127.0.0.1:0")
	require.NoError(t, err)
	defer first.Close()
	_, err = Listen(first.Addr().String())
	require.ErrorContains(t, err, first.Addr().String()+" is already in use")
	require.ErrorContains(t, err, "PORT=")
	_, err = Listen("nonsense")
	require.ErrorContains(t, err, `listen on "nonsense" (want host:port`)
}

func TestAddressIsWhereABrowserGoes(t *testing.T) {
	for _, listen := range []string{"127.0.0.1:0", "0.0.0.0:0", ":0"} {
		l, err := Listen(listen)
		require.NoError(t, err)
		defer l.Close()
		require.Regexp(t, `^http://127\.0\.0\.1:\d+/$`, Address(l))
	}
}

func TestShutdownLetsARequestFinish(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	listener, err := Listen("127.0.0.1:0")
	require.NoError(t, err)
	entered, proceed := make(chan struct{}), make(chan struct{})
	served := make(chan error, 1)
	go func() {
		served <- Serve(ctx, listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			close(entered)
			<-proceed
			_, _ = io.WriteString(w, "finished")
		}))
	}()
	body := make(chan string, 1)
	go func() {
		response, err := http.Get(Address(listener))
		if err != nil {
			body <- err.Error()
			return
		}
		defer response.Body.Close()
		b, _ := io.ReadAll(response.Body)
		body <- string(b)
	}()
	<-entered
	stop()
	close(proceed)
	require.Equal(t, "finished", <-body)
	require.NoError(t, <-served)
	_, err = http.Get(Address(listener))
	require.Error(t, err, "nobody listens any more")
}

func TestShutdownEndsAStreamThatNeverEnds(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	listener, err := Listen("127.0.0.1:0")
	require.NoError(t, err)
	entered := make(chan struct{})
	served := make(chan error, 1)
	go func() {
		served <- Serve(ctx, listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, "first")
			_ = http.NewResponseController(w).Flush()
			close(entered)
			<-r.Context().Done()
		}))
	}()
	response, err := http.Get(Address(listener))
	require.NoError(t, err)
	defer response.Body.Close()
	<-entered
	stop()
	require.NoError(t, <-served)
}
