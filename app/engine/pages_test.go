package engine

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// list serves a list of three pages with two items each at /?page=n, and names the next one in Link. Instead comes before.
func list(t *testing.T, instead func(w http.ResponseWriter, r *http.Request, page int) bool) (url string) {
	t.Helper()
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		page, _ := strconv.Atoi(r.URL.Query().Get("page"))
		page = max(1, page)
		if page < 3 {
			w.Header().Set("Link", fmt.Sprintf("<?page=%d>; rel=next", page+1))
		}
		w.Header().Set("Content-Type", "application/vnd.list+json")
		if instead != nil && instead(w, r, page) {
			return
		}
		fmt.Fprintf(w, `[{"n":%d.0},%d]`, page, 12345678901234567+page)
	}) + "/"
}

const (
	page1 = `{"n":1.0},12345678901234568`
	page2 = `{"n":2.0},12345678901234569`
	page3 = `{"n":3.0},12345678901234570`
)

func byLink(url string) request.Request {
	return request.Request{URL: url, Options: request.Options{Pages: request.Pages{Kind: request.ByLink}}}
}

// pages is what was told last of the pages.
func (b *bench) pages(id int) *exchange.Pages {
	b.mu.Lock()
	defer b.mu.Unlock()
	var last *exchange.Pages
	for _, e := range b.events {
		if e.ID == id && e.Pages != nil {
			last = e.Pages
		}
	}
	return last
}

func (b *bench) hops(id int) (hops []exchange.Hop) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, e := range b.events {
		if e.ID == id && e.Hop != nil {
			hops = append(hops, *e.Hop)
		}
	}
	return hops
}

func (b *bench) body(t *testing.T, id int) string {
	t.Helper()
	text, err := b.engine.Text(id)
	require.NoError(t, err)
	return text
}

func TestPagesAreJoinedIntoOneArray(t *testing.T) {
	url := list(t, nil)
	b := start(t)
	r := byLink(url)
	r.Headers = []request.Field{{Name: "X-Own", Value: "1"}}
	r.Auth = request.Auth{Kind: request.Bearer, Token: request.NewSecret("t0k")}
	require.NoError(t, b.Send(1, r))
	done := b.until(t, "done", isDone(1)).Done
	b.until(t, "read", isRead(1, exchange.Pretty))
	require.Equal(t, "["+page1+","+page2+","+page3+"]", b.body(t, 1))
	require.Equal(t, &exchange.Pages{Got: 3, Items: 6}, b.pages(1))
	require.Equal(t, "json", done.Body.Language)
	require.EqualValues(t, len(b.body(t, 1)), done.Body.Size)
	_, name, media, err := b.engine.Body(1)
	require.NoError(t, err)
	require.Equal(t, "application/json", media)
	require.True(t, strings.HasSuffix(name, ".json"), name)

	head := b.until(t, "head", func(e exchange.Event) bool { return e.Head != nil }).Head
	require.Equal(t, "application/json", head.MediaType)
	require.Contains(t, head.Headers, exchange.Field{Name: "Content-Type", Value: "application/vnd.list+json"}, "the headers are those of the first page")
	hops := b.hops(1)
	require.Len(t, hops, 3)
	for i, h := range hops {
		require.Equal(t, i+1, h.Number)
		require.Contains(t, h.Sent.Headers, exchange.Header{Name: "X-Own", Value: "1", Origin: exchange.FromYou, Row: 1})
		require.Contains(t, h.Sent.Headers, exchange.Header{Name: "Authorization", Value: "Bearer t0k", Origin: exchange.FromAuth})
		require.Equal(t, fmt.Sprintf("Page %d", i+1), done.Timing.Phases[i].Name)
		if i > 0 {
			require.Equal(t, exchange.NextPage, h.Why)
			require.Equal(t, fmt.Sprintf("%s?page=%d", url, i+1), h.Sent.URL)
			require.GreaterOrEqual(t, h.Start, hops[i-1].End)
		}
	}
}

func TestPagesAreFoundInEveryWay(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		offset, _ := strconv.Atoi(q.Get("offset") + q.Get("after"))
		if page, err := strconv.Atoi(q.Get("page")); err == nil {
			offset = (page - 1) * 2
		}
		items, next := []int{}, any(nil)
		for i := offset; i < min(offset+2, 5); i++ {
			items = append(items, i)
		}
		if offset+2 < 5 {
			next = offset + 2
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"data": map[string]any{"items": items}, "next": next, "url": fmt.Sprintf("?page=%d", offset/2+2)})
	}) + "/"
	for kind, c := range map[string]struct {
		pages request.Pages
		hops  int
		stop  string
	}{
		"url":    {request.Pages{Kind: request.ByURL, Path: "url", Max: 3}, 3, "limit"},
		"cursor": {request.Pages{Kind: request.ByCursor, Path: "next", Parameter: "after"}, 3, ""},
		"number": {request.Pages{Kind: request.ByNumber, Parameter: "page"}, 4, "no items"},
		"offset": {request.Pages{Kind: request.ByOffset, Parameter: "offset"}, 4, "no items"},
	} {
		t.Run(kind, func(t *testing.T) {
			b := start(t)
			c.pages.Items = "data.items"
			require.NoError(t, b.Send(1, request.Request{URL: url, Options: request.Options{Pages: c.pages}}))
			b.until(t, "done", isDone(1))
			require.Equal(t, "[0,1,2,3,4]", b.body(t, 1))
			require.Len(t, b.hops(1), c.hops)
			require.Equal(t, 5, b.pages(1).Items)
			require.Contains(t, b.pages(1).Stop, c.stop)
			require.Equal(t, kind == "url", b.pages(1).Cut)
		})
	}
}

func TestAHiddenLinkHeaderIsSuspectedWhereTheBrowserMayHideIt(t *testing.T) {
	for _, c := range []struct {
		name, kind string
		header     http.Header
		want       bool
	}{
		{"another site's answer without it", "cors", http.Header{}, true},
		{"another site's answer with it", "cors", http.Header{"Link": {"</>; rel=prev"}}, false},
		{"another site's answer that shows all", "cors", http.Header{"Access-Control-Expose-Headers": {"*"}}, false},
		{"an answer of this site", "basic", http.Header{}, false},
		{"an answer without a browser", "", http.Header{}, false},
	} {
		require.Equal(t, c.want, mayHideLink(&page{head: exchange.Head{Type: c.kind}, header: c.header}), c.name)
	}
}

func TestPagesAreAskedForInTheBody(t *testing.T) {
	var got []string
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got = append(got, fmt.Sprintf("%s %d %s", r.URL, r.ContentLength, body))
		var asked struct{ After int }
		_ = json.Unmarshal(body, &asked)
		next := any(asked.After + 1)
		if asked.After == 2 {
			next = nil
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"items": []int{asked.After}, "next": next})
	})
	b := start(t)
	r := request.Request{Method: "POST", URL: url, Body: request.Body{Kind: request.JSON, JSON: `{ "q": 1.0 }`}}
	r.Options.Pages = request.Pages{Kind: request.ByCursor, Path: "next", In: request.InBody, Field: "after", Items: "items"}
	require.NoError(t, b.Send(1, r))
	b.until(t, "done", isDone(1))
	require.Equal(t, "[0,1,2]", b.body(t, 1))
	require.Equal(t, []string{`/ 12 { "q": 1.0 }`, `/ 22 { "q": 1.0 ,"after":1}`, `/ 22 { "q": 1.0 ,"after":2}`}, got)
	require.Equal(t, `{ "q": 1.0 ,"after":2}`, b.hops(1)[2].Sent.BodyHead)
}
