package request

// Pages say how the pages after the first are found, for an answer that a server gives in parts. The zero value sends the
// request once. All paths are gjson's.
type Pages struct {
	Kind      PageKind  `json:"kind,omitempty"`
	Path      string    `json:"path,omitempty"`      // where the next page's URL or the cursor stands in the JSON
	In        AskPlace  `json:"in,omitempty"`        // where the cursor, the number or the offset goes
	Field     string    `json:"field,omitempty"`     // the field of the body that takes it: a path in JSON, or a name in a form
	Parameter string    `json:"parameter,omitempty"` // the query parameter, not encoded, that takes the cursor, the number or the offset
	Items     string    `json:"items,omitempty"`     // where the array of items stands in the JSON; empty means that the JSON is the array
	Start     FirstPage `json:"start,omitempty"`     // the number of a page whose URL has no Parameter
	Step      int       `json:"step,omitempty"`      // how much the next number has more; 0 means 1
	More      string    `json:"more,omitempty"`      // what is empty in the JSON of the last page, where pages are counted; "" looks at the items alone
	Max       int       `json:"max,omitempty"`       // how many pages to get; 0 means DefaultPages
}

// PageKind is how a server names the next page.
type PageKind string

// The kinds of paging. The zero value follows no pages.
const (
	NoPages  PageKind = ""
	ByLink   PageKind = "link"   // a Link header with rel=next (RFC 8288)
	ByURL    PageKind = "url"    // a URL in the JSON
	ByCursor PageKind = "cursor" // a value in the JSON, which the next request takes
	ByNumber PageKind = "number" // a parameter counts the pages
	ByOffset PageKind = "offset" // a parameter counts the items that were passed
)

// PageKinds lists the kinds of paging in the order in which a screen offers them.
var PageKinds = []PageKind{NoPages, ByLink, ByURL, ByCursor, ByNumber, ByOffset}

// AskPlace is where a request says which page it asks for.
type AskPlace string

// The places in a request. The zero value is a query parameter.
const (
	InURL  AskPlace = ""
	InBody AskPlace = "body"
)

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
	case p.counts() && p.In == InBody && p.Field == "":
		return "pages-field", "Name the field of the body that says which page is asked for, such as cursor or page.after."
	case p.In == InBody:
		return "", ""
	case p.Kind == ByCursor && p.Parameter == "":
		return "pages-parameter", "Name the query parameter that takes the cursor, such as cursor."
	case p.Kind == ByNumber && p.Parameter == "":
		return "pages-parameter", "Name the query parameter that takes the page number, such as page."
	case p.Kind == ByOffset && p.Parameter == "":
		return "pages-parameter", "Name the query parameter that takes the offset, such as offset."
	}
	return "", ""
}

// counts reports whether something goes into the next request.
func (p Pages) counts() bool { return p.Kind == ByCursor || p.Kind == ByNumber || p.Kind == ByOffset }

// TakesBody reports whether the next page is asked for in the body, which then has to be JSON, as itself or as text, or a form.
func (p Pages) TakesBody() bool { return p.counts() && p.In == InBody }

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
