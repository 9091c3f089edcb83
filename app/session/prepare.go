package session

import (
	"net/http"
	"net/url"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session/network"
	"roundtrip/httpwasm"
)

// Prepared is a request as it goes out.
type Prepared struct {
	Method  string
	URL     string            // absolute, without user, password and fragment
	Headers []exchange.Header // in order, those that the browser drops or adds among them
	Body    Body
	Options request.Options

	to        *url.URL // the URL
	auth      request.Auth
	signature []exchange.Header // as it would be now
	signed    *http.Request     // the same on a request, without its body; nil where nothing is signed
	browser   bool              // a browser sends it
	origin    string            // of the page
}

// Place is where requests are sent from.
type Place struct {
	// Browser is set where fetch sends: its rules then hold.
	Browser bool

	// Page is the page's own URL: what a URL such as /demo/get is relative to.
	Page string

	// UserAgent is what the browser sends as User-Agent; "" when unknown.
	UserAgent string

	// Codings are those that the transport decodes, as the value of Accept-Encoding where that is not typed; "" sends none.
	Codings string

	// Normalise gives the URL as the sender writes it on the wire (URL standard).
	// Nil takes net/url's reading.
	Normalise func(raw string) (string, error)
}

// Prepare works out what a request sends from a place, or why it cannot be sent:
// a failure of kind BadInput that names the control to correct.
func Prepare(r request.Request, from Place) (*Prepared, *exchange.Failure) {
	method, bad := prepareMethod(r, from)
	if bad != nil {
		return nil, bad
	}
	to, user, bad := prepareURL(r, from)
	if bad != nil {
		return nil, bad
	}
	body, bad := prepareBody(r, method, from)
	if bad != nil {
		return nil, bad
	}
	if setting, problem := network.Check(r.Options.Network); problem != "" {
		return nil, &exchange.Failure{Kind: exchange.BadInput, Where: exchange.AtOptions, Setting: setting, Detail: problem}
	}
	headers, bad := prepareHeaders(r, user, body, from)
	if bad != nil {
		return nil, bad
	}
	p := &Prepared{Method: method, URL: to, Headers: headers, Body: body, Options: r.Options, auth: r.Auth, browser: from.Browser, origin: from.origin()}
	p.to, _ = target(to) // it has been read before
	if bad := p.foresee(); bad != nil {
		return nil, bad
	}
	if from.Browser {
		p.addBrowserHeaders(from)
	}
	return p, nil
}

func badInput(where exchange.Where, detail string) *exchange.Failure {
	return &exchange.Failure{Kind: exchange.BadInput, Where: where, Detail: detail}
}

func badURL(cause exchange.Cause, detail string) *exchange.Failure {
	bad := badInput(exchange.AtURL, detail)
	bad.Cause = cause
	return bad
}

func prepareMethod(r request.Request, from Place) (string, *exchange.Failure) {
	method := r.MethodOrGet()
	if !request.ValidMethod(method) {
		return "", badInput(exchange.AtMethod, quoted(method)+" is not a method: use letters, digits and the marks ! # $ % & ' * + - . ^ _ ` | ~ only, without spaces.")
	}
	if from.Browser {
		if httpwasm.ForbiddenMethod(method) {
			return "", badInput(exchange.AtMethod, "Browsers do not let pages send "+strings.ToUpper(method)+".")
		}
		method = request.NormalMethod(method)
	}
	return method, nil
}

// prepareURL completes and checks the URL, adds an API key that goes into the
// query, and takes user and password out, as requests does: they become basic auth.
func prepareURL(r request.Request, from Place) (string, *url.Userinfo, *exchange.Failure) {
	raw := strings.TrimSpace(r.URL)
	if raw == "" {
		return "", nil, badURL(exchange.NoURL, "Type a URL, for example https://example.com/.")
	}
	raw = from.absolute(raw)
	if problem := request.URLProblem(raw); problem != "" {
		return "", nil, badInput(exchange.AtURL, problem)
	}
	scheme, rest, _ := strings.Cut(raw, "://")
	if s := strings.ToLower(scheme); s != "http" && s != "https" {
		return "", nil, badURL(exchange.BadScheme, "Only http:// and https:// can be sent, not "+quoted(raw)+".")
	}
	raw, _, _ = strings.Cut(raw, "#")
	var user *url.Userinfo
	authority, _, _ := strings.Cut(strings.ReplaceAll(rest, "?", "/"), "/")
	authority, _, _ = strings.Cut(authority, "#")
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		user = userinfo(authority[:at])
		raw = scheme + "://" + rest[at+1:]
		raw, _, _ = strings.Cut(raw, "#")
	}
	if a := r.Auth; a.Kind == request.APIKey && a.KeyPlace == request.InQuery {
		raw = addKey(raw, a)
	}
	normal, err := from.normalise(raw)
	if err == nil {
		_, err = target(normal) // browsers take hosts that no server has
	}
	if err != nil {
		return "", nil, badInput(exchange.AtURL, quoted(strings.TrimSpace(r.URL))+" is not a URL. Check its host.") // err is in the words of a program
	}
	return normal, user, nil
}

func (from Place) absolute(raw string) string {
	raw = request.WithScheme(raw)
	if strings.HasPrefix(raw, "/") {
		raw = from.origin() + raw
	}
	return raw
}

// origin is that of the page, "" where there is none.
func (from Place) origin() string {
	page, err := url.Parse(from.Page)
	if err != nil || page.Host == "" {
		return ""
	}
	return page.Scheme + "://" + page.Host
}

func userinfo(text string) *url.Userinfo {
	name, password, has := strings.Cut(text, ":")
	decode := func(s string) string {
		if d, err := url.PathUnescape(s); err == nil {
			return d
		}
		return s
	}
	if has {
		return url.UserPassword(decode(name), decode(password))
	}
	return url.User(decode(name))
}

// addKey adds an API key to the query of a URL.
func addKey(raw string, a request.Auth) string {
	return addParam(raw, request.Field{Name: keyName(a), Value: a.Key.Reveal()})
}

func addParam(raw string, f request.Field) string {
	joint := "?"
	switch {
	case strings.HasSuffix(raw, "?"), strings.HasSuffix(raw, "&"):
		joint = ""
	case strings.Contains(raw, "?"):
		joint = "&"
	}
	return raw + joint + request.EncodeParam(f)
}

func (from Place) normalise(raw string) (string, error) {
	if from.Normalise != nil {
		return from.Normalise(raw)
	}
	u, err := target(strings.ReplaceAll(raw, " ", "%20"))
	if err != nil {
		return "", err
	}
	if u.Path == "" && u.Opaque == "" {
		u.Path = "/"
	}
	return u.String(), nil
}
