package engine

import (
	"fmt"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func TestPagesEndWithASentence(t *testing.T) {
	for _, c := range []struct {
		name    string
		most    int
		instead func(w http.ResponseWriter, r *http.Request, page int) bool
		body    string
		pages   exchange.Pages
	}{
		{"at the limit", 2, nil, "[" + page1 + "," + page2 + "]", exchange.Pages{Got: 2, Items: 4, Cut: true,
			Stop: "The limit on the number of pages is reached. There may be more: Options, Pages, Most pages."}},
		{"on another host", 0, func(w http.ResponseWriter, _ *http.Request, page int) bool {
			w.Header().Set("Link", "<https://evil.example/>; rel=next")
			return false
		}, "[" + page1 + "]", exchange.Pages{Got: 1, Items: 2, Cut: true,
			Stop: `The next page is on another host, and was not asked for. Send it by hand if it may see this request's headers: "https://evil.example/"`}},
		{"at a status", 0, func(w http.ResponseWriter, _ *http.Request, page int) bool {
			if page == 2 {
				w.WriteHeader(500)
			}
			return page == 2
		}, "[" + page1 + "]", exchange.Pages{Got: 1, Items: 2, Cut: true,
			Stop: "Page 2 was answered with 500 Internal Server Error. It was left out, and no more pages were asked for."}},
		{"at what is not JSON", 0, func(w http.ResponseWriter, _ *http.Request, page int) bool {
			if page == 3 {
				_, _ = w.Write([]byte("<p>"))
			}
			return page == 3
		}, "[" + page1 + "," + page2 + "]", exchange.Pages{Got: 2, Items: 4, Cut: true,
			Stop: "Page 3 was left out, and no more pages were asked for. The answer is not JSON, so that its pages cannot be followed or joined."}},
		{"at once, where the first is no list", 0, func(w http.ResponseWriter, _ *http.Request, _ int) bool {
			_, _ = w.Write([]byte(`{"a":1}`))
			return true
		}, `{"a":1}`, exchange.Pages{Cut: true,
			Stop: "The pages were not followed. The answer is not an array. Say where the items stand in it, such as data or result.items."}},
		{"at once, where the first is not JSON", 0, func(w http.ResponseWriter, _ *http.Request, _ int) bool {
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte(`<p>`))
			return true
		}, `<p>`, exchange.Pages{Cut: true, Stop: "The pages were not followed. The answer is not JSON, so that its pages cannot be followed or joined."}},
		{"at once, where the first is no success", 0, func(w http.ResponseWriter, _ *http.Request, _ int) bool {
			w.WriteHeader(404)
			_, _ = w.Write([]byte(`[1]`))
			return true
		}, `[1]`, exchange.Pages{Cut: true, Stop: "The pages were not followed, because the first answer is not a success."}},
		{"at once, where the first is empty", 0, func(w http.ResponseWriter, _ *http.Request, _ int) bool {
			w.WriteHeader(204)
			return true
		}, "", exchange.Pages{Cut: true, Stop: "The pages were not followed. The answer is not JSON, so that its pages cannot be followed or joined."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := start(t)
			r := byLink(list(t, c.instead))
			r.Options.Pages.Max = c.most
			require.NoError(t, b.Send(1, r))
			done := b.until(t, "done", isDone(1)).Done
			require.Equal(t, c.body, b.body(t, 1))
			require.EqualValues(t, len(c.body), done.Body.Size)
			require.Equal(t, &c.pages, b.pages(1))
		})
	}
}

func TestWhatCameStaysWhereAPageFails(t *testing.T) {
	for _, c := range []struct {
		name    string
		options request.Options
		instead func(w http.ResponseWriter, r *http.Request)
		kind    exchange.Kind
	}{
		{"for too long", request.Options{Total: 100 * time.Millisecond}, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, exchange.TimedOut},
		{"in the middle of its body", request.Options{}, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte("[1,"))
		}, exchange.BrokenBody},
		{"as often as it may", request.Options{Retry: request.Retry{Total: 1, Statuses: []int{503}}}, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) }, exchange.Retries},
		{"with a status that is to be a failure", request.Options{Raise: true}, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) }, exchange.BadStatus},
	} {
		t.Run(c.name, func(t *testing.T) {
			url := list(t, func(w http.ResponseWriter, r *http.Request, page int) bool {
				if page == 3 {
					c.instead(w, r)
				}
				return page == 3
			})
			b := start(t)
			r := byLink(url)
			c.options.Pages = r.Options.Pages
			r.Options = c.options
			require.NoError(t, b.Send(1, r))
			f := b.until(t, "failure", isFailure(1)).Failure
			require.Equal(t, c.kind, f.Kind)
			require.Equal(t, 3, f.Page)
			require.Equal(t, "["+page1+","+page2+"]", b.body(t, 1))
			require.EqualValues(t, len(b.body(t, 1)), f.Got)
			require.Equal(t, &exchange.Pages{Got: 2, Items: 4}, b.pages(1))
		})
	}
}

func TestTheFirstPageFailsAsAnyRequest(t *testing.T) {
	b := start(t)
	require.NoError(t, b.Send(1, byLink("http://127.0.0.1:1/")))
	f := b.until(t, "failure", isFailure(1)).Failure
	require.Equal(t, exchange.Unreachable, f.Kind)
	require.Zero(t, f.Page)

	url := list(t, func(w http.ResponseWriter, _ *http.Request, page int) bool {
		w.Header().Set("Content-Length", "100")
		_, _ = w.Write([]byte("[1,"))
		return true
	})
	require.NoError(t, b.Send(2, byLink(url)))
	f = b.until(t, "failure", isFailure(2)).Failure
	require.Equal(t, exchange.BrokenBody, f.Kind)
	require.Zero(t, f.Page)
	require.Equal(t, "[1,", b.body(t, 2))

	require.NoError(t, b.Send(3, request.Request{URL: url, Options: request.Options{Pages: request.Pages{Kind: request.ByURL}}}))
	f = b.until(t, "failure", isFailure(3)).Failure
	require.Equal(t, exchange.AtOptions, f.Where)
}

func TestACancelKeepsThePagesThatCame(t *testing.T) {
	url := list(t, func(_ http.ResponseWriter, r *http.Request, page int) bool {
		if page == 3 {
			<-r.Context().Done()
		}
		return page == 3
	})
	b := start(t)
	require.NoError(t, b.Send(1, byLink(url)))
	b.until(t, "two pages", func(e exchange.Event) bool { return e.Pages != nil && e.Pages.Got == 2 })
	require.NoError(t, b.Cancel(1))
	f := b.until(t, "failure", isFailure(1)).Failure
	require.Equal(t, exchange.Cancelled, f.Kind)
	require.Equal(t, 3, f.Page)
	b.until(t, "what came is read to its end", isRead(1, exchange.Pretty))
	require.Equal(t, "["+page1+","+page2+"]", b.body(t, 1))
}

func TestEachPageHasATimeoutOfItsOwn(t *testing.T) {
	url := list(t, func(http.ResponseWriter, *http.Request, int) bool {
		time.Sleep(500 * time.Millisecond)
		return false
	})
	b := start(t)
	r := byLink(url)
	r.Options.Timeout = 1200 * time.Millisecond
	require.NoError(t, b.Send(1, r))
	done := b.until(t, "done", isDone(1)).Done
	require.Greater(t, done.Timing.Total, 1200.0)
}

func TestPagesFromTheCacheCanBeCancelled(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		page, _ := strconv.Atoi(r.URL.Query().Get("page"))
		w.Header().Set("Link", fmt.Sprintf("<?page=%d>; rel=next", page%3+1))
		_, _ = w.Write([]byte("[1]"))
	})
	b := start(t)
	r := byLink(url + "/?page=1")
	r.Options.Keep, r.Options.Pages.Max = time.Hour, 1000
	require.NoError(t, b.Send(1, r))
	b.until(t, "pages", func(e exchange.Event) bool { return e.Pages != nil && e.Pages.Got >= 10 })
	require.NoError(t, b.Cancel(1))
	require.Equal(t, exchange.Cancelled, b.until(t, "failure", isFailure(1)).Failure.Kind)
	require.Len(t, b.hops(1), 3)
}
