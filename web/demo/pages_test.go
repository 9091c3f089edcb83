package demo

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"testing"

	"github.com/peterhellberg/link"
	"github.com/stretchr/testify/require"
)

type part struct {
	Items      []item  `json:"items"`
	Next       *string `json:"next"`
	NextCursor *string `json:"next_cursor"`
	Total      int     `json:"total"`
}

// all is what every way of paging must give in the end.
func all() []item {
	var items []item
	for i := 1; i <= 95; i++ {
		items = append(items, item{ID: i, Name: "Item " + strconv.Itoa(i)})
	}
	return items
}

func TestEveryWayOfPagingGivesTheWholeList(t *testing.T) {
	a := newAPI(t)
	for _, per := range []string{"1", "10", "19", "94", "95", "100"} {
		t.Run(per+" in a part", func(t *testing.T) {
			var byLink, byNext, byCursor, byOffset []item

			for at := "/demo/pages/link?per=" + per; at != ""; {
				w := a.send(httptest.NewRequest("GET", at, nil))
				require.Equal(t, 200, w.Code)
				byLink = append(byLink, read[[]item](t, w)...)
				if next := link.Parse(w.Header().Get("Link"))["next"]; next != nil {
					at = next.URI
				} else {
					at = ""
				}
			}
			for at := "/demo/pages/next?per=" + per; at != ""; {
				p := read[part](t, a.send(httptest.NewRequest("GET", at, nil)))
				require.Equal(t, 95, p.Total)
				byNext = append(byNext, p.Items...)
				at = ""
				if p.Next != nil {
					at = *p.Next
				}
			}
			for cursor := ""; ; {
				p := read[part](t, a.get("/pages/cursor?per="+per+"&cursor="+url.QueryEscape(cursor)))
				byCursor = append(byCursor, p.Items...)
				if p.NextCursor == nil {
					break
				}
				cursor = *p.NextCursor
			}
			for {
				p := read[part](t, a.get("/pages/offset?limit="+per+"&offset="+strconv.Itoa(len(byOffset))))
				if len(p.Items) == 0 {
					break
				}
				byOffset = append(byOffset, p.Items...)
			}
			require.Equal(t, all(), byLink)
			require.Equal(t, all(), byNext)
			require.Equal(t, all(), byCursor)
			require.Equal(t, all(), byOffset)
		})
	}
}

func TestLinkNamesTheOtherPages(t *testing.T) {
	a := newAPI(t)
	rels := func(page string) map[string]string {
		r := httptest.NewRequest("GET", "/demo/pages/link?per=10&page="+page, nil)
		r.Header.Set("X-Forwarded-Proto", "https")
		w := a.send(r)
		require.Equal(t, http.StatusOK, w.Code)
		require.Equal(t, "95", w.Header().Get("X-Total-Count"))
		pages := map[string]string{}
		for rel, l := range link.Parse(w.Header().Get("Link")) {
			u, err := url.Parse(l.URI)
			require.NoError(t, err)
			require.Equal(t, "https://example.com/demo/pages/link", u.Scheme+"://"+u.Host+u.Path)
			pages[rel] = u.Query().Get("page")
		}
		return pages
	}
	require.Equal(t, map[string]string{"next": "2", "first": "1", "last": "10"}, rels("1"))
	require.Equal(t, map[string]string{"next": "6", "prev": "4", "first": "1", "last": "10"}, rels("5"))
	require.Equal(t, map[string]string{"prev": "9", "first": "1", "last": "10"}, rels("10"))
	require.Equal(t, map[string]string{"prev": "10", "first": "1", "last": "10"}, rels("99"))
}

func FuzzCursor(f *testing.F) {
	f.Add(newCursor(10))
	f.Add("YWZ0ZXI9MTA")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		offset, known := readCursor(text)
		if known {
			require.Equal(t, text, newCursor(offset))
			require.NotEmpty(t, itemsFrom(offset, 1))
		}
	})
}
