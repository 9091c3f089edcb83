package permalink

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"roundtrip/app/request"
)

// The keys of links that are written by hand.
var (
	handKeys = []string{"method", "url", "param", "header", "body", "json", "form", "auth", "timeout", "redirect", "credentials", "cache"}
	authKeys = []string{"user", "password", "token", "key", "key-name", "key-in"} // count beside auth only
	bodyKeys = []string{"type"}                                                   // count beside body only
)

// pair is one key of a handwritten link with its value, still encoded.
type pair struct{ segment, key, value string }

// hand collects what a handwritten link says.
type hand struct {
	r       request.Request
	said    map[string]string // the keys that count once
	params  []request.Field
	notices []string
}

// decodeByHand reads what stands behind "#?". A fragment without a single key that is
// known belongs to somebody else.
func decodeByHand(query string) (Link, error) {
	if len(query) > MaxDecoded {
		return Link{}, ErrTooLarge
	}
	pairs := splitPairs(query)
	if !slices.ContainsFunc(pairs, func(p pair) bool { return slices.Contains(handKeys, p.key) }) {
		return Link{}, ErrNotLink
	}
	if len(pairs) > maxRows {
		return Link{}, ErrTooLarge
	}
	known := keysOf(pairs)
	h := &hand{r: request.New(), said: map[string]string{}}
	for _, p := range joinURL(pairs, known) {
		if !slices.Contains(known, p.key) {
			h.notice("%q is not a key of a link and was left out", p.key)
			continue
		}
		h.take(p.key, unescape(p.value, p.key != "url"))
	}
	if tooManyRows(h.said["url"]) {
		return Link{}, ErrTooLarge
	}
	h.build()
	r := keep(h.r)
	r.Holes = r.Templates()
	return Link{Request: r, Source: ByHand, Notices: h.notices}, nil
}

func splitPairs(query string) []pair {
	var pairs []pair
	for segment := range strings.SplitSeq(query, "&") {
		if segment != "" {
			key, value, _ := strings.Cut(segment, "=")
			pairs = append(pairs, pair{segment, unescape(key, true), value})
		}
	}
	return pairs
}

// keysOf lists the keys that count in a link.
func keysOf(pairs []pair) []string {
	known := slices.Clone(handKeys)
	for _, p := range pairs {
		switch p.key {
		case "auth":
			known = append(known, authKeys...)
		case "body":
			known = append(known, bodyKeys...)
		}
	}
	return known
}

// joinURL gives back to the URL what an unescaped "&" cut off it.
func joinURL(pairs []pair, known []string) []pair {
	var joined []pair
	inQuery := false // the last of joined is a URL with a query
	for _, p := range pairs {
		if inQuery && !slices.Contains(known, p.key) {
			joined[len(joined)-1].value += "&" + p.segment
			continue
		}
		inQuery = p.key == "url" && strings.Contains(p.value, "?")
		joined = append(joined, p)
	}
	return joined
}

func (h *hand) notice(format string, args ...any) {
	h.notices = append(h.notices, fmt.Sprintf(format, args...))
}

// take notes one key. Lists grow; of anything else the first counts.
func (h *hand) take(key, value string) {
	switch key {
	case "param":
		h.params = append(h.params, request.ParseParam(value))
	case "header":
		name, v, _ := strings.Cut(value, ":")
		h.r.Headers = append(h.r.Headers, request.Field{Name: strings.TrimSpace(name), Value: strings.TrimSpace(v)})
	case "form":
		name, v, _ := strings.Cut(value, "=")
		h.r.Body.Form = append(h.r.Body.Form, request.Field{Name: name, Value: v})
	default:
		if _, twice := h.said[key]; twice {
			h.notice("%q is there twice: the first counts", key)
			return
		}
		h.said[key] = value
	}
}

// build makes the request of what was said.
func (h *hand) build() {
	h.r.SetURL(h.said["url"])
	if h.params != nil {
		h.r.SetParams(append(h.r.Params, h.params...))
	}
	h.body()
	h.method()
	h.auth()
	h.options()
}

func (h *hand) method() {
	method, said := h.said["method"]
	switch {
	case said && request.ValidMethod(method):
		h.r.Method = request.NormalMethod(method)
	case said:
		h.notice("the method %q was left out: a method is one word", method)
		fallthrough
	case h.r.Body.Kind != request.NoBody:
		h.r.Method = "POST"
	}
}

func (h *hand) body() {
	b := &h.r.Body
	json, isJSON := h.said["json"]
	text, isText := h.said["body"]
	switch {
	case isJSON:
		b.Kind, b.JSON = request.JSON, json
	case isText && h.saysJSON():
		b.Kind, b.JSON = request.JSON, text
	case isText:
		b.Kind, b.Text, b.MediaType = request.Text, text, h.said["type"]
	case b.Form != nil:
		b.Kind = request.Form
	}
	if isJSON && isText {
		h.notice("body was left out: json is there too")
	}
	if b.Form != nil && b.Kind != request.Form {
		h.notice("form was left out: another body is there too")
	}
}

// saysJSON reports whether the text of body is meant as JSON.
func (h *hand) saysJSON() bool {
	mediaType := h.said["type"]
	for _, f := range h.r.Headers {
		if mediaType == "" && strings.EqualFold(f.Name, "Content-Type") {
			mediaType = f.Value
		}
	}
	mediaType, _, _ = strings.Cut(mediaType, ";")
	return strings.EqualFold(strings.TrimSpace(mediaType), "application/json")
}

func (h *hand) auth() {
	a := &h.r.Auth
	kind, said := h.said["auth"]
	switch strings.ToLower(kind) {
	case "basic":
		*a = request.Auth{Kind: request.Basic, User: h.said["user"], Password: h.secret("password")}
	case "bearer":
		*a = request.Auth{Kind: request.Bearer, Token: h.secret("token")}
	case "apikey":
		*a = request.Auth{Kind: request.APIKey, KeyName: h.said["key-name"], Key: h.secret("key")}
		switch place := h.said["key-in"]; place {
		case "", "header":
		case "query":
			a.KeyPlace = request.InQuery
		default:
			h.notice("key-in %q was left out: it is header or query", place)
		}
	default:
		if said {
			h.notice("auth %q was left out: it is basic, bearer or apikey", kind)
		}
	}
}

// secret takes a secret that stands in the link, or leaves a hole of its name.
func (h *hand) secret(key string) request.Secret {
	value := h.said[key]
	if value == "" {
		return request.Hole(key)
	}
	if name, ok := strings.CutPrefix(strings.TrimSuffix(value, "}}"), "{{"); ok && request.IsTemplateName(name) && value == request.Braces(name) {
		return request.Hole(name)
	}
	return request.NewSecret(value)
}

func (h *hand) options() {
	o := &h.r.Options
	if text, said := h.said["timeout"]; said {
		timeout, err := time.ParseDuration(text)
		if seconds, err2 := strconv.ParseFloat(text, 64); err2 == nil && seconds < 1e9 {
			timeout, err = time.Duration(seconds*float64(time.Second)), nil
		}
		if err != nil || timeout <= 0 {
			h.notice("timeout %q was left out: it is a number of seconds, or a duration such as 1m30s", text)
			timeout = 0
		}
		o.Timeout = timeout
	}
	choose(h, "redirect", &o.Redirect, redirects, "follow")
	choose(h, "credentials", &o.Credentials, credentials, "omit")
	choose(h, "cache", &o.Cache, caches, "no-store")
}

// choose takes one of the values of an option; zero is the name of its default.
func choose[T ~string](h *hand, key string, option *T, values []T, zero string) {
	text, said := h.said[key]
	if !said || text == zero {
		return
	}
	if text == "" || !slices.Contains(values, T(text)) {
		names := []string{zero}
		for _, v := range values {
			if v != "" {
				names = append(names, string(v))
			}
		}
		h.notice("%s %q was left out: it is one of %s", key, text, strings.Join(names, ", "))
		return
	}
	*option = T(text)
}

// unescape percent-decodes text, and where plus says so reads "+" as a space. What
// is no escape stays as it is.
func unescape(text string, plus bool) string {
	if !strings.ContainsAny(text, "%+") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '+' && plus:
			b.WriteByte(' ')
		case c == '%' && i+2 < len(text):
			n, err := strconv.ParseUint(text[i+1:i+3], 16, 8)
			if err != nil {
				b.WriteByte(c)
				continue
			}
			b.WriteByte(byte(n))
			i += 2
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
