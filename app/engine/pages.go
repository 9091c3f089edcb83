package engine

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/pages"
	"roundtrip/app/request"
	"roundtrip/app/session"
)

// paging is an exchange that goes from page to page (package pages). Its body is one JSON array of the items of all of them, and
// whole whatever ends it. Each page goes through the session's chain like a request of its own. The total timeout holds for all of them.
type paging struct {
	*running
	start  time.Time
	joiner pages.Joiner
	hops   int
	phases []exchange.Phase
}

// page is the answer to the request for a page.
type page struct {
	head   exchange.Head
	header http.Header
	body   []byte
}

// runPages takes the exchange from its preparation to the last page.
func (x *running) runPages(ctx context.Context) {
	g := &paging{running: x, start: time.Now()}
	if _, problem := x.request.Options.Pages.Missing(); problem != "" {
		x.tell(exchange.Event{Failure: &exchange.Failure{Kind: exchange.BadInput, Where: exchange.AtOptions, Detail: problem}})
		return
	}
	if !x.prepare() {
		return
	}
	ctx, cancel := session.Deadline(ctx, x.request.Options)
	defer cancel()
	for {
		came, err := g.get(ctx)
		stop := ""
		if err == nil {
			stop = g.join(came)
		}
		switch n := g.joiner.Pages(); {
		case n == 0:
			g.alone(came, err, stop)
			return
		case err != nil:
			g.end(err)
			return
		case stop != "":
			g.tellPages(stop, true)
			g.end(nil)
			return
		}
		more, stop, cut := g.next(came)
		g.tellPages(stop, cut)
		if !more {
			g.end(nil)
			return
		}
		// The worker has one thread: answers from the cache would keep a Cancel waiting.
		time.Sleep(pause)
	}
}

// get sends the request for a page and reads all of its answer. With an error comes as much of the answer as there is.
func (g *paging) get(ctx context.Context) (*page, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	begun := session.Since(g.start)
	watch := session.Watch{Hop: func(h exchange.Hop) { g.tellHop(h, begun) }, Wait: func(w exchange.Wait) {
		w.Until += begun
		g.tell(exchange.Event{Wait: &w})
	}}
	watch.Raw = func(_ int, whole func() *exchange.Traffic) { g.recordings.keep(g.hops+1, whole) }
	if g.joiner.Pages() == 0 {
		watch.Uploaded = g.uploaded(g.prepared.Body.Size())
	}
	resp, err := g.way.session.Do(ctx, g.prepared, watch)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if bad := session.RefusedRedirect(resp, g.prepared); bad != nil {
		return nil, *bad
	}
	came := &page{head: session.Head(resp), header: resp.Header}
	g.mark(begun, session.Since(g.start))
	var body bytes.Buffer
	_, err = body.ReadFrom(resp.Body)
	came.body = body.Bytes()
	if bad := session.Raised(came.head, g.prepared); err == nil && bad != nil {
		err = *bad
	}
	return came, err
}

// tellHop tells of a request as one of the whole exchange.
func (g *paging) tellHop(h exchange.Hop, begun float64) {
	g.hops++
	h.Number = g.hops
	if h.Why == "" && g.joiner.Pages() > 0 {
		h.Why = exchange.NextPage
	}
	h.Start, h.End = h.Start+begun, h.End+begun
	g.tell(exchange.Event{Hop: &h})
}

// mostPhases is how many pages have a bar of their own in the timing.
const mostPhases = 100

// mark notes when a page was asked for, and when its head came.
func (g *paging) mark(begun, head float64) {
	if n := len(g.phases); n < mostPhases {
		g.phases = append(g.phases, exchange.Phase{Name: fmt.Sprintf("Page %d", n+1), Start: begun, End: head})
		return
	}
	last := &g.phases[mostPhases-1]
	last.Name, last.End = fmt.Sprintf("Page %d and later", mostPhases), head
}

// join puts the items of a page into the array, or says why it does not.
func (g *paging) join(came *page) (stop string) {
	n := g.joiner.Pages() + 1
	if came.head.Status/100 != 2 {
		if n == 1 {
			return "The pages were not followed, because the first answer is not a success."
		}
		return fmt.Sprintf("Page %d was answered with %d %s. It was left out, and no more pages were asked for.", n, came.head.Status, came.head.Reason)
	}
	if n == 1 {
		head := came.head
		head.MediaType, head.Length = "application/json", -1
		g.begin(head, g.start)
		g.joiner = pages.Joiner{Items: g.request.Options.Pages.Items, Array: g.store}
	}
	if err := g.joiner.Add(came.body); err != nil {
		if n == 1 {
			return "The pages were not followed. " + err.Error()
		}
		return fmt.Sprintf("Page %d was left out, and no more pages were asked for. %s", n, err)
	}
	if n == 1 {
		head := g.head
		g.tell(exchange.Event{Head: &head})
	}
	g.arrived()
	return ""
}

// next prepares the request for the page after one, or says why there is none; cut says that the list may go on.
func (g *paging) next(came *page) (more bool, stop string, cut bool) {
	n := g.joiner.Pages()
	media, sent := g.prepared.Content()
	next, stop, err := pages.Next(g.request.Options.Pages, pages.Page{
		Asked: g.prepared.URL, Type: media, Sent: sent, URL: came.head.URL, Header: came.header.Values, Body: came.body, Number: n,
	})
	switch {
	case err != nil:
		return false, err.Error(), true
	case stop == pages.NoNext && n == 1 && g.request.Options.Pages.Kind == request.ByLink && mayHideLink(came):
		return false, "No Link header can be seen. Either this is the only page, or the server hides the header from pages of other sites: " +
			"it must then send Access-Control-Expose-Headers: Link.", true
	case stop == pages.NoNext:
		return false, "", false
	case stop != "":
		return false, stop, stop != pages.EmptyPage
	}
	p, bad := g.prepared.At(next.URL, g.way.place)
	if bad != nil {
		return false, bad.Detail, true
	}
	if next.Body != nil {
		p = p.With(next.Body)
	}
	g.prepared = p
	return true, "", false
}

// mayHideLink reports whether a browser may keep the Link header of an answer to itself (Fetch standard, CORS-exposed
// response-header name). Where it shows which headers are exposed, it shows this one too.
func mayHideLink(came *page) bool {
	return came.head.Type == "cors" && came.header.Get("Link") == "" && came.header.Get("Access-Control-Expose-Headers") == ""
}

func (g *paging) tellPages(stop string, cut bool) {
	g.tell(exchange.Event{Pages: &exchange.Pages{Got: g.joiner.Pages(), Items: g.joiner.Len(), Stop: stop, Cut: cut}})
}

// alone shows the first answer as it is, since no pages can be followed from it.
func (g *paging) alone(came *page, err error, stop string) {
	if came == nil {
		g.giveUp(err, 0)
		return
	}
	g.begin(came.head, g.start)
	g.tell(exchange.Event{Head: &came.head})
	_, _ = g.store.Write(came.body)
	if len(came.body) > 0 {
		g.arrived()
	}
	if stop != "" {
		g.tell(exchange.Event{Pages: &exchange.Pages{Stop: stop, Cut: true}})
	}
	g.over(came.head, err, 0)
}

// end closes the array. An error is that of the page after the last that is in it.
func (g *paging) end(err error) {
	_ = g.joiner.Close()
	g.arrived()
	failed := 0
	if err != nil {
		failed = g.joiner.Pages() + 1
	}
	g.over(g.head, err, failed)
}

// over ends the exchange.
func (g *paging) over(head exchange.Head, err error, failed int) {
	if failed > 0 || errors.As(err, new(exchange.Failure)) {
		g.store.Close(nil) // the body is whole: it is another page, or the status, that failed
	} else {
		g.store.Close(err)
	}
	g.wake()
	g.settle(head)
	g.awaitRows()
	if err != nil {
		g.giveUp(err, failed)
		return
	}
	timing := exchange.Timing{Head: g.phases[0].End, Total: session.Since(g.start), Wire: -1, Decoded: g.store.Len(), Phases: g.phases}
	g.tell(exchange.Event{Done: &exchange.Done{Timing: timing, Body: g.described(head)}})
}

func (g *paging) giveUp(err error, failed int) {
	var f exchange.Failure
	if !errors.As(err, &f) {
		f = g.engine.failure(err, g.prepared, g.way)
	}
	f.After, f.Page = session.Since(g.start), failed
	if g.store != nil {
		f.Got = g.store.Len()
	}
	g.tell(exchange.Event{Failure: &f})
}
