package httpwasm

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"strconv"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"
)

const (
	waitFor = 10 * time.Second
	tick    = 5 * time.Millisecond
)

func TestABodyIsReadInEveryWay(t *testing.T) {
	s := serversOf(t)
	const size = 3<<20 + 7
	want := pattern(size)
	for sentence, read := range map[string]func(io.Reader) ([]byte, error){
		"by io.ReadAll":            io.ReadAll,
		"by one Read of all of it": func(r io.Reader) ([]byte, error) { p := make([]byte, size); _, err := io.ReadFull(r, p); return p, err },
		"through WriteTo":          func(r io.Reader) ([]byte, error) { var b bytes.Buffer; _, err := io.Copy(&b, r); return b.Bytes(), err },
		"in small pieces":          func(r io.Reader) ([]byte, error) { return io.ReadAll(bufio.NewReaderSize(plainReader{r}, 100)) },
		"in odd pieces":            func(r io.Reader) ([]byte, error) { return io.ReadAll(bufio.NewReaderSize(plainReader{r}, smallCopy+1)) },
		"a little, then the rest": func(r io.Reader) ([]byte, error) {
			head := make([]byte, 10)
			if _, err := io.ReadFull(r, head); err != nil {
				return nil, err
			}
			var b bytes.Buffer
			_, err := io.Copy(&b, r)
			return append(head, b.Bytes()...), err
		},
	} {
		for _, from := range []struct {
			sentence string
			change   func(*http.Response)
		}{
			{"from a byte stream", func(*http.Response) {}},
			{"where there are no byte streams", withoutByteStreams},
		} {
			t.Run(sentence+" "+from.sentence, func(t *testing.T) {
				nothingLeft(t)
				resp := get(t, at(s.HTTP, "/bytes", "n", strconv.Itoa(size)))
				from.change(resp)
				got, err := read(resp.Body)
				require.NoError(t, err)
				require.True(t, want == string(got))
				require.EqualValues(t, size, infoOf(t, resp).Received())
				require.NoError(t, resp.Body.Close())
			})
		}
	}
}

// withoutByteStreams reads a body as in a browser whose fetch has none.
func withoutByteStreams(resp *http.Response) {
	b := resp.Body.(*responseBody)
	if err := b.open(); err != nil {
		panic(err)
	}
	s := b.reader.stream
	s.reader.Call("releaseLock")
	s.bytes = false
	s.reader = s.readable.Call("getReader")
}

func TestABodyObeysTheRulesOfReaders(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	resp := get(t, at(s.HTTP, "/bytes", "n", "70000"))
	require.NoError(t, iotest.TestReader(plainReader{resp.Body}, []byte(pattern(70000))))
	n, err := resp.Body.Read(nil)
	require.Zero(t, n)
	require.True(t, err == nil || err == io.EOF)
}

func TestBytesArriveAsTheyAreSent(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	key := newKey()
	resp := get(t, at(s.HTTP, "/gate", "key", key))
	lines := bufio.NewReader(resp.Body)
	line, err := lines.ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "first\n", line)
	require.EqualValues(t, 6, infoOf(t, resp).Received(), "the second line is still to be sent")
	readAllOf(t, get(t, at(s.HTTP, "/open", "key", key)))
	line, err = lines.ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "second\n", line)
	_, err = lines.ReadByte()
	require.Equal(t, io.EOF, err)
	require.EqualValues(t, 13, infoOf(t, resp).Received())
}

func TestWhatIsNotReadIsNotPulled(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	key := newKey()
	resp := get(t, at(s.HTTP, "/stall", "n", "500000000", "key", key))
	_, err := io.ReadFull(resp.Body, make([]byte, 1<<20))
	require.NoError(t, err)
	require.Less(t, infoOf(t, resp).Received(), int64(3<<20))
	for range 5 { // others come and go meanwhile
		readAllOf(t, get(t, at(s.HTTP, "/bytes", "n", "10000000")))
	}
	require.NoError(t, resp.Body.Close())
	let, err := strconv.Atoi(seen(t, s, key))
	require.NoError(t, err)
	require.Less(t, let, 100_000_000, "the server could send no more than buffers on the way hold")
}

func TestABodyThatBreaksSaysHowFarItCame(t *testing.T) {
	s := serversOf(t)
	for _, origin := range []string{s.HTTP, s.TLS} {
		for _, path := range []string{"/reset", "/short"} {
			t.Run(path+" "+origin, func(t *testing.T) {
				nothingLeft(t)
				key := newKey()
				resp := get(t, at(origin, path, "n", "5000", "after", key))
				got := make([]byte, 5000)
				_, err := io.ReadFull(resp.Body, got)
				require.NoError(t, err)
				require.Equal(t, pattern(5000), string(got))
				readAllOf(t, get(t, at(s.HTTP, "/open", "key", key)))
				_, err = resp.Body.Read(make([]byte, 1))
				failure := failureOf(t, err, BrokenBody)
				require.EqualValues(t, 5000, failure.Received)
				require.ErrorIs(t, err, io.ErrUnexpectedEOF)
				require.False(t, failure.Timeout())
				_, again := resp.Body.Read(make([]byte, 1))
				require.Equal(t, err, again, "the error stays")
				require.NoError(t, resp.Body.Close())
			})
		}
	}
}

func TestACorruptCodingBreaksTheBody(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	raw := "HTTP/1.1 200 OK\r\nContent-Length: 8\r\nContent-Encoding: gzip\r\n\r\nnot gzip"
	resp, err := send(t.Context(), "GET", at(s.HTTP, "/reply", "raw", raw), nil)
	if err == nil {
		_, err = io.ReadAll(resp.Body)
		failureOf(t, err, BrokenBody)
		return
	}
	failureOf(t, err, Blocked)
}

type refusing struct{ after int }

var errFull = errors.New("disk full")

func (w *refusing) Write(p []byte) (int, error) {
	if w.after -= len(p); w.after < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestWriteToTellsTheWritersErrorFromTheBodys(t *testing.T) {
	s := serversOf(t)
	nothingLeft(t)
	resp := get(t, at(s.HTTP, "/bytes", "n", "3000000"))
	n, err := io.Copy(&refusing{after: 1000000}, resp.Body)
	require.Equal(t, errFull, err)
	require.Less(t, n, int64(1000001))
	require.NoError(t, resp.Body.Close())
	_, err = io.Copy(io.Discard, resp.Body)
	require.Equal(t, http.ErrBodyReadAfterClose, err)
}
