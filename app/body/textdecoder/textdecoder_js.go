package textdecoder

import (
	"io"
	"syscall/js"
)

// Name returns the standard's name of the encoding that a label means, in lower case, or "" if it means none. Encodings that
// the standard replaces by an error are none: their text is better read than withheld.
func Name(label string) (name string) {
	defer func() {
		switch thrown := recover().(type) {
		case nil, js.Error: // a RangeError: no such label, or one of those encodings
		default:
			panic(thrown)
		}
	}()
	return textDecoder(label).Get("encoding").String()
}

func textDecoder(label string) js.Value {
	return js.Global().Get("TextDecoder").New(label, map[string]any{"ignoreBOM": true}) // which keeps it in the text
}

// NewWriter returns a writer that decodes what is written to it, in pieces of any length, and writes it to another as UTF-8.
// What the encoding does not have becomes U+FFFD; a byte order mark is a character like others. Name gave the encoding. The
// writer's errors are those of the other one. Close ends the text, and leaves the other writer open.
func NewWriter(to io.Writer, name string) io.WriteCloser {
	return &writer{
		to: to, decoder: textDecoder(name), goesOn: js.ValueOf(map[string]any{"stream": true}),
		piece: js.Global().Get("Uint8Array").New(pieceSize),
	}
}

// pieceSize is how many bytes are decoded by one call of JavaScript.
const pieceSize = 64 << 10

type writer struct {
	to      io.Writer
	decoder js.Value // TextDecoder
	goesOn  js.Value // its options while more will come
	piece   js.Value // Uint8Array that takes each piece
}

func (w *writer) Write(p []byte) (int, error) {
	for at := 0; at < len(p); {
		n := js.CopyBytesToJS(w.piece, p[at:])
		at += n
		if err := w.pass(w.decoder.Call("decode", w.piece.Call("subarray", 0, n), w.goesOn)); err != nil {
			return at, err
		}
	}
	return len(p), nil
}

func (w *writer) Close() error { return w.pass(w.decoder.Call("decode")) }

func (w *writer) pass(text js.Value) error {
	_, err := io.WriteString(w.to, text.String())
	return err
}
