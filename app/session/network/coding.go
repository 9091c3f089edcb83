package network

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// maxCodings is how many codings one on top of the other are taken off a body.
const maxCodings = 4

// maxWindow is how far a body in zstd may refer back, in bytes (RFC 9659, section 3). It bounds the memory; what is decoded is never
// held, so that a small body that becomes a very large one ends with its reader.
const maxWindow = 8 << 20

// codings lists what a response says of the codings of its body (RFC 9110, section 8.4), and the first that was put on it first. It is
// nil where one is not known, or the body is a part of a whole: that cannot be decoded from its middle.
func codings(resp *http.Response) []string {
	if resp.StatusCode == http.StatusPartialContent {
		return nil
	}
	var list []string
	for _, line := range resp.Header.Values("Content-Encoding") {
		for name := range strings.SplitSeq(line, ",") {
			switch name = strings.ToLower(strings.TrimSpace(name)); {
			case name == "", name == "identity":
			case known(name):
				list = append(list, strings.TrimPrefix(name, "x-"))
			default:
				return nil
			}
		}
	}
	if len(list) > maxCodings {
		return nil
	}
	return list
}

func known(coding string) bool {
	return slices.Contains([]string{"gzip", "x-gzip", "deflate", "br", "zstd"}, coding)
}

// UnknownCoding is the first coding of a response that nobody here takes off its body, as it is spelled; "" where there is none.
// Browsers know the same ones, and leave the body as it is for one that they do not.
func UnknownCoding(h http.Header) string {
	for _, line := range h.Values("Content-Encoding") {
		for name := range strings.SplitSeq(line, ",") {
			name = strings.TrimSpace(name)
			if lower := strings.ToLower(name); lower != "" && lower != "identity" && !known(lower) {
				return name
			}
		}
	}
	return ""
}

// decoder takes one coding off a body. A body without a byte is one in every coding.
type decoder struct {
	coding string
	in     *bufio.Reader
	out    io.Reader
	free   func()
}

func (d *decoder) Read(b []byte) (int, error) {
	if d.out == nil {
		if _, err := d.in.Peek(1); err != nil {
			return 0, err
		}
		if err := d.begin(); err != nil {
			return 0, err
		}
	}
	for {
		n, err := d.out.Read(b)
		if n > 0 || err != nil || len(b) == 0 {
			return n, err
		}
	}
}

func (d *decoder) begin() (err error) {
	switch d.coding {
	case "gzip":
		d.out, err = newMembers(d.in)
	case "deflate":
		// It means zlib; but some servers send what is inside of that alone.
		head, _ := d.in.Peek(2)
		if len(head) == 2 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			d.out, err = zlib.NewReader(d.in)
		} else if err = d.text(); err == nil {
			d.out = flate.NewReader(d.in)
		}
	case "br":
		if err = d.text(); err == nil {
			d.out = brotli.NewReader(d.in)
		}
	case "zstd":
		z, bad := zstd.NewReader(d.in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		if err = bad; err == nil {
			d.out, d.free = z, z.Close
		}
	}
	return err
}

var errText = errors.New("it is plain text")

// leastText is how many bytes of text are no chance in a body that is coded.
const leastText = 8

// text is an error where the body begins as a text. The codings that have no signature make something of many texts before
// they find a fault.
func (d *decoder) text() error {
	head, _ := d.in.Peek(min(d.in.Buffered(), 512))
	for cut := 0; cut < utf8.UTFMax-1 && len(head) > 0 && !utf8.Valid(head); cut++ {
		head = head[:len(head)-1] // a character may be cut
	}
	binary := func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == utf8.RuneError || r == 0x7f
	}
	if len(head) < leastText || bytes.ContainsFunc(head, binary) {
		return nil
	}
	return errText
}

// close gives back what the decoder holds.
func (d *decoder) close() {
	if d.free != nil {
		d.free()
		d.free = nil
		d.out = ended{}
	}
}

// ended is read when a body is read after it was closed.
type ended struct{}

func (ended) Read([]byte) (int, error) { return 0, http.ErrBodyReadAfterClose }

// members reads gzip, one member after the other (RFC 1952). What follows the last and is none is passed over, as browsers and requests do.
type members struct {
	in  *bufio.Reader
	out *gzip.Reader
}

func newMembers(in *bufio.Reader) (*members, error) {
	out, err := gzip.NewReader(in)
	if err != nil {
		return nil, err
	}
	out.Multistream(false)
	return &members{in, out}, nil
}

func (m *members) Read(b []byte) (int, error) {
	n, err := m.out.Read(b)
	if err != io.EOF {
		return n, err
	}
	if head, _ := m.in.Peek(2); len(head) == 2 && head[0] == 0x1f && head[1] == 0x8b {
		if err = m.out.Reset(m.in); err == nil {
			m.out.Multistream(false)
		}
		return n, err
	}
	return n, io.EOF
}
