package httpwasm

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"runtime"
	"strings"
	"syscall/js"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

func sha(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func origin() string { return js.Global().Get("origin").String() }

// plainReader hides every other method of a reader.
type plainReader struct{ io.Reader }

func TestBodiesArriveAsTheyWere(t *testing.T) {
	s := serversOf(t)
	big := []byte(pattern(3*pieceSize + 17))
	for _, size := range []int{0, 1, 4096, 4097, pieceSize - 1, pieceSize, pieceSize + 1, len(big)} {
		data := big[:size]
		for sentence, c := range map[string]struct {
			origin  string
			options Options
			reader  io.Reader
		}{
			"from a reader of known length":          {s.HTTP, Options{}, bytes.NewReader(data)},
			"from any reader":                        {s.HTTP, Options{}, plainReader{bytes.NewReader(data)}},
			"with its end in the last Read":          {s.HTTP, Options{}, iotest.DataErrReader(bytes.NewReader(data))},
			"streamed":                               {s.TLS, Options{StreamUpload: true}, plainReader{bytes.NewReader(data)}},
			"streamed with its end in the last Read": {s.TLS, Options{StreamUpload: true}, iotest.DataErrReader(bytes.NewReader(data))},
		} {
			t.Run(fmt.Sprintf("%d bytes %s", size, sentence), func(t *testing.T) {
				nothingLeft(t)
				var progress []int64
				c.options.Uploaded = func(sent int64) { progress = append(progress, sent) }
				resp, err := send(WithOptions(t.Context(), c.options), "POST", c.origin+"/echo", c.reader)
				e := echo(t, resp, err)
				require.EqualValues(t, size, e.Length)
				require.Equal(t, sha(data), e.SHA256)
				require.True(t, e.Complete)
				require.NotContains(t, e.Header, "Content-Type", "nobody asked for one")
				if !c.options.StreamUpload {
					require.EqualValues(t, size, e.ContentLength)
				}
				require.IsNonDecreasing(t, progress)
				if size > 0 {
					require.EqualValues(t, size, progress[len(progress)-1])
				}
				if c.options.StreamUpload && size > pieceSize {
					require.Greater(t, len(progress), 4, "progress comes on the way")
				}
			})
		}
	}
}

// closing counts how often a body was closed.
type closing struct {
	io.Reader
	closed int
}

func (c *closing) Close() error { c.closed++; return nil }

func TestTheBodyIsClosedInEveryCase(t *testing.T) {
	s := serversOf(t)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for sentence, c := range map[string]struct {
		ctx         context.Context
		method, url string
		reader      io.Reader
		kind        Kind
	}{
		"sent":             {t.Context(), "POST", s.HTTP + "/echo", strings.NewReader("x"), ""},
		"streamed":         {WithOptions(t.Context(), Options{StreamUpload: true}), "POST", s.TLS + "/echo", strings.NewReader("x"), ""},
		"with GET":         {t.Context(), "GET", s.HTTP + "/echo", strings.NewReader("x"), BadBody},
		"to nowhere":       {t.Context(), "POST", "relative", strings.NewReader("x"), BadURL},
		"cancelled before": {cancelled, "POST", s.HTTP + "/echo", strings.NewReader("x"), Cancelled},
		"that fails":       {t.Context(), "POST", s.HTTP + "/echo", iotest.ErrReader(errors.New("disk on fire")), BadBody},
		"that fails late":  {t.Context(), "POST", s.HTTP + "/echo", io.MultiReader(strings.NewReader("x"), iotest.ErrReader(errors.New("disk on fire"))), BadBody},
		"streamed and fails": {WithOptions(t.Context(), Options{StreamUpload: true}), "POST", s.TLS + "/echo",
			io.MultiReader(strings.NewReader("x"), iotest.ErrReader(errors.New("disk on fire"))), BadBody},
		"streamed over HTTP/1.1": {WithOptions(t.Context(), Options{StreamUpload: true}), "POST", s.HTTP + "/echo", strings.NewReader("x"), Blocked},
		"with a bad option":      {WithOptions(t.Context(), Options{StreamUpload: true, Mode: "x"}), "POST", s.TLS + "/echo", strings.NewReader("x"), BadOption},
		"that panics":            {t.Context(), "POST", s.HTTP + "/echo", plainReader{}, BadBody},
	} {
		t.Run(sentence, func(t *testing.T) {
			nothingLeft(t)
			body := &closing{Reader: c.reader}
			resp, err := send(c.ctx, c.method, c.url, body)
			if c.kind == "" {
				echo(t, resp, err)
			} else {
				failure := failureOf(t, err, c.kind)
				require.Equal(t, c.url, failure.URL)
				require.Equal(t, c.method, failure.Method)
				if strings.Contains(sentence, "fails") {
					require.ErrorContains(t, err, "disk on fire")
				}
			}
			require.Eventually(t, func() bool { return body.closed > 0 }, waitFor, tick)
		})
	}
}

func TestALengthThatIsNotKeptIsAnError(t *testing.T) {
	s := serversOf(t)
	for _, promised := range []int64{1, 5, 1 << 20} {
		for _, options := range []Options{{}, {StreamUpload: true}} {
			nothingLeft(t)
			req, err := http.NewRequestWithContext(WithOptions(t.Context(), options), "POST", s.TLS+"/echo", plainReader{strings.NewReader("four")})
			require.NoError(t, err)
			req.ContentLength = promised
			_, err = new(Transport).RoundTrip(req)
			failureOf(t, err, BadBody)
			require.ErrorContains(t, err, fmt.Sprint(promised))
		}
	}
}

func TestAStreamIsReadOnlyAsFastAsItIsSent(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	reader, writer := io.Pipe()
	go func() { // a body without end
		for {
			if _, err := writer.Write(make([]byte, 1<<20)); err != nil {
				return
			}
		}
	}()
	ctx, cancel := context.WithCancel(t.Context())
	key := newKey()
	go func() {
		seen(t, s, key+"-in")
		cancel()
	}()
	var sent int64
	ctx = WithOptions(ctx, Options{StreamUpload: true, Uploaded: func(n int64) { sent = n }})
	_, err := send(ctx, "POST", at(s.TLS, "/hang", "key", key), reader)
	failureOf(t, err, Cancelled)
	seen(t, s, key)
	require.Less(t, sent, int64(100<<20), "a server that does not read holds the upload back")
}

func TestABlobIsABody(t *testing.T) {
	s := serversOf(t)
	file := js.Global().Get("File").New([]any{"file's "}, "name.txt", map[string]any{"type": "text/plain"})
	blob, err := WrapBlob(file)
	require.NoError(t, err)
	require.Equal(t, "name.txt", blob.Name())
	require.Equal(t, "text/plain", blob.Type())
	require.EqualValues(t, 7, blob.Size())
	_, err = WrapBlob(js.ValueOf("no blob"))
	require.ErrorContains(t, err, "string")

	post := func(t *testing.T, blob *Blob, options Options, headers ...string) echoed {
		req, err := http.NewRequestWithContext(WithOptions(t.Context(), options), "POST", s.TLS+"/echo", nil)
		require.NoError(t, err)
		SetBody(req, blob)
		for i := 0; i < len(headers); i += 2 {
			req.Header.Set(headers[i], headers[i+1])
		}
		resp, err := new(Transport).RoundTrip(req)
		return echo(t, resp, err)
	}
	t.Run("sent untouched, with its type, and again", func(t *testing.T) {
		nothingLeft(t)
		for range 2 {
			e := post(t, blob, Options{})
			require.Equal(t, sha([]byte("file's ")), e.SHA256)
			require.EqualValues(t, 7, e.ContentLength)
			require.Equal(t, "text/plain", e.Header.Get("Content-Type"))
		}
		require.Equal(t, "a/b", post(t, blob, Options{}, "Content-Type", "a/b").Header.Get("Content-Type"))
	})
	t.Run("streamed", func(t *testing.T) {
		nothingLeft(t)
		require.Equal(t, sha([]byte("file's ")), post(t, blob, Options{StreamUpload: true}).SHA256)
	})
	t.Run("the rest, when some has been read", func(t *testing.T) {
		nothingLeft(t)
		open := blob.Open()
		_, err := io.ReadFull(open, make([]byte, 2))
		require.NoError(t, err)
		resp, err := send(t.Context(), "POST", s.HTTP+"/echo", open)
		require.Equal(t, sha([]byte("le's ")), echo(t, resp, err).SHA256)
	})
	t.Run("composed with bytes and text", func(t *testing.T) {
		nothingLeft(t)
		big := []byte(pattern(2*pieceSize + 5))
		body, err := NewBody("--x\r\n", blob, []byte{0, 255, 1}, "\xff", big, blob, []byte(nil), "")
		require.NoError(t, err)
		want := append([]byte("--x\r\nfile's \x00\xff\x01\xff"), append(big, "file's "...)...)
		require.EqualValues(t, len(want), body.Size())
		e := post(t, body, Options{})
		require.Equal(t, sha(want), e.SHA256)
		require.NotContains(t, e.Header, "Content-Type")
		got, err := io.ReadAll(body.Open())
		require.NoError(t, err)
		require.True(t, bytes.Equal(want, got))
	})
	t.Run("an empty one", func(t *testing.T) {
		body, err := NewBody()
		require.NoError(t, err)
		require.Zero(t, post(t, body, Options{}).Length)
	})
	t.Run("of parts that are nothing of the kind", func(t *testing.T) {
		_, err := NewBody("a", 7)
		require.ErrorContains(t, err, "part 1 of the body is a int")
	})
	t.Run("of another length than promised", func(t *testing.T) {
		req, err := http.NewRequestWithContext(t.Context(), "POST", s.HTTP+"/echo", blob)
		require.NoError(t, err)
		req.ContentLength = 8
		_, err = new(Transport).RoundTrip(req)
		failureOf(t, err, BadBody)
	})
}

func TestABlobIsAReader(t *testing.T) {
	nothingLeft(t)
	data := []byte(pattern(firstView*3 + 5))
	blob, err := NewBody(data)
	require.NoError(t, err)
	require.NoError(t, iotest.TestReader(plainReader{blob.Open()}, data))
	half := blob.Open()
	_, err = io.ReadFull(half, make([]byte, 100))
	require.NoError(t, err)
	require.NoError(t, half.Close())
	got, err := io.ReadAll(half)
	require.NoError(t, err)
	require.True(t, bytes.Equal(data, got), "Close goes back to the start")
}

func TestABlobMayBeClosedWhileItIsRead(t *testing.T) {
	nothingLeft(t)
	blob, err := NewBody([]byte("some bytes"))
	require.NoError(t, err)
	read := make(chan error)
	go func() {
		_, err := blob.Read(make([]byte, 4))
		read <- err
	}()
	runtime.Gosched() // it waits for the browser now
	require.NoError(t, blob.Close())
	require.ErrorIs(t, <-read, fs.ErrClosed)
	got, err := io.ReadAll(blob)
	require.NoError(t, err)
	require.Equal(t, "some bytes", string(got))
}
