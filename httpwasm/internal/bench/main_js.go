package main

import (
	"context"
	"io"
	"net/http"
	"syscall/js"

	"roundtrip/httpwasm"
)

func main() {
	transport := &httpwasm.Transport{Options: httpwasm.Options{Cache: httpwasm.CacheNoStore}}
	js.Global().Set("httpwasm", way(transport, discard))
	js.Global().Set("httpwasmRead", way(transport, readPieces))
	js.Global().Set("nethttp", way(http.DefaultTransport, discard))
	js.Global().Call("ready")
	select {}
}

// way makes a JavaScript function of a URL that gives a promise of the number of bytes read.
func way(transport http.RoundTripper, read func(io.Reader) (int64, error)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		url := js.Global().Get("URL").New(args[0], js.Global().Get("location").Get("origin")).Get("href").String()
		executor := js.FuncOf(func(_ js.Value, settle []js.Value) any {
			go func() {
				n, err := download(transport, url, read)
				if err != nil {
					settle[1].Invoke(err.Error())
					return
				}
				settle[0].Invoke(n)
			}()
			return nil
		})
		defer executor.Release()
		return js.Global().Get("Promise").New(executor)
	})
}

func download(transport http.RoundTripper, url string, read func(io.Reader) (int64, error)) (int64, error) {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return read(resp.Body)
}

// discard reads as io.Copy does, which finds the fastest way that a body offers.
func discard(body io.Reader) (int64, error) { return io.Copy(io.Discard, body) }

// readPieces reads through Read alone, as most parsers do.
func readPieces(body io.Reader) (total int64, err error) {
	for piece := make([]byte, 32<<10); ; {
		n, err := body.Read(piece)
		total += int64(n)
		if err == io.EOF {
			return total, nil
		}
		if err != nil {
			return total, err
		}
	}
}
