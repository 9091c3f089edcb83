package main

import (
	"errors"
	"fmt"
	"syscall/js"

	"roundtrip/app/engine"
)

// disk is the browser's own file system for this origin: web/boot/disk.js.
type disk struct{ line js.Value }

func (d disk) Create() (engine.DiskFile, error) {
	v, err := await(func() js.Value { return d.line.Call("createFile") })
	if err != nil {
		return nil, err
	}
	return &diskFile{v: v}, nil
}

// diskFile is what createFile makes.
type diskFile struct {
	v      js.Value
	buffer js.Value // of JavaScript: what is written passes through it
	size   int
}

func (f *diskFile) Write(p []byte) (n int, err error) {
	defer thrown(&err)
	if f.size < len(p) {
		f.buffer, f.size = js.Global().Get("Uint8Array").New(len(p)), len(p)
	}
	part := f.buffer.Call("subarray", 0, len(p))
	js.CopyBytesToJS(part, p)
	f.v.Call("write", part)
	return len(p), nil
}

func (f *diskFile) Close() error {
	f.buffer, f.size = js.Undefined(), 0
	_, err := await(func() js.Value { return f.v.Call("close") })
	return err
}

func (f *diskFile) Remove() { f.v.Call("remove") }

// blob is the file as the page takes it; its bytes stay on the disk.
func (f *diskFile) blob(mediaType string) (js.Value, error) {
	file, err := await(func() js.Value { return f.v.Call("file") })
	if err != nil {
		return js.Value{}, err
	}
	return file.Call("slice", 0, file.Get("size"), mediaType), nil
}

// await waits for a promise.
func await(start func() js.Value) (v js.Value, err error) {
	defer thrown(&err)
	type result struct {
		v   js.Value
		err error
	}
	results := make(chan result, 1)
	ok := js.FuncOf(func(_ js.Value, args []js.Value) any {
		r := result{}
		if len(args) > 0 {
			r.v = args[0]
		}
		results <- r
		return nil
	})
	defer ok.Release()
	fail := js.FuncOf(func(_ js.Value, args []js.Value) any {
		results <- result{err: errorOf(args[0])}
		return nil
	})
	defer fail.Release()
	start().Call("then", ok, fail)
	r := <-results
	return r.v, r.err
}

// thrown turns an exception into an error; any other panic goes on.
func thrown(err *error) {
	switch r := recover().(type) {
	case nil:
	case js.Error:
		*err = errorOf(r.Value)
	default:
		panic(r)
	}
}

func errorOf(reason js.Value) error {
	if reason.Type() != js.TypeObject {
		return fmt.Errorf("%s", reason.String())
	}
	if reason.Get("name").String() == "QuotaExceededError" {
		return engine.ErrNoRoom
	}
	return errors.New(reason.Get("message").String())
}
