package peer

import (
	"bytes"
	"io"
	"net"
	"slices"
	"sync"
	"testing"
)

// Wiretap stands between the relay and a server, and keeps every byte that goes either way.
type Wiretap struct {
	Address string

	mu   sync.Mutex
	kept []byte
}

// Tap listens for a server at an address.
func Tap(t testing.TB, server string) *Wiretap {
	t.Helper()
	w := &Wiretap{}
	w.Address = Listen(t, func(near net.Conn) {
		far, err := net.Dial("tcp", server)
		if err != nil {
			return // the page says that it was cut off
		}
		join(near, io.TeeReader(near, w), kept{far, w})
	})
	return w
}

// Write keeps bytes.
func (w *Wiretap) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.kept = append(w.kept, b...)
	return len(b), nil
}

// Heard is all that went either way so far.
func (w *Wiretap) Heard() []byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.kept)
}

// Found lists those of some texts that could be read on the way, in any case of their letters.
func (w *Wiretap) Found(texts ...string) []string {
	heard := bytes.ToLower(w.Heard())
	return slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return !bytes.Contains(heard, bytes.ToLower([]byte(text))) })
}

// kept is a connection whose bytes are kept as they are read.
type kept struct {
	net.Conn
	by *Wiretap
}

func (k kept) Read(b []byte) (int, error) {
	n, err := k.Conn.Read(b)
	_, _ = k.by.Write(b[:n])
	return n, err
}
