package cors

import (
	"net/url"
	"strings"

	"roundtrip/app/exchange"
)

// Answer is the head of a response as it came over the wire, or why none came.
type Answer struct {
	Status  int
	Headers []exchange.Field
	Err     string // in place of the others: a sentence
}

// Call is a call on its way, as a browser makes it: it says what is sent next, and takes what came back.
type Call struct {
	request Request
	method  string
	headers []exchange.Field
	url     *url.URL

	cors      bool // it has left the page's origin, and does not come back (response tainting)
	tainted   bool // the browser says Origin: null (redirect-tainted origin)
	told      bool // and that has been said
	consented bool // the preflight for this URL has been answered well
	verdict   Verdict
}

// Asked is one request of a call.
type Asked struct {
	Preflight bool
	Method    string
	URL       string
	Headers   []exchange.Field // those that the page sets, or that belong to CORS
}

// Begin begins a call.
func Begin(r Request) *Call {
	c := &Call{request: r, method: r.Method, headers: combined(r.Headers), verdict: Verdict{Outcome: Undecided}}
	u, err := url.Parse(r.URL)
	if err != nil || u.Host == "" {
		c.stop(wrong(BadURL, quoted(r.URL)+" is not a URL with a host."))
		return c
	}
	c.url = u
	c.enter()
	return c
}

// Judge says what a browser makes of a call, from the answers to its requests in their order: that to the preflight, where there is
// one, that to the request, and the same again for each redirect. Answers that are not used are ignored.
func Judge(r Request, answers ...Answer) Verdict {
	c := Begin(r)
	for _, a := range answers {
		c.Take(a)
	}
	return c.Verdict()
}

// Verdict is what can be said so far.
func (c *Call) Verdict() Verdict { return c.verdict }

// Next is the request that a browser sends next; false where nothing more is sent.
func (c *Call) Next() (Asked, bool) {
	if c.verdict.Outcome != Undecided {
		return Asked{}, false
	}
	if c.asks() {
		a := Asked{Preflight: true, Method: "OPTIONS", URL: bare(c.url), Headers: []exchange.Field{
			{Name: "Origin", Value: c.origin()}, {Name: "Access-Control-Request-Method", Value: c.method},
		}}
		if names := unsafeNames(c.triggers()); len(names) > 0 {
			a.Headers = append(a.Headers, exchange.Field{Name: "Access-Control-Request-Headers", Value: strings.Join(names, ",")})
		}
		return a, true
	}
	a := Asked{Method: c.method, URL: bare(c.url), Headers: c.headers}
	if c.cors || c.method != "GET" && c.method != "HEAD" {
		a.Headers = append([]exchange.Field{{Name: "Origin", Value: c.origin()}}, a.Headers...)
	}
	return a, true
}

// asks reports whether the next request is a preflight.
func (c *Call) asks() bool { return c.cors && !c.consented && len(c.triggers()) > 0 }

func (c *Call) triggers() []Trigger { return triggers(c.method, c.headers, c.request.Stream) }

// origin is what the browser says who asks.
func (c *Call) origin() string {
	if c.tainted {
		return opaque
	}
	return c.request.Page
}

// enter turns to a URL, the first or that of a redirect.
func (c *Call) enter() {
	c.verdict.URL = bare(c.url)
	c.cors = c.cors || !sameOrigin(c.request.Page, c.url)
	if why := refused(c.request.Page, c.url); why != nil {
		c.stop(*why)
	}
}

// Take takes the answer to the request that is next. After the verdict it does nothing.
func (c *Call) Take(a Answer) {
	next, more := c.Next()
	if !more {
		return
	}
	if next.Preflight {
		c.add(Line{Mark: Step, Text: "Preflight: OPTIONS " + next.URL + ", because of " + because(c.triggers()) + "."})
	} else {
		c.add(Line{Mark: Step, Text: "Request: " + next.Method + " " + next.URL + "."})
	}
	switch {
	case a.Err != "":
		c.stop(wrong(NoAnswer, "There was no answer: "+a.Err))
	case next.Preflight:
		c.preflight(a)
	default:
		c.answer(a)
	}
}

func (c *Call) preflight(a Answer) {
	for _, l := range checkPreflight(a, c.origin(), c.method, unsafeNames(c.triggers()), c.request.Credentials) {
		c.add(l)
	}
	c.consented = len(c.verdict.Reasons()) == 0
	if !c.consented {
		c.stop(note("The request itself was not sent."))
	}
}

func (c *Call) answer(a Answer) {
	location, _ := values(a.Headers, "Location")
	led := redirects(a.Status) && location != ""
	if c.cors {
		for _, l := range check(a.Headers, c.origin(), c.request.Credentials) {
			c.add(l)
		}
	}
	switch {
	case led && c.request.Redirect == Manual && len(c.verdict.Reasons()) == 0:
		c.settle(OpaqueRedirect, a)
	case led && c.request.Redirect == Error:
		c.stop(wrong(RedirectRefused, "It was redirected to "+quoted(location)+", and redirects are errors here."))
	case len(c.verdict.Reasons()) > 0:
		c.stop()
	case led:
		c.follow(a, location)
	case c.cors:
		c.settle(CORS, a)
	default:
		c.add(fine("It stays with the page's own origin, which needs no permission."))
		c.settle(Basic, a)
	}
}

func (c *Call) add(l Line) { c.verdict.Lines = append(c.verdict.Lines, l) }

// stop ends a call that is blocked.
func (c *Call) stop(lines ...Line) {
	c.verdict.Lines = append(c.verdict.Lines, lines...)
	c.verdict.Outcome = Blocked
}

// settle ends a call whose answer the page gets.
func (c *Call) settle(t Type, a Answer) {
	c.verdict.Outcome, c.verdict.Type = Allowed, t
	c.verdict.Hidden = Hidden(a.Headers, t, c.request.Credentials)
}
