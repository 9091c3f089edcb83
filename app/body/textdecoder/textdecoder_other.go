//go:build !js

package textdecoder

import (
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"
)

// Name returns the standard's name of the encoding that a label means, in lower case, or "" if it means none. Encodings that
// the standard replaces by an error are none: their text is better read than withheld.
func Name(label string) string {
	e, err := htmlindex.Get(label)
	if err != nil || e == encoding.Replacement {
		return ""
	}
	name, err := htmlindex.Name(e)
	if err != nil {
		return ""
	}
	return name
}

// NewWriter returns a writer that decodes what is written to it, in pieces of any length, and writes it to another as UTF-8.
// What the encoding does not have becomes U+FFFD; a byte order mark is a character like others. Name gave the encoding. The
// writer's errors are those of the other one. Close ends the text, and leaves the other writer open.
func NewWriter(to io.Writer, name string) io.WriteCloser {
	e, err := htmlindex.Get(name)
	if err != nil {
		panic("textdecoder: " + err.Error()) // name came from htmlindex
	}
	return transform.NewWriter(to, e.NewDecoder())
}
