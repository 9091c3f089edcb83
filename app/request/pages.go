package request

// Pages say how the pages after the first are found, for an answer that a server gives in parts. The zero value sends the
// request once. All paths are gjson's.
type Pages struct {
	Kind      PageKind  `json:"kind,omitempty"`
	Path      string    `json:"path,omitempty"`      // where the next page's URL or the cursor stands in the JSON
	Parameter string    `json:"parameter,omitempty"` // the query parameter, not encoded, that takes the cursor, the number or the offset
	Items     string    `json:"items,omitempty"`     // where the array of items stands in the JSON; empty means that the JSON is the array
	Start     FirstPage `json:"start,omitempty"`     // the number of a page whose URL has no Parameter
	Step      int       `json:"step,omitempty"`      // how much the next number has more; 0 means 1
	Max       int       `json:"max,omitempty"`       // how many pages to get; 0 means DefaultPages
}

// PageKind is how a server names the next page.
type PageKind string

// The kinds of paging. The zero value follows no pages.
const (
	NoPages  PageKind = ""
	ByLink   PageKind = "link"   // a Link header with rel=next (RFC 8288)
	ByURL    PageKind = "url"    // a URL in the JSON
	ByCursor PageKind = "cursor" // a value in the JSON, which a query parameter takes
	ByNumber PageKind = "number" // a query parameter counts the pages
	ByOffset PageKind = "offset" // a query parameter counts the items that were passed
)

// PageKinds lists the kinds of paging in the order in which a screen offers them.
var PageKinds = []PageKind{NoPages, ByLink, ByURL, ByCursor, ByNumber, ByOffset}

// FirstPage is the number of the first page.
type FirstPage string

// The numbers of first pages.
const (
	FromOne  FirstPage = ""
	FromZero FirstPage = "0"
)

// The limits on the number of pages.
const (
	DefaultPages = 100
	MaxPages     = 1000
)

// MaxOrDefault is the limit that holds.
func (p Pages) MaxOrDefault() int {
	if p.Max <= 0 {
		return DefaultPages
	}
	return min(p.Max, MaxPages)
}

// Missing finds what the kind of paging needs and is not there: the name of its setting, and a sentence. Both are "" where
// nothing is missing.
func (p Pages) Missing() (setting, problem string) {
	switch {
	case p.Kind == ByURL && p.Path == "":
		return "pages-path", "Say where the next page's URL stands in the JSON, such as links.next."
	case p.Kind == ByCursor && p.Path == "":
		return "pages-path", "Say where the cursor stands in the JSON, such as meta.next_cursor."
	case p.Kind == ByCursor && p.Parameter == "":
		return "pages-parameter", "Name the query parameter that takes the cursor, such as cursor."
	case p.Kind == ByNumber && p.Parameter == "":
		return "pages-parameter", "Name the query parameter that takes the page number, such as page."
	case p.Kind == ByOffset && p.Parameter == "":
		return "pages-parameter", "Name the query parameter that takes the offset, such as offset."
	}
	return "", ""
}

// Chosen leaves out what belongs to other kinds of paging, and what nobody could have typed.
func (p Pages) Chosen() Pages {
	r := Request{Options: Options{Pages: p}}
	for _, s := range Settings {
		if s.pages != nil && (!s.Of(&r) || s.Set(&r, s.Get(&r)) != "") {
			s.Set(&r, "")
		}
	}
	return r.Options.Pages
}
