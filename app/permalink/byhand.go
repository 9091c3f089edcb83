package permalink

import (
	"fmt"
	"slices"
	"strings"

	"roundtrip/app/request"
)

// The keys of links that are written by hand.
var (
	handKeys = append([]string{"method", "url", "param", "header", "body", "json", "form", "auth"}, settingKeys(false)...)
	authKeys = settingKeys(true) // count beside auth only
	bodyKeys = []string{"type"}  // count beside body only
)

// settingKeys lists the settings that a link may name: those of auth, or the options.
func settingKeys(auth bool) []string {
	var keys []string
	for _, s := range request.Settings {
		if !s.Private && auth == (len(s.Kinds) > 0) {
			keys = append(keys, s.Name)
		}
	}
	return keys
}

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
	query, notices := mendByHand(query)
	query, upper := recased(query)
	pairs := splitPairs(query)
	if !slices.ContainsFunc(pairs, func(p pair) bool { return slices.Contains(handKeys, p.key) }) {
		return Link{}, ErrNotLink
	}
	if len(pairs) > maxRows {
		return Link{}, ErrTooLarge
	}
	known := keysOf(pairs)
	h := &hand{r: request.New(), said: map[string]string{}, notices: notices}
	if upper {
		h.notice("this link was changed to capitals on its way: check the path of the URL, headers and the body")
	}
	for _, p := range joinURL(pairs, known) {
		if !slices.Contains(known, p.key) {
			h.notice("%q is not a key of a link and was left out", p.key)
			continue
		}
		h.take(p.key, request.Unescape(p.value, p.key != "url"))
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
			pairs = append(pairs, pair{segment, request.Unescape(key, true), value})
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
		name, v, eq := strings.Cut(value, "=")
		h.params = append(h.params, request.Field{Name: name, Value: v, Bare: !eq})
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
	kind, said := h.said["auth"]
	if !said {
		return
	}
	h.r.Auth.Kind = request.AuthKind(strings.ToLower(kind))
	if kind == "" || !slices.Contains(request.AuthKinds, h.r.Auth.Kind) {
		h.r.Auth.Kind = request.NoAuth
		var names []string
		for _, k := range request.AuthKinds[1:] {
			names = append(names, string(k))
		}
		h.notice("auth %q was left out: it is one of %s", kind, strings.Join(names, ", "))
		return
	}
	asked := h.r.Auth.Kind == request.OAuth2 // a client may be public, and a person may have a token already
	for _, s := range request.Settings {
		if !s.Of(&h.r) || len(s.Kinds) == 0 || s.Private {
			continue
		}
		secret, ok := s.Secret(&h.r)
		switch {
		case ok && (h.said[s.Name] != "" || !asked):
			*secret, asked = h.secret(s.Name), true
		case !ok:
			h.set(s)
		}
	}
}

// set takes a setting that the link names.
func (h *hand) set(s request.Setting) {
	text, said := h.said[s.Name]
	if !said {
		return
	}
	if secret, ok := s.Secret(&h.r); ok {
		*secret = h.secret(s.Name)
		return
	}
	if problem := s.Set(&h.r, text); problem != "" {
		h.notice("%s was left out: %s", s.Name, strings.TrimSuffix(problem, "."))
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
	for _, s := range request.Settings {
		switch {
		case len(s.Kinds) > 0:
		case s.Of(&h.r):
			h.set(s)
		case h.said[s.Name] != "":
			h.notice("%s was left out: pages=%s does not use it", s.Name, h.pages())
		}
	}
}

// pages names the kind of paging that the link says.
func (h *hand) pages() string {
	if h.r.Options.Pages.Kind == request.NoPages {
		return "off"
	}
	if h.r.Options.Pages.TakesBody() {
		return string(h.r.Options.Pages.Kind) + " with pages-in=body"
	}
	return string(h.r.Options.Pages.Kind)
}
