package pages

// Kind is how a server names the next page.
type Kind string

// The kinds of paging.
const (
	ByLink   Kind = "link"   // a Link header with rel=next (RFC 8288)
	ByURL    Kind = "url"    // a URL in the JSON
	ByCursor Kind = "cursor" // a value in the JSON, which a query parameter takes
	ByNumber Kind = "number" // a query parameter counts the pages
	ByOffset Kind = "offset" // a query parameter counts the items that were passed
)

// Kinds lists every kind in the order in which a screen offers them.
var Kinds = []Kind{ByLink, ByURL, ByCursor, ByNumber, ByOffset}

// The limits on the number of pages.
const (
	DefaultPages = 100
	MaxPages     = 10_000
)

// Plan says how to get from one page to the next.
type Plan struct {
	Kind Kind

	// Path is where the URL or the cursor stands in the JSON, for ByURL and ByCursor. All paths are gjson's.
	Path string

	// Parameter is the name, not encoded, of the query parameter that takes the cursor, the page number or the offset.
	Parameter string

	// Start is the number of a page whose URL has no Parameter, and Step is how much the next one has more: zero means 1.
	// They are for ByNumber.
	Start, Step int64

	// LimitParameter is the query parameter that says how many items a page should have, and Limit is put into it where
	// the URL has none. They are for ByOffset and may be left out: the offset grows by the items that came, since servers
	// give fewer than they were asked for.
	LimitParameter string
	Limit          int64

	// Items is where the array of items stands in the JSON; empty means that the JSON is the array.
	Items string

	// Pages is how many pages to get at most: zero means DefaultPages, and more than MaxPages means MaxPages.
	Pages int
}

func (p Plan) pages() int {
	if p.Pages <= 0 {
		return DefaultPages
	}
	return min(p.Pages, MaxPages)
}

// wrong is an error that a person can act on, as a sentence.
type wrong string

func (w wrong) Error() string { return string(w) }

func (p Plan) check() error {
	switch p.Kind {
	case ByLink:
	case ByURL:
		if p.Path == "" {
			return wrong("Say where the next page's URL stands in the JSON, such as links.next.")
		}
	case ByCursor:
		if p.Path == "" {
			return wrong("Say where the cursor stands in the JSON, such as meta.next_cursor.")
		}
		if p.Parameter == "" {
			return wrong("Name the query parameter that takes the cursor.")
		}
	case ByNumber:
		if p.Parameter == "" {
			return wrong("Name the query parameter that takes the page number.")
		}
	case ByOffset:
		if p.Parameter == "" {
			return wrong("Name the query parameter that takes the offset.")
		}
	default:
		return wrong("Choose how the next page is named.")
	}
	return nil
}
