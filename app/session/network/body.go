package network

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"roundtrip/app/exchange"
)

// body is the body of a response, decoded, that tells the trace how it goes.
type body struct {
	ctx      context.Context
	resp     *http.Response
	source   *source
	out      io.Reader // the source, or the last of the decoders
	decoders []*decoder
	names    []string
	trace    *Trace
	coded    *record // what was decoded so far, until something came of it
	given    int64   // bytes that were read
	bad      error   // why the bytes are given as they came

	mu  sync.Mutex // a body may be closed while it is read
	err error      // that ended it
}

// source is the body as it came. It remembers how it ended.
type source struct {
	io.ReadCloser
	trace *Trace
	err   error
}

func (s *source) Read(b []byte) (int, error) {
	n, err := s.ReadCloser.Read(b)
	if n > 0 {
		s.trace.came(n)
	}
	if err != nil {
		s.err = err
	}
	return n, err
}

// record keeps what is read, up to a size, so that it can be read once more.
type record struct {
	io.Reader
	kept []byte
	over bool // there was more
}

// maxRecord is how much of a body, in bytes, is decoded in vain before its bytes are lost.
const maxRecord = 256 << 10

func (r *record) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	if r.over = r.over || len(r.kept)+n > maxRecord; r.over {
		r.kept = nil
	} else {
		r.kept = append(r.kept, b[:n]...)
	}
	return n, err
}

// wrap puts a body into the place of a response's own.
func wrap(ctx context.Context, resp *http.Response, trace *Trace) {
	b := &body{ctx: ctx, resp: resp, source: &source{ReadCloser: resp.Body, trace: trace}, trace: trace}
	b.out = b.source
	if resp.Body == http.NoBody || resp.ContentLength == 0 {
		resp.Body = b
		return
	}
	b.names = codings(resp)
	if b.names != nil {
		b.coded = &record{Reader: b.source}
		b.out = b.coded
	}
	for i := len(b.names) - 1; i >= 0; i-- {
		d := &decoder{coding: b.names[i], in: bufio.NewReaderSize(b.out, 32<<10)}
		b.decoders = append(b.decoders, d)
		b.out = d
	}
	if b.decoders != nil {
		resp.Uncompressed, resp.ContentLength = true, -1
		trace.mu.Lock()
		trace.decoded = b.names
		trace.mu.Unlock()
	}
	resp.Body = b
}

func (b *body) Read(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.err != nil {
		return 0, b.err
	}
	n, err := b.out.Read(p)
	if b.given += int64(n); n > 0 && b.coded != nil {
		b.coded.over, b.coded.kept = true, nil
	}
	if err == nil {
		return n, nil
	}
	if b.miscoded(err) {
		b.bad = b.explain(err)
		b.out = io.MultiReader(bytes.NewReader(b.coded.kept), b.source)
		return n, nil
	}
	if err == io.EOF && b.bad != nil {
		b.trace.ended(b.resp.Trailer)
		b.err = b.bad
		return n, b.err
	}
	if err == io.EOF && b.source.err == nil {
		_, _ = io.Copy(io.Discard, b.source) // the end of the coding is not the end of the body: trailers follow
	}
	if err == io.EOF {
		err = b.source.err
	}
	b.err = b.explain(err)
	return n, b.err
}

// miscoded reports whether the body is in another coding than its header says, and all of its bytes can be given as they came.
func (b *body) miscoded(err error) bool {
	lower := b.source.err
	return err != io.EOF && b.bad == nil && b.coded != nil && !b.coded.over && (lower == nil || lower == io.EOF) && !gone(b.ctx, err)
}

func (b *body) explain(err error) error {
	switch lower := b.source.err; {
	case err == io.EOF:
		b.trace.ended(b.resp.Trailer)
		return err
	case lower != nil && lower != io.EOF:
		return broken(b.ctx, lower, b.trace.connection())
	case b.decoders == nil || gone(b.ctx, err):
		return err
	}
	e := &Error{Kind: exchange.BrokenBody, Cause: exchange.BadCoding, Err: err}
	coding := strings.Join(b.names, ", ")
	if err == io.ErrUnexpectedEOF {
		e.Detail = "The body ends before its coding does. Content-Encoding is " + coding + "."
	} else {
		e.Detail = "Content-Encoding is " + coding + ", but the body is not: " + err.Error() + "."
	}
	if b.given == 0 && !b.coded.over {
		e.Detail += " Its bytes are shown as they came, not decoded."
	} else {
		e.Detail += fmt.Sprintf(" %d bytes were decoded before that.", b.given)
	}
	return e
}

func (b *body) Close() error {
	err := b.source.Close() // ends a read that is under way
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, d := range b.decoders {
		d.close()
	}
	if b.err == nil {
		b.err = http.ErrBodyReadAfterClose
	}
	return err
}
