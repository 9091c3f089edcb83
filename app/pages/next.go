package pages

import (
	"math"
	"net/url"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

// The reasons to stop, as sentences.
const (
	NoNext    = "The answer names no next page."
	EmptyPage = "The page has no items."
	SamePage  = "The answer names its own page as the next one."
	LastPage  = "The limit on the number of pages is reached."
)

// Next works out the URL of the page after one that was got from current, an absolute URL. Header gives all values of a
// header by its name, body is the answer's, and n is how many pages were got so far, this one included. Either there is a
// next URL, or stop says why not, or the error is a sentence about a plan, an answer or a URL that cannot be used.
//
// A page without items ends ByNumber and ByOffset, which have no other sign of the end. Servers with cursors, URLs and
// links may give empty pages between others.
func Next(p Plan, current string, header func(name string) []string, body []byte, n int) (next, stop string, err error) {
	if err := p.check(); err != nil {
		return "", "", err
	}
	current, _, _ = strings.Cut(current, "#")
	base, err := url.Parse(current)
	if err != nil || base.Host == "" {
		return "", "", wrong("The page's URL cannot be read: " + short(current))
	}
	switch p.Kind {
	case ByLink:
		next, err = resolve(base, nextLink(strings.Join(header("Link"), ", "), base))
	case ByURL:
		var reference string
		if reference, err = value(body, p.Path); err == nil {
			next, err = resolve(base, reference)
		}
	case ByCursor:
		var cursor string
		if cursor, err = value(body, p.Path); err == nil && cursor != "" {
			next = setParameter(current, p.Parameter, cursor)
		}
	case ByNumber, ByOffset:
		var count int
		if count, err = countItems(body, p.Items, n); err == nil && count == 0 {
			return "", EmptyPage, nil
		}
		if err == nil {
			next, err = p.advance(current, int64(count))
		}
	}
	switch {
	case err != nil:
		return "", "", err
	case next == "":
		return "", NoNext, nil
	case next == current:
		return "", SamePage, nil
	case n >= p.pages():
		return "", LastPage, nil
	}
	return next, "", nil
}

// advance counts the parameter on.
func (p Plan) advance(current string, count int64) (string, error) {
	at, step := p.Start, p.Step
	if p.Kind == ByOffset {
		at, step = 0, count
	} else if step == 0 {
		step = 1
	}
	if text, has := parameter(current, p.Parameter); has && text != "" {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return "", wrong("The parameter " + p.Parameter + " is not a number in this URL: " + short(text))
		}
		at = n
	}
	if step > 0 && at > math.MaxInt64-step || step < 0 && at < math.MinInt64-step {
		return "", wrong("The parameter " + p.Parameter + " cannot count any further.")
	}
	next := setParameter(current, p.Parameter, strconv.FormatInt(at+step, 10))
	if p.Kind == ByOffset && p.LimitParameter != "" && p.Limit > 0 {
		if _, has := parameter(next, p.LimitParameter); !has {
			next = setParameter(next, p.LimitParameter, strconv.FormatInt(p.Limit, 10))
		}
	}
	return next, nil
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

// resolve makes a reference absolute (RFC 3986, section 5). One that is absolute stays as it is. Where it leads to another
// host, or away from https, it is refused.
func resolve(base *url.URL, reference string) (string, error) {
	reference, _, _ = strings.Cut(strings.TrimSpace(reference), "#")
	if reference == "" {
		return "", nil
	}
	u, err := base.Parse(reference)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", wrong("The next page's URL cannot be read: " + short(reference))
	}
	upgraded := base.Scheme == "http" && u.Scheme == "https" && base.Port() == "" && u.Port() == ""
	switch {
	case !strings.EqualFold(u.Hostname(), base.Hostname()):
		return "", elsewhere("on another host", reference)
	case u.Scheme == base.Scheme && port(u) == port(base), upgraded:
	case base.Scheme == "https" && u.Scheme == "http":
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
	return wrong("The next page is " + place + ". Open it by hand if it may see this request's headers: " + short(reference))
}

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
