package playground

import (
	"net/url"
	"slices"
	"strings"

	"roundtrip/app/exchange"
)

// HeadText writes the headers of a response as text, one a line, to be copied.
func HeadText(h exchange.Head) string {
	var b strings.Builder
	for _, f := range h.Headers {
		b.WriteString(f.Name + ": " + f.Value + "\n")
	}
	return b.String()
}

// SentText writes a request as it went out in the form of HTTP/1.1 (RFC 9112,
// section 3), to be read and copied. Headers that the browser kept back are left
// out, and those whose values only it knows are in lines that are no headers.
func SentText(s exchange.Sent) string {
	var b strings.Builder
	b.WriteString(s.Method + " " + s.URL + "\n")
	for _, h := range s.Headers {
		b.WriteString(headerLine(h))
	}
	if s.BodySize == 0 {
		return b.String()
	}
	b.WriteString("\n" + s.BodyHead)
	if s.BodyCut {
		b.WriteString("\n<" + Bytes(s.BodySize) + " in all>\n")
	}
	return b.String()
}

// headerLine writes a header of a request as a line. It is "" for one that is not sent. One that only the browser knows is a remark, which is
// not sent either where it is pasted as text.
func headerLine(h exchange.Header) string {
	switch {
	case h.Dropped:
		return ""
	case h.Value == "" && h.Origin == exchange.FromBrowser:
		return "# " + h.Name + ": set by the browser\n"
	}
	return h.Name + ": " + h.Value + "\n"
}

// OriginLabel says in words who put a header into a request.
func OriginLabel(o exchange.Origin) string {
	switch o {
	case exchange.FromYou:
		return "you"
	case exchange.FromAuth:
		return "auth"
	case exchange.FromBody:
		return "body"
	case exchange.FromBrowser:
		return "browser"
	case exchange.FromDefaults:
		return "session"
	case exchange.FromSession:
		return "Roundtrip"
	}
	return string(o)
}

// CORSNote says what may be missing among the headers of a response, or "".
func CORSNote(h exchange.Head) string {
	switch h.Type {
	case "cors":
		return "CORS hides headers that the server did not expose with Access-Control-Expose-Headers."
	case "opaque", "opaqueredirect":
		return "The browser hides all headers of this response."
	}
	return ""
}

// CookieNote says why the headers of a response list no cookies where a page could not see any, or "".
func CookieNote(x Exchange) string {
	if x.Head == nil || x.Via.Relayed() || x.Head.Type == "opaque" || x.Head.Type == "opaqueredirect" {
		return "" // they are listed, or nothing is
	}
	return "Browsers hide Set-Cookie from pages. Use a relay to see it."
}

// RedirectNote says where a response came from when that is not where the request
// was sent, or "".
func RedirectNote(x Exchange) string {
	if x.Head == nil {
		return ""
	}
	if n := len(x.Hops); n > 0 && slices.ContainsFunc(x.Hops[n-1].Withheld, func(name string) bool { return !strings.EqualFold(name, "Cookie") }) {
		return "Redirected to another host, and not sent there: " + strings.Join(x.Hops[n-1].Withheld, ", ") +
			". They are for the URL's own host. To send them anywhere: Options > Redirects."
	}
	if !x.Head.Redirected {
		return ""
	}
	note := "Redirected. The browser followed at least one redirect and shows only the last response."
	if x.Sent == nil {
		return note
	}
	from, err1 := url.Parse(x.Sent.URL)
	to, err2 := url.Parse(x.Head.URL)
	if err1 == nil && err2 == nil && from.Host != to.Host {
		note += " It came from another host: " + to.Host + "."
	}
	return note
}

// SentOut is the request as it went out, as far as that is known. What went through a relay was written here, so all of it is; of several
// requests the first is given. Headers that were typed and not sent stand at the end.
func (x *Exchange) SentOut() *exchange.Sent {
	if !x.Via.Relayed() || len(x.Hops) == 0 || x.Sent == nil {
		return x.Sent
	}
	sent := x.Hops[0].Sent
	sent.Headers = slices.Clone(sent.Headers)
	for i, h := range sent.Headers {
		at := slices.IndexFunc(x.Sent.Headers, func(p exchange.Header) bool {
			return strings.EqualFold(p.Name, h.Name) && p.Value == h.Value && !p.Dropped
		})
		if at >= 0 { // it is known who said it: the request, or its session
			sent.Headers[i].Origin, sent.Headers[i].Row = x.Sent.Headers[at].Origin, x.Sent.Headers[at].Row
		}
	}
	for _, p := range x.Sent.Headers {
		if p.Dropped {
			sent.Headers = append(sent.Headers, p)
		}
	}
	return &sent
}

// SentNote says what else is to be known of the headers that were sent.
func (x *Exchange) SentNote() string {
	switch {
	case !x.Via.Relayed():
		return "The browser adds more headers, some invisible to pages (such as Cookie)."
	case len(x.Hops) > 1:
		return "This is the first of " + group(int64(len(x.Hops))) + " requests. Traffic has them all."
	}
	return "These headers went out as listed. Traffic has the bytes."
}

// HeaderCount says how many headers there are.
func HeaderCount(n int) string {
	if n == 0 {
		return "No headers"
	}
	return count(n, "header")
}

// SentBodyNote says how much of a sent body is shown.
func SentBodyNote(s exchange.Sent) string {
	if s.BodyCut {
		return "The beginning of " + exactBytes(s.BodySize) + "."
	}
	return exactBytes(s.BodySize)
}
