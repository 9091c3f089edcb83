package httpwasm

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"syscall/js"
	"time"
)

// graceForTiming is how long after the end of a body the browser may take to tell the timing. It is usually a few milliseconds.
const graceForTiming = time.Second

// timings pairs the browser's resource timing entries with the requests that they belong to. It observes them as they come, while any
// request waits for its own, rather than look into performance.getEntries(): that buffer holds 250 entries, then
// drops new ones, and is the whole page's to clear.
var timings observer

// errNoTiming: the browser gave no entry for a request that ended.
var errNoTiming = errors.New("the browser kept no timing for this request")

type observer struct {
	mu       sync.Mutex
	waiting  []*timingEntry
	observer js.Value // PerformanceObserver, while something waits
	deliver  callback
}

// timingEntry is the place for one request's timing.
type timingEntry struct {
	url      string
	from, to float64       // performance.now() around the call of fetch
	known    chan struct{} // closed when timing is set, or never will be
	timing   *Timing
	grace    *time.Timer
}

// expect begins to wait for the entry of a request that is about to be sent.
func (o *observer) expect(url string) *timingEntry {
	e := &timingEntry{url: withoutFragment(url), known: make(chan struct{}), to: math.Inf(1)}
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.waiting) == 0 && !o.start() {
		close(e.known)
		return e
	}
	o.waiting = append(o.waiting, e)
	e.from = now()
	return e
}

// untimed is the entry of requests that wait for none.
var untimed = func() *timingEntry {
	e := &timingEntry{known: make(chan struct{})}
	close(e.known)
	return e
}()

// sent notes that fetch has been called: the entry's start lies before now.
func (e *timingEntry) sent() {
	if e != untimed {
		e.to = now()
	}
}

// ended gives the browser a little longer, then gives up. It may be called again.
func (e *timingEntry) ended() {
	if e == untimed {
		return
	}
	timings.mu.Lock()
	defer timings.mu.Unlock()
	if e.grace == nil && slices.Contains(timings.waiting, e) {
		e.grace = time.AfterFunc(graceForTiming, func() {
			timings.mu.Lock()
			defer timings.mu.Unlock()
			timings.settle(e, nil)
		})
	}
}

func (e *timingEntry) wait(ctx context.Context) (Timing, error) {
	select {
	case <-e.known:
	case <-ctx.Done():
		return Timing{}, context.Cause(ctx)
	}
	if e.timing == nil {
		return Timing{}, errNoTiming
	}
	return *e.timing, nil
}

func (o *observer) start() bool {
	class := js.Global().Get("PerformanceObserver")
	if class.Type() != js.TypeFunction {
		return false
	}
	o.deliver = newCallback(func(args []js.Value) { o.take(args[0].Call("getEntries")) })
	var err error
	o.observer, err = try(func() js.Value {
		observer := class.New(o.deliver.fn)
		observer.Call("observe", map[string]any{"type": "resource"})
		return observer
	})
	if err != nil {
		o.deliver.release()
	}
	return err == nil
}

// take gives each entry to the request that it belongs to. Entries of others on the page are passed over.
func (o *observer) take(entries js.Value) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for i := range entries.Length() {
		entry := entries.Index(i)
		start := entry.Get("startTime").Float()
		url := ""
		j := slices.IndexFunc(o.waiting, func(e *timingEntry) bool {
			if start < e.from || start > e.to {
				return false
			}
			if url == "" {
				url = withoutFragment(entry.Get("name").String())
			}
			return url == e.url
		})
		if j >= 0 {
			o.settle(o.waiting[j], timingOf(entry))
		}
	}
}

// settle ends the wait of one request, and observing when it was the last. Its caller holds the lock.
func (o *observer) settle(e *timingEntry, timing *Timing) {
	i := slices.Index(o.waiting, e)
	if i < 0 {
		return
	}
	o.waiting = slices.Delete(o.waiting, i, i+1)
	if e.grace != nil {
		e.grace.Stop()
	}
	e.timing = timing
	close(e.known)
	if len(o.waiting) == 0 {
		o.observer.Call("disconnect")
		o.deliver.release()
		o.observer = js.Value{}
	}
}

func timingOf(entry js.Value) *Timing {
	number := func(name string) float64 {
		if v := entry.Get(name); v.Type() == js.TypeNumber {
			return v.Float()
		}
		return 0
	}
	start := number("startTime")
	offset := func(name string) time.Duration {
		if at := number(name); at > 0 {
			return milliseconds(at - start)
		}
		return 0
	}
	span := func(from, to string) Span {
		if s := (Span{Start: offset(from), End: offset(to)}); s.End > s.Start {
			return s
		}
		return Span{}
	}
	origin := js.Global().Get("performance").Get("timeOrigin").Float()
	t := &Timing{
		Start:           time.UnixMicro(int64((origin + start) * 1000)),
		Redirect:        span("redirectStart", "redirectEnd"),
		DNS:             span("domainLookupStart", "domainLookupEnd"),
		Connect:         span("connectStart", "connectEnd"),
		Request:         offset("requestStart"),
		FirstByte:       offset("responseStart"),
		End:             offset("responseEnd"),
		TransferSize:    int64(number("transferSize")),
		EncodedBodySize: int64(number("encodedBodySize")),
		DecodedBodySize: int64(number("decodedBodySize")),
		Protocol:        text(entry.Get("nextHopProtocol")),
		FromCache:       text(entry.Get("deliveryType")) == "cache",
		Hidden:          number("requestStart") == 0,
	}
	if number("secureConnectionStart") > 0 {
		t.TLS = span("secureConnectionStart", "connectEnd")
	}
	if metrics := entry.Get("serverTiming"); !missing(metrics) {
		for i := range metrics.Length() {
			metric := metrics.Index(i)
			t.ServerTiming = append(t.ServerTiming, ServerTiming{
				Name:        metric.Get("name").String(),
				Duration:    milliseconds(metric.Get("duration").Float()),
				Description: metric.Get("description").String(),
			})
		}
	}
	return t
}

func milliseconds(ms float64) time.Duration { return time.Duration(ms * float64(time.Millisecond)) }

func now() float64 { return js.Global().Get("performance").Call("now").Float() }

func withoutFragment(url string) string {
	url, _, _ = strings.Cut(url, "#")
	return url
}
