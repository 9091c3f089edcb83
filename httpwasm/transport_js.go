package httpwasm

import (
	"context"
	"net/http"
	"sync"
	"syscall/js"
)

// RoundTrip sends one request with fetch. It returns when the response's head has come; the body is pulled from the browser only as fast as
// it is read. It closes the request's body in every case. All errors are of type [*Error].
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	x := &exchange{req: req, ctx: req.Context(), options: t.optionsOf(req.Context()), quit: make(chan struct{})}
	trip := x.roundTrip
	if x.canCount() {
		trip = x.countedTrip
	}
	resp, kind, err := trip()
	if err != nil {
		x.end()
		return nil, x.failure(kind, err)
	}
	return resp, nil
}

// optionsOf gives the options for a request: the context's, or the transport's own.
func (t *Transport) optionsOf(ctx context.Context) Options {
	if options, ok := ctx.Value(optionsKey{}).(Options); ok {
		return options
	}
	return t.Options
}

// exchange is one request on its way, and the response until its body has ended.
type exchange struct {
	req     *http.Request
	ctx     context.Context
	options Options

	wait    *awaiter
	aborter js.Value // AbortController
	abort   sync.Once
	quit    chan struct{} // closed by the abort
	unwatch func() bool   // stops watching the context
	timing  *timingEntry
}

func (x *exchange) roundTrip() (*http.Response, Kind, error) {
	upload, init, size, kind, err := x.prepare()
	if upload != nil {
		defer upload.stop()
	}
	if err != nil {
		return nil, kind, err
	}
	response, err := x.fetch(init)
	if upload != nil && upload.failure() != nil {
		return nil, BadBody, upload.failure()
	}
	if err != nil {
		kind, err := x.fetchFailed(err)
		return nil, kind, err
	}
	if x.options.Uploaded != nil && upload == nil && hasBody(x.req) {
		x.options.Uploaded(size)
	}
	return x.response(response), "", nil
}

// prepare checks the request and makes the Request object. The upload, if there is one, has begun to wait for its reader.
func (x *exchange) prepare() (upload *uploadStream, request js.Value, size int64, kind Kind, err error) {
	streaming := false
	defer func() {
		if x.req.Body != nil && !streaming {
			x.req.Body.Close()
		}
	}()
	if kind, err := check(x.req); err != nil {
		return nil, request, 0, kind, err
	}
	if x.ctx.Err() != nil {
		kind, err := ended(x.ctx)
		return nil, request, 0, kind, err
	}
	if js.Global().Get("fetch").Type() != js.TypeFunction {
		return nil, request, 0, Unsupported, &exception{name: "there is no fetch in this JavaScript"}
	}

	x.aborter = js.Global().Get("AbortController").New()
	init := x.init()
	switch {
	case !hasBody(x.req):
	case x.options.StreamUpload:
		upload, err = newUploadStream(x.req, x.options.Uploaded)
		if err != nil {
			return nil, request, 0, BadOption, err
		}
		streaming = true
		init["body"], init["duplex"] = upload.readable, "half"
	default:
		var body js.Value
		body, size, err = collect(x.ctx, x.req)
		if x.ctx.Err() != nil {
			kind, err := ended(x.ctx)
			return nil, request, 0, kind, err
		}
		if err != nil {
			return nil, request, 0, BadBody, err
		}
		init["body"] = body
	}
	url := x.req.URL.String()
	request, err = try(func() js.Value { return js.Global().Get("Request").New(url, init) })
	if body, ok := init["body"].(js.Value); ok && body.InstanceOf(uint8Array) {
		free(body) // the Request has a copy
	}
	if err != nil {
		if _, bad := try(func() js.Value { return js.Global().Get("URL").New(url) }); bad != nil {
			return upload, request, 0, BadURL, bad
		}
		return upload, request, 0, BadOption, err
	}
	return upload, request, size, "", nil
}

// init is fetch's second argument, without the body.
func (x *exchange) init() map[string]any {
	init := map[string]any{"method": methodOf(x.req), "signal": x.aborter.Get("signal")}
	if len(x.req.Header) > 0 {
		headers := js.Global().Get("Headers").New()
		for name, values := range x.req.Header {
			for _, value := range values {
				headers.Call("append", name, widen(value))
			}
		}
		init["headers"] = headers
	}
	for name, value := range map[string]string{
		"credentials":    string(x.options.Credentials),
		"cache":          string(x.options.Cache),
		"redirect":       string(x.options.Redirect),
		"mode":           string(x.options.Mode),
		"referrerPolicy": string(x.options.ReferrerPolicy),
		"priority":       string(x.options.Priority),
	} {
		if value != "" {
			init[name] = value
		}
	}
	return init
}

// fetch sends the request and waits for the response's head.
func (x *exchange) fetch(request js.Value) (js.Value, error) {
	x.wait = newAwaiter()
	x.unwatch = context.AfterFunc(x.ctx, x.stop)
	if x.options.Untimed {
		x.timing = untimed
	} else {
		x.timing = timings.expect(request.Get("url").String())
	}
	promise, err := try(func() js.Value { return js.Global().Call("fetch", request) })
	x.timing.sent()
	if err != nil {
		return js.Value{}, err
	}
	return x.wait.await(promise, x.quit)
}

// stop aborts the fetch, wherever it is. It may be called again.
func (x *exchange) stop() {
	x.abort.Do(func() {
		close(x.quit)
		x.aborter.Call("abort")
	})
}

// end lets go of everything that the exchange holds in JavaScript. It may be called again.
func (x *exchange) end() {
	if x.wait == nil {
		return
	}
	x.unwatch()
	x.wait.close()
	x.timing.ended()
}

// fetchFailed says why fetch was rejected, as far as that can be known.
func (x *exchange) fetchFailed(err error) (Kind, error) {
	switch {
	case x.ctx.Err() != nil:
		return ended(x.ctx)
	case MixesContent(text(js.Global().Get("origin")), x.req.URL):
		return MixedContent, err
	case offline():
		return Offline, err
	}
	return Blocked, err
}

func offline() bool {
	navigator := js.Global().Get("navigator")
	if missing(navigator) {
		return false
	}
	online := navigator.Get("onLine")
	return online.Type() == js.TypeBoolean && !online.Bool()
}

func (x *exchange) failure(kind Kind, err error) *Error {
	failure := &Error{Kind: kind, Method: methodOf(x.req), Err: err}
	if x.req.URL != nil {
		failure.URL = x.req.URL.Redacted()
	}
	return failure
}
