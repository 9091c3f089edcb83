package body

// source is text as UTF-8 that may still be arriving.
type source interface {
	// Run returns bytes from off on, none if there are none yet.
	Run(off int64) []byte
	// Closed tells whether no more bytes will come. It is asked before Run.
	Closed() bool
}

// readAt returns n bytes from off on, fewer where the text ends.
func readAt(src source, off int64, n int) []byte {
	b := make([]byte, 0, n)
	for len(b) < n {
		run := src.Run(off + int64(len(b)))
		if len(run) == 0 {
			break
		}
		b = append(b, run[:min(len(run), n-len(b))]...)
	}
	return b
}
