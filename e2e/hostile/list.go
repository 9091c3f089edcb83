//go:build !js

package hostile

import (
	"fmt"
	"net/http"
	"strings"
)

// list gives a page of a list, and names the next one in Link.
func list(w http.ResponseWriter, r *http.Request) {
	page, pages, per := number(r, "page", 1), number(r, "pages", 3), number(r, "per", 2)
	if page == number(r, "hang", 0) {
		<-r.Context().Done()
		return
	}
	query := r.URL.Query()
	if page < pages {
		query.Set("page", fmt.Sprint(page+1))
		w.Header().Set("Link", fmt.Sprintf("<%s?%s>; rel=\"next\"", query.Get("on"), query.Encode()))
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	items := make([]string, per)
	for i := range items {
		items[i] = fmt.Sprintf(`{"id":%d,"page":%d}`, (page-1)*per+i+1, page)
	}
	fmt.Fprintf(w, "[%s]\n", strings.Join(items, ",\n "))
}
