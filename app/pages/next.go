package pages

import (
	"bytes"
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
	Type   string                     // the media type of the body that was sent
	Sent   []byte                     // that body
	URL    string                     // the one that answered, after redirects
	Header func(name string) []string // all values of a header
	Body   []byte
	Number int // from 1
}

// Ask is what asks for a page.
type Ask struct {
	URL  string
	Body []byte // nil: the same as before
}

// Next works out what asks for the page after one that was got. Either there is a URL, or stop says why not, or the error
// is a sentence about what is asked for, an answer or a URL that cannot be used.
//
// The next URL is on the host that was asked, wherever a redirect led: what is sent along is meant for that host.
//
// A page without items ends ByNumber and ByOffset, and one on which nothing stands at More, where that is set. Servers with cursors, URLs and
// links may give empty pages between others.
func Next(p request.Pages, page Page) (next Ask, stop string, err error) {
	if _, problem := p.Missing(); problem != "" {
		return Ask{}, "", wrong(problem)
	}
	current, _, _ := strings.Cut(page.Asked, "#")
	asked, err := url.Parse(current)
	if err != nil || asked.Host == "" {
		return Ask{}, "", wrong("The page's URL cannot be read: " + short(current))
	}
	base, err := url.Parse(page.URL)
	if err != nil || base.Host == "" {
		base = asked
	}
	base.Fragment, base.RawFragment = "", ""
	switch p.Kind {
	case request.ByLink:
		next.URL, err = resolve(asked, base, nextLink(strings.Join(page.Header("Link"), ", "), base))
	case request.ByURL:
		var reference string
		if reference, _, err = value(page.Body, p.Path); err == nil {
			next.URL, err = resolve(asked, base, reference)
		}
	case request.ByCursor:
		var cursor string
		var number bool
		if cursor, number, err = value(page.Body, p.Path); err == nil && cursor != "" {
			next, err = put(p, page, current, cursor, number)
		}
	case request.ByNumber, request.ByOffset:
		var count int
		count, err = countItems(page.Body, p.Items, page.Number)
		switch {
		case err != nil:
		case count == 0:
			return Ask{}, EmptyPage, nil
		case p.More != "" && isEmpty(page.Body, p.More):
			return Ask{}, NoNext, nil
		default:
			next, err = advance(p, page, current, int64(count))
		}
	}
	same := next.URL == current || next.URL == base.String()
	switch {
	case err != nil:
		return Ask{}, "", err
	case next.URL == "":
		return Ask{}, NoNext, nil
	case same && (next.Body == nil || bytes.Equal(next.Body, page.Sent)):
		return Ask{}, SamePage, nil
	case page.Number >= p.MaxOrDefault():
		return Ask{}, LastPage, nil
	}
	return next, "", nil
}

// put asks with a value in the query or in the body, wherever it goes.
func put(p request.Pages, page Page, current, value string, number bool) (Ask, error) {
	if p.In != request.InBody {
		return Ask{URL: setParameter(current, p.Parameter, value)}, nil
	}
	f, err := readFields(page.Type, page.Sent)
	if err != nil {
		return Ask{}, err
	}
	body, err := f.set(p.Field, value, number)
	return Ask{URL: current, Body: body}, err
}

// asked is the value that a page was asked for with, "" where there was none, and the words for where it stood.
func asked(p request.Pages, page Page, current string) (value, where string, err error) {
	if p.In != request.InBody {
		value, _ = parameter(current, p.Parameter)
		return value, "parameter " + p.Parameter + " is not a number in this URL", nil
	}
	f, err := readFields(page.Type, page.Sent)
	if err != nil {
		return "", "", err
	}
	return f.get(p.Field), "field " + p.Field + " is not a number in this body", nil
}

// advance counts on.
func advance(p request.Pages, page Page, current string, count int64) (Ask, error) {
	at, step := int64(1), max(1, int64(p.Step))
	if p.Start == request.FromZero {
		at = 0
	}
	if p.Kind == request.ByOffset {
		at, step = 0, count
	}
	text, where, err := asked(p, page, current)
	if err != nil {
		return Ask{}, err
	}
	if text != "" {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return Ask{}, wrong("The " + where + ": " + short(text))
		}
		at = n
	}
	if at > math.MaxInt64-step {
		name, _, _ := strings.Cut(where, " is not")
		return Ask{}, wrong("The " + name + " cannot count any further.")
	}
	return put(p, page, current, strconv.FormatInt(at+step, 10), true)
}

// isEmpty reports whether nothing stands at a path: no such member, null, false, or an empty text, array or object.
func isEmpty(body []byte, path string) bool {
	r := gjson.GetBytes(body, path)
	switch r.Type {
	case gjson.Null, gjson.False:
		return true
	case gjson.String:
		return r.Str == ""
	case gjson.JSON:
		return len(r.Array()) == 0 && r.IsArray() || len(r.Map()) == 0 && r.IsObject()
	}
	return false
}

// value reads a URL or a cursor, "" where there is none. A number keeps the digits that it has.
func value(body []byte, path string) (text string, number bool, err error) {
	if err := checkJSON(body); err != nil {
		return "", false, err
	}
	switch r := gjson.GetBytes(body, path); {
	case r.Type == gjson.String:
		return r.Str, false, nil
	case r.Type == gjson.Number:
		return r.Raw, true, nil
	case r.IsObject(), r.IsArray():
		return "", false, wrong("At " + short(path) + " stands an object or an array, where a text is needed.")
	case r.Type == gjson.True:
		return "", false, wrong("At " + short(path) + " stands true, where a text is needed.")
	}
	return "", false, nil
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
