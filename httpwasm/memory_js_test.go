package httpwasm

import (
	"io"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestManyBytesOfBlobsCallForACollection(t *testing.T) {
	collections := func() uint32 {
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		return stats.NumGC
	}
	blobBytes.Store(0)
	before := collections()
	blobMade(blobLimit)
	require.Equal(t, before, collections())
	blobMade(1)
	require.Eventually(t, func() bool { return collections() > before }, waitFor, tick)
	require.Zero(t, blobBytes.Load())
}

func TestTheMemoryOfChunksGoesWithTheBody(t *testing.T) {
	s := serversOf(t)
	for sentence, end := range map[string]func(io.ReadCloser) error{
		"when it is closed":          io.ReadCloser.Close,
		"when it is read to its end": func(body io.ReadCloser) error { _, err := io.Copy(io.Discard, body); return err },
	} {
		t.Run(sentence, func(t *testing.T) {
			resp := get(t, at(s.HTTP, "/bytes", "n", "1000"))
			_, err := io.ReadFull(resp.Body, make([]byte, 10))
			require.NoError(t, err)
			stream := resp.Body.(*responseBody).reader.stream
			buffer := stream.chunk.Get("buffer")
			require.Positive(t, buffer.Get("byteLength").Int())
			require.NoError(t, end(resp.Body))
			require.Zero(t, buffer.Get("byteLength").Int())
			require.True(t, stream.chunk.IsUndefined())
		})
	}
}
