package main

import (
	"encoding/json"
	"syscall/js"

	"roundtrip/app/engine"
)

// value makes a JavaScript value of an answer. Large texts and bodies go as they
// are; everything else as JSON.
func value(result any) (any, error) {
	switch r := result.(type) {
	case nil:
		return map[string]any{}, nil
	case engine.Rows:
		return rows(r), nil
	case engine.Text:
		return map[string]any{"text": string(r)}, nil
	case engine.Blob:
		b, err := blob(r)
		return map[string]any{"blob": b, "name": r.Name, "type": r.Type}, err
	}
	data, err := json.Marshal(result)
	if err != nil {
		panic(err)
	}
	return map[string]any{"json": string(data)}, nil
}

// rows is what the viewer takes: the text, and for each row the number of its line,
// 0 where it continues the row before.
func rows(r engine.Rows) any {
	numbers := make([]any, r.Count)
	line := r.Line
	next := 0
	for i := range numbers {
		if next < len(r.Continued) && r.Continued[next] == i {
			numbers[i] = 0
			next++
			continue
		}
		if i > 0 {
			line++
		}
		numbers[i] = line
	}
	return map[string]any{"from": r.From, "text": r.Text, "total": r.Total, "done": r.Done, "numbers": numbers}
}

// blob copies a body out of Go's memory, block by block, into a Blob that the browser holds. One that was saved to the disk
// stays there.
func blob(b engine.Blob) (js.Value, error) {
	if file, ok := b.File.(*diskFile); ok {
		return file.blob(b.Type)
	}
	parts := js.Global().Get("Array").New()
	for off := int64(0); off < b.Store.Len(); {
		run := b.Store.Run(off)
		part := js.Global().Get("Uint8Array").New(len(run))
		js.CopyBytesToJS(part, run)
		parts.Call("push", part)
		off += int64(len(run))
	}
	return js.Global().Get("Blob").New(parts, map[string]any{"type": b.Type}), nil
}

// normalise writes a URL as the browser puts it on the wire.
func normalise(raw string) (normal string, err error) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(js.Error)
			if !ok {
				panic(r)
			}
			err = e
		}
	}()
	return js.Global().Get("URL").New(raw).Get("href").String(), nil
}
