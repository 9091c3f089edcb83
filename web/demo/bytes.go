package demo

import (
	"math/rand/v2"
	"net/http"
	"strconv"
)

// maxBytes bounds a body of random bytes.
const maxBytes = 32 << 20

// randomBytes answers with so many bytes, which are the same for the same seed. They are made as they are read, so that a large body takes no
// more memory than a small one.
func randomBytes(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil || n < 0 || n > maxBytes {
		refuse(w, http.StatusBadRequest, "The number of bytes must be from 0 to "+strconv.Itoa(maxBytes)+".")
		return
	}
	chunk := 10 << 10
	if text := r.URL.Query().Get("chunk_size"); text != "" {
		if chunk, err = strconv.Atoi(text); err != nil || chunk < 1 {
			refuse(w, http.StatusBadRequest, "chunk_size must be a number of bytes.")
			return
		}
	}
	seed := rand.Uint64()
	if text := r.URL.Query().Get("seed"); text != "" {
		given, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			refuse(w, http.StatusBadRequest, "seed must be a whole number.")
			return
		}
		seed = uint64(given)
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	streaming := r.Pattern == "/stream-bytes/{n}"
	if !streaming {
		w.Header().Set("Content-Length", strconv.Itoa(n))
	}
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodHead {
		return
	}
	source := rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8), byte(seed >> 16), byte(seed >> 24), byte(seed >> 32), byte(seed >> 40), byte(seed >> 48), byte(seed >> 56)})
	control := http.NewResponseController(w)
	part := make([]byte, min(chunk, 32<<10))
	for n > 0 {
		part = part[:min(len(part), n)]
		_, _ = source.Read(part) // never fails
		if _, err := w.Write(part); err != nil {
			return // whoever went away does not read it
		}
		if streaming {
			_ = control.Flush() // a writer that cannot flush sends later
		}
		n -= len(part)
	}
}
