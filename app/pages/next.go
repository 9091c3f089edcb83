package pages

import (
	"math"
	"net/url"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"roundtrip/app/request"
)

// The reasons to stop, as sentences.
const (
	NoNext    = "The answer names no next page."
	EmptyPage = "The last page has no items, which is taken as the end of the list."
	SamePage  = "The answer names its own page as the next one."
	LastPage  = "The limit on the number of pages is reached. There may be more: Options, Pages, Most pages."
)

// Page is a page that was got.
type Page struct {
	Asked  string                     // the URL that was sent, absolute
	URL    string                     // the one that answered, after redirects
	Header func(name string) []string // all values of a header
	Body   []byte
	Number int // from 1
}

// Next works out the URL of the page after one that was got. Either there is a next URL, or stop says why not, or the error
// is a sentence about what is asked for, an answer or a URL that cannot be used.
//
// The next URL is on the host that was asked, wherever a redirect led: what is sent along is meant for that host.
//
// A page without items ends ByNumber and ByOffset, which have no other sign of the end. Servers with cursors, URLs and
// links may give empty pages between others.
func Next(p request.Pages, page Page) (next, stop string, err error) {
	if _, problem := p.Missing(); problem != "" {
		return "", "", wrong(problem)
	}
	current, _, _ := strings.Cut(page.Asked, "#")
	asked, err := url.Parse(current)
	if err != nil || asked.Host == "" {
		return "", "", wrong("The page's URL cannot be read: " + short(current))
	}
	base, err := url.Parse(page.URL)
	if err != nil || base.Host == "" {
		base = asked
	}
	base.Fragment, base.RawFragment = "", ""
	switch p.Kind {
	case request.ByLink:
		next, err = resolve(asked, base, nextLink(strings.Join(page.Header("Link"), ", "), base))
	case request.ByURL:
		var reference string
		if reference, err = value(page.Body, p.Path); err == nil {
			next, err = resolve(asked, base, reference)
		}
	case request.ByCursor:
		var cursor string
		if cursor, err = value(page.Body, p.Path); err == nil && cursor != "" {
			next = setParameter(current, p.Parameter, cursor)
		}
	case request.ByNumber, request.ByOffset:
		var count int
		if count, err = countItems(page.Body, p.Items, page.Number); err == nil && count == 0 {
			return "", EmptyPage, nil
		}
		if err == nil {
			next, err = advance(p, current, int64(count))
		}
	}
	switch {
	case err != nil:
		return "", "", err
	case next == "":
		return "", NoNext, nil
	case next == current, next == base.String():
		return "", SamePage, nil
	case page.Number >= p.MaxOrDefault():
		return "", LastPage, nil
	}
	return next, "", nil
}

// advance counts the parameter on.
func advance(p request.Pages, current string, count int64) (string, error) {
	at, step := int64(1), max(1, int64(p.Step))
	if p.Start == request.FromZero {
		at = 0
	}
	if p.Kind == request.ByOffset {
		at, step = 0, count
	}
	if text, has := parameter(current, p.Parameter); has && text != "" {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return "", wrong("The parameter " + p.Parameter + " is not a number in this URL: " + short(text))
		}
		at = n
	}
	if at > math.MaxInt64-step {
		return "", wrong("The parameter " + p.Parameter + " cannot count any further.")
	}
	return setParameter(current, p.Parameter, strconv.FormatInt(at+step, 10)), nil
}

// value reads a URL or a cursor, "" where there is none. A number keeps the digits that it has.
func value(body []byte, path string) (string, error) {
	if err := checkJSON(body); err != nil {
		return "", err
	}
	switch r := gjson.GetBytes(body, path); {
	case r.Type == gjson.String:
		return r.Str, nil
	case r.Type == gjson.Number:
		return r.Raw, nil
	case r.IsObject(), r.IsArray():
		return "", wrong("At " + short(path) + " stands an object or an array, where a text is needed.")
	case r.Type == gjson.True:
		return "", wrong("At " + short(path) + " stands true, where a text is needed.")
	}
	return "", nil
}

// resolve makes a reference absolute (RFC 3986, section 5), relative to the page that it stands in. One that is absolute stays
// as it is. Where it leads away from the host that was asked, or from https, it is refused.
func resolve(asked, base *url.URL, reference string) (string, error) {
	reference, _, _ = strings.Cut(strings.TrimSpace(reference), "#")
	if reference == "" {
		return "", nil
	}
	u, err := base.Parse(reference)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", wrong("The next page's URL cannot be read: " + short(reference))
	}
	upgraded := asked.Scheme == "http" && u.Scheme == "https" && asked.Port() == "" && u.Port() == ""
	switch {
	case !strings.EqualFold(u.Hostname(), asked.Hostname()):
		return "", elsewhere("on another host", reference)
	case u.Scheme == asked.Scheme && port(u) == port(asked), upgraded:
	case asked.Scheme == "https" && u.Scheme == "http":
		return "", elsewhere("on http, where all can read along", reference)
	default:
		return "", elsewhere("on another port", reference)
	}
	if strings.HasPrefix(strings.ToLower(reference), u.Scheme+"://") {
		return reference, nil
	}
	return u.String(), nil
}

func elsewhere(place, reference string) error {
	return wrong("The next page is " + place + ", and was not asked for. Send it by hand if it may see this request's headers: " + short(reference))
}

// wrong is an error that a person can act on, as a sentence.
type wrong string

func (w wrong) Error() string { return string(w) }

func port(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "https":
		return "443"
	}
	return "80"
}

// short quotes a text for a sentence.
func short(text string) string {
	if r := []rune(text); len(r) > 100 {
		text = string(r[:100]) + "…"
	}
	return strconv.Quote(text)
}
