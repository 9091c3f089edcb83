package request

import (
	"slices"
	"strconv"
	"strings"
)

// Withheld is a part of a request from elsewhere that could harm whoever sends it, such as a proxy: a setting with those of its
// group, or the header Host. It is out of the request until the person who opened it puts it in.
type Withheld struct {
	Name  string // of the setting; "host" for the header
	Label string // for people: "Proxy"
	Risk  string // what it does, in a sentence that begins with a verb: "Sends …"

	settings []heldSetting
	row      Field // the header
}

type heldSetting struct {
	name   string
	text   string
	secret Secret
}

// hostHeader is the name under which a header Host is withheld.
const hostHeader = "host"

// Withhold takes out of a request that somebody else wrote what the person who opened it has to allow first, and lists that. What
// it is says [Setting.Risk], and one header: Host leads to another site at the server of the URL.
func (r Request) Withhold() (Request, []Withheld) {
	var held []Withheld
	seen := map[string]bool{}
	whole := r
	for _, s := range Settings {
		risk := s.Risk(&whole)
		if risk == "" || seen[s.Name] {
			continue
		}
		w := Withheld{Name: s.Name, Label: s.Label, Risk: risk}
		for _, each := range s.Group() {
			seen[each.Name] = true
			if text := each.get(&whole); text != "" {
				kept := heldSetting{name: each.Name, text: text}
				if each.secret != nil {
					kept.secret = *each.secret(&whole)
				}
				w.settings = append(w.settings, kept)
			}
		}
		held = append(held, w)
	}
	for _, f := range Sent(r.Headers) {
		if SameHeader(f.Name, "Host") && !strings.EqualFold(strings.TrimSpace(f.Value), r.Authority()) {
			held = append(held, Withheld{
				Name: hostHeader, Label: "Host header", row: f,
				Risk: "Asks the server of " + r.authorityOr("this URL") + " for another site: " + excerpt(f.Value) + ".",
			})
		}
	}
	for _, w := range held {
		r = r.Take(w, false)
	}
	return r, held
}

// Take puts what was withheld into a request, or takes it out again.
func (r Request) Take(w Withheld, in bool) Request {
	for _, kept := range w.settings {
		s, ok := FindSetting(kept.name)
		switch {
		case !ok:
		case s.secret != nil && in:
			*s.secret(&r) = kept.secret
		case s.secret != nil:
			*s.secret(&r) = Secret{}
		case in:
			s.set(&r, kept.text)
		default:
			s.set(&r, "")
		}
	}
	if w.Name == hostHeader {
		r.Headers = slices.Clone(r.Headers)
		for i, f := range r.Headers {
			if f.Name == w.row.Name && f.Value == w.row.Value {
				r.Headers[i].Off = !in
			}
		}
	}
	return r
}

// Settings names the settings of what was withheld.
func (w Withheld) Settings() []string {
	var names []string
	for _, kept := range w.settings {
		names = append(names, kept.name)
	}
	return names
}

// In reports whether what was withheld is in a request.
func (w Withheld) In(r *Request) bool {
	if w.Name == hostHeader {
		return slices.ContainsFunc(r.Headers, func(f Field) bool { return f == w.row })
	}
	s, ok := FindSetting(w.Name)
	i := slices.IndexFunc(w.settings, func(kept heldSetting) bool { return kept.name == w.Name })
	return ok && i >= 0 && (s.get(r) == w.settings[i].text || s.secret != nil && !s.secret(r).IsZero())
}

// Risk says in a sentence what a setting does to whoever sends a request that somebody else wrote, beyond what its URL, headers and body
// show: where credentials go, who can read them, what happens more than once. It is "" where there is nothing.
func (s Setting) Risk(r *Request) string {
	if s.risk == nil || !s.Of(r) || s.get(r) == "" {
		return ""
	}
	return s.risk(r)
}

// risky gives a setting its [Setting.Risk]. It is asked only where the setting is not at its default.
func risky(risk func(*Request) string, s Setting) Setting {
	s.risk = risk
	return s
}

// says is a risk that is the same for every value.
func says(risk string) func(*Request) string { return func(*Request) string { return risk } }

// Authority is the host of the request's URL, with its port where that is typed; "" where the URL names none.
func (r Request) Authority() string { return authority(r.URL) }

func (r Request) authorityOr(other string) string {
	if host := r.Authority(); host != "" {
		return excerpt(host)
	}
	return other
}

func authority(raw string) string {
	_, rest, ok := strings.Cut(WithScheme(raw), "://")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, `/?#\`); i >= 0 {
		rest = rest[:i]
	}
	return strings.ToLower(rest[strings.LastIndexByte(rest, '@')+1:])
}

// elsewhere reports whether a URL leads to another origin than that of the request.
func elsewhere(url string, r *Request) bool {
	scheme := func(raw string) string {
		scheme, _, _ := strings.Cut(WithScheme(raw), "://")
		return strings.ToLower(scheme)
	}
	return authority(url) == "" || authority(url) != r.Authority() || scheme(url) != scheme(r.URL)
}

// The risks of OAuth 2: what gets a token, and what the token is for, need not belong together.
func signInRisk(r *Request) string {
	if url := r.Auth.OAuth2.AuthorizeURL; elsewhere(url, r) && r.Auth.OAuth2.Flow == AuthorizationCode {
		return "Opens " + excerpt(url) + " for you to sign in. The token then goes to " + r.authorityOr("this URL") + "."
	}
	return ""
}

func tokenRisk(r *Request) string {
	if url := r.Auth.OAuth2.TokenURL; elsewhere(url, r) {
		return "Sends your credentials to " + excerpt(url) + " for a token, and the token to " + r.authorityOr("this URL") + "."
	}
	return ""
}

func deviceRisk(r *Request) string {
	if url := r.Auth.OAuth2.DeviceURL; elsewhere(url, r) && r.Auth.OAuth2.Flow == DeviceCode {
		return "Asks " + excerpt(url) + " for a code for you to type. The token then goes to " + r.authorityOr("this URL") + "."
	}
	return ""
}

func plaintextRisk(r *Request) string {
	if r.Auth.OAuth1.Method == Plaintext {
		return "Sends the consumer secret and the token secret themselves instead of a signature."
	}
	return ""
}

func cookieRisk(r *Request) string {
	return "Sends the cookies that your browser has for " + r.authorityOr("this URL") + "."
}

// The risks of what is sent more than once. Requests that only ask may be sent again.
func retryMethodsRisk(r *Request) string {
	if o := r.Options.Retry; o.Total > 0 && !slices.Contains(RetryMethods, r.MethodOrGet()) && o.Allows(r.MethodOrGet()) {
		return "Repeats the " + excerpt(r.MethodOrGet()) + " after a failure, up to " + times(o.Total) + "."
	}
	return ""
}

func retryStatusesRisk(r *Request) string {
	if o := r.Options.Retry; o.Total > 0 && slices.ContainsFunc(o.Statuses, func(code int) bool { return code < 400 }) {
		return "Repeats the request even after a success, up to " + times(o.Total) + "."
	}
	return ""
}

func pagesRisk(r *Request) string {
	if Safe(r.MethodOrGet()) {
		return ""
	}
	return "Sends the " + excerpt(r.MethodOrGet()) + " again for each page, up to " + times(r.Options.Pages.MaxOrDefault()) + "."
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return strconv.Itoa(n) + " times"
}

// The risks of the connection, through a relay.
func proxyRisk(r *Request) string {
	return "Sends everything through " + excerpt(r.Options.Network.Proxy) + ", which sees where you connect to and can read plain HTTP."
}

func noProxyRisk(r *Request) string {
	return "Connects without your proxy to " + excerpt(r.Options.Network.NoProxy) + "."
}

func serverNameRisk(r *Request) string {
	return "Accepts a certificate for " + excerpt(r.Options.Network.ServerName) + " instead of one for " + r.authorityOr("this URL") + "."
}

func minTLSRisk(r *Request) string {
	if v := r.Options.Network.MinTLS; v != TLS13 {
		return "Allows TLS " + excerpt(string(v)) + ", which is not secure."
	}
	return "Refuses servers that speak nothing newer than TLS 1.2."
}

// excerpt keeps the words of others short: they stand in a sentence of ours.
func excerpt(text string) string {
	const most = 80
	text = strings.ToValidUTF8(strings.Join(strings.Fields(text), " "), "�")
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}
