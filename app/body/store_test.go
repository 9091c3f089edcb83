package body

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

func TestStoreKeepsTheBytes(t *testing.T) {
	data := bytes.Repeat([]byte("0123456789abcdef\x00\xff\r\n"), 20_000) // six blocks
	st := NewStore()
	for rest := data; len(rest) > 0; {
		n := min(len(rest), 7_919)
		k, err := st.Write(rest[:n])
		require.NoError(t, err)
		require.Equal(t, n, k)
		rest = rest[n:]
	}
	require.EqualValues(t, len(data), st.Len())
	st.Close(nil)

	t.Run("as a reader", func(t *testing.T) {
		require.NoError(t, iotest.TestReader(io.NewSectionReader(st, 0, st.Len()), data))
	})
	t.Run("as runs", func(t *testing.T) {
		var got []byte
		for off := int64(0); off < st.Len(); {
			run := st.Run(off)
			require.NotEmpty(t, run)
			got = append(got, run...)
			off += int64(len(run))
		}
		require.True(t, bytes.Equal(data, got))
		require.Empty(t, st.Run(st.Len()))
		require.Empty(t, st.Run(-1))
	})
	t.Run("as what it writes", func(t *testing.T) {
		var got bytes.Buffer
		n, err := st.WriteTo(&got)
		require.NoError(t, err)
		require.EqualValues(t, len(data), n)
		require.True(t, bytes.Equal(data, got.Bytes()))
	})
	t.Run("and refuses a negative offset", func(t *testing.T) {
		_, err := st.ReadAt(make([]byte, 1), -1)
		require.EqualError(t, err, "body: read at the negative offset -1")
	})
}

func TestStoreWithoutACopy(t *testing.T) {
	st := NewStore()
	var want []byte
	for i := range 1000 {
		free := st.Free()
		require.NotEmpty(t, free)
		n := min(len(free), 1+i)
		for k := range n {
			free[k] = byte(i + k)
		}
		want = append(want, free[:n]...)
		st.Commit(n)
	}
	st.Commit(0)
	got, err := io.ReadAll(io.NewSectionReader(st, 0, st.Len()))
	require.NoError(t, err)
	require.True(t, bytes.Equal(want, got))
	require.PanicsWithValue(t, "body: commit of 65537 bytes into a free space of "+strconv.Itoa(len(st.Free())), func() { st.Commit(blockSize + 1) })
}

func TestStoreThatIsClosed(t *testing.T) {
	st := NewStore()
	_, _ = st.Write([]byte("abc"))
	require.False(t, st.Closed())
	cut := errors.New("connection reset")
	st.Close(cut)
	st.Close(nil)
	require.True(t, st.Closed())
	require.Equal(t, cut, st.Err())
	require.Nil(t, st.Free())
	_, err := st.Write([]byte("d"))
	require.ErrorIs(t, err, ErrClosed)
	st.Commit(1)
	require.EqualValues(t, 3, st.Len())
	require.Equal(t, "abc", string(st.Run(0)))
	require.Less(t, cap(st.blocks[0]), 64, "the free space is given back")

	whole := NewStore()
	whole.Close(io.EOF)
	require.NoError(t, whole.Err())
}

func TestStoreIsReadWhileItIsWritten(t *testing.T) {
	st := NewStore()
	v := NewView(st, Pretty, jsonFormat)
	text := records(1 << 20)
	go func() {
		_, _ = io.Copy(st, iotest.HalfReader(bytes.NewReader([]byte(text))))
		st.Close(nil)
	}()
	for !v.Done() {
		v.Advance(0)
		if w := v.Window(v.Rows()-3, 3); w.Count > 0 {
			require.NotEmpty(t, w.Text)
		}
	}
	want, problem := FormatJSON(text)
	require.Nil(t, problem)
	require.True(t, want == full(v).Text)
}
