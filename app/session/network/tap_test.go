package network

import (
	"bufio"
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

// FuzzRecording has heads be found alike in whatever pieces they come, and be read as net/http reads them.
func FuzzRecording(f *testing.F) {
	f.Add([]byte(answer), uint8(1))
	f.Add([]byte("HTTP/1.1 200 OK\nA: b\n\nbody"), uint8(3))
	f.Add([]byte("HTTP/1.1 101 Switching\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"), uint8(7))
	f.Add([]byte("HTTP/1.0 200\r\nA:b\r\n\t c\r\n\r\n"), uint8(2))
	f.Fuzz(func(t *testing.T, data []byte, piece uint8) {
		var whole, pieces recording
		whole.add(data, true)
		for rest := data; len(rest) > 0; {
			n := min(len(rest), int(piece)+1)
			pieces.add(rest[:n], true)
			rest = rest[n:]
		}
		require.Equal(t, whole.heads, pieces.heads)
		require.Equal(t, whole.bytes, pieces.bytes)
		require.Equal(t, whole.size, pieces.size)
		if len(whole.heads) == 0 {
			return
		}
		head := whole.bytes[:whole.heads[0]]
		read := readHead(head)
		resp, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(head)), nil)
		if err != nil {
			return
		}
		require.Equal(t, resp.StatusCode, read.Status)
		came := map[string][]string{}
		for _, field := range read.Headers {
			name := http.CanonicalHeaderKey(field.Name)
			came[name] = append(came[name], strings.Join(strings.Fields(field.Value), " "))
		}
		for name, values := range resp.Header {
			if name == "Content-Length" {
				continue // net/http makes one of several
			}
			for i := range values {
				values[i] = strings.Join(strings.Fields(exchange.FieldText(values[i])), " ") // lines that are folded leave white space
			}
			require.Equal(t, values, came[name], name)
		}
	})
}
