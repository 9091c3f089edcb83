package network

import (
	"bufio"
	"context"
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

// wrap puts a body into the place of a response's own.
func wrap(ctx context.Context, resp *http.Response, trace *Trace) {
	b := &body{ctx: ctx, resp: resp, source: &source{ReadCloser: resp.Body, trace: trace}, trace: trace}
	b.out = b.source
	if resp.Body == http.NoBody || resp.ContentLength == 0 {
		resp.Body = b
		return
	}
	b.names = codings(resp)
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
	if err == nil {
		return n, nil
	}
	if err == io.EOF && b.source.err == nil {
		_, err = io.Copy(io.Discard, b.source) // the end of the coding is not the end of the body: trailers follow
		if err == nil {
			err = io.EOF
		}
	}
	b.err = b.explain(err)
	return n, b.err
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
		e.Detail = "The body ends before its coding does, which is " + coding + " as Content-Encoding says."
	} else {
		e.Detail = "The body is not in the coding that Content-Encoding names, " + coding + ": " + err.Error() + "."
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
