package playground

import (
	"net/netip"
	"net/url"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// Explanation tells a person what happened to a request that failed, why, and
// what to do next.
type Explanation struct {
	Title  string   // what happened, in one short sentence
	Why    []string // the causes that are possible, the likelier first
	Next   []string // what to do
	Detail string   // what the browser said, for people who want it
	Retry  bool     // sending again may help
}

// Explain explains a failure. Origin is that of the page.
func Explain(f exchange.Failure, r request.Request, origin string) Explanation {
	e := Explanation{Detail: f.Detail}
	host := f.Host
	if host == "" {
		host = "the server"
	}
	after := Milliseconds(f.After)
	switch f.Kind {
	case exchange.Cancelled:
		e.Title = "Cancelled"
		e.Why = []string{"You cancelled the request after " + after + "."}
		if f.Got > 0 {
			e.Why = append(e.Why, Bytes(f.Got)+" of the body had come.")
		}
		e.Why = append(e.Why, "The server may still have acted on the request.")
		e.Retry = true
	case exchange.TimedOut:
		e.Title = "Timed out"
		e.Why = []string{host + " did not finish its answer within " + after + "."}
		if f.Got > 0 {
			e.Why = append(e.Why, Bytes(f.Got)+" of the body had come.")
		}
		e.Next = []string{"Send again, or give it longer: Options, Timeout."}
		e.Retry = true
	case exchange.ConnectTime:
		e.Title = "Timed out connecting"
		e.Why = []string{"There was no connection to " + host + " within the connect timeout."}
		e.Next = []string{"Check the host and the port, or give it longer: Options, Connect timeout."}
		e.Retry = true
	case exchange.ReadTime:
		e.Title = "Timed out reading"
		e.Why = []string{"Nothing came from " + host + " for as long as the read timeout."}
		if f.Got > 0 {
			e.Why = append(e.Why, Bytes(f.Got)+" of the body had come.")
		}
		e.Next = []string{"Send again, or give it longer: Options, Read timeout."}
		e.Retry = true
	case exchange.Redirects:
		e.Title = "Too many redirects"
		e.Why = []string{f.Detail}
		e.Next = []string{"Traffic lists every one of them. Allow more: Options, Redirects, At most."}
	case exchange.Retries:
		e.Title = "Retries used up"
		e.Why = []string{f.Detail}
		e.Next = []string{"Traffic lists every attempt. Allow more, or let the last answer count: Options, Retries."}
		e.Retry = true
	case exchange.BadStatus:
		e.Title = f.Detail
		e.Why = []string{"Options say that a status of 400 or more is a failure."}
		e.Next = []string{"The answer below may say why. To take such statuses as answers: Options, Failures."}
		e.Detail = ""
	case exchange.Relay, exchange.Proxy, exchange.NotHTTP:
		explainConnection(&e, f)
	case exchange.Unreachable:
		if f.Cause != "" {
			explainConnection(&e, f)
			break
		}
		e.Title = "Unreachable"
		e.Why = []string{"There was no connection to " + host + ": the name does not resolve, or nobody listens at the port."}
		e.Next = []string{"Check the host and the port in the URL."}
		e.Retry = true
	case exchange.TLS:
		if f.Cause != "" || f.Detail != "" {
			explainConnection(&e, f)
			break
		}
		e.Title = "No secure connection"
		e.Why = []string{"TLS with " + host + " failed."}
		e.Next = []string{"Check the certificate of the server, and that it speaks https at this port."}
	case exchange.Offline:
		e.Title = "You are offline"
		e.Why = []string{"The browser says that it has no network."}
		e.Next = []string{"Connect, then send again. Servers on this machine can still be reached when you try."}
		e.Retry = true
	case exchange.MixedContent:
		e.Title = "Blocked: http from an https page"
		e.Why = []string{"This page was loaded over https, and browsers refuse to call " + host + " over plain http from it."}
		e.Next = []string{
			"Use https:// in the URL if the server offers it.",
			"Or open Roundtrip over http, as on your own machine: a page from http://127.0.0.1 may call http servers.",
		}
	case exchange.Blocked:
		e = blocked(f, r, origin)
	case exchange.Redirected:
		e.Title = "Redirected"
		if f.Detail != "" {
			e.Why = []string{f.Detail}
			e.Next = []string{"Choose Options, Redirects, Stop at the first to see the redirect itself."}
			e.Detail = ""
			break
		}
		e.Why = []string{host + " answered with a redirect, and Options say not to follow it.", "Browsers do not let a page see where it leads."}
		e.Next = []string{"Choose Options, Redirects, Follow to see where it ends."}
	case exchange.BrokenBody:
		e.Title = "The body broke off"
		e.Why = []string{"The connection to " + host + " ended after " + Bytes(f.Got) + " of the body, before its end."}
		e.Next = []string{"What came is shown. Send again; if it breaks at the same place, the server's Content-Length or its framing is wrong."}
		e.Retry = true
	case exchange.Disk:
		e.Title = "The disk took no more"
		e.Why = []string{f.Detail, Bytes(f.Got) + " of the body had been written."}
		e.Next = []string{"Make room on the disk, or ask for a part of the body with a Range header. What was written can be saved."}
		e.Detail = ""
		e.Retry = true
	case exchange.BadInput:
		e.Title = "Not sent"
		e.Why = []string{f.Detail}
		e.Detail = ""
	default:
		e.Title = "Roundtrip failed"
		e.Why = []string{"This is a fault of Roundtrip, not of your request: " + f.Detail}
		e.Next = []string{"Reload the page; the request stays in the address bar."}
		e.Retry = true
	}
	if f.Page > 0 {
		pageFailed(&e, f, r)
	}
	return e
}

// blocked lists why fetch may have failed. The browser does not tell a page which
// of the causes it was, so that pages cannot probe a network; what can be ruled
// out from the request and the page's own origin is left out.
func blocked(f exchange.Failure, r request.Request, origin string) Explanation {
	e := Explanation{Title: "Blocked or unreachable", Detail: f.Detail, Retry: true}
	host := f.Host
	if host == "" {
		host = "the server"
	}
	target, err := url.Parse(strings.TrimSpace(r.URL))
	sameOrigin := err == nil && origin != "" && strings.HasPrefix(origin, target.Scheme+"://"+target.Host)
	e.Why = []string{"The browser blocked this call, or could not reach " + host + ". It does not tell pages which."}
	if !sameOrigin {
		e.Why = append(e.Why, "CORS: "+host+" may not allow pages from "+orThisPage(origin)+" to read its answers.")
		if why := preflight(r); why != "" {
			e.Why = append(e.Why, "CORS preflight: the browser asks first with OPTIONS, because of "+why+"; the server must allow that too.")
		}
	}
	e.Why = append(e.Why, "Unreachable: the name does not resolve, the port is closed, the connection was reset, or the certificate is not trusted.")
	e.Why = append(e.Why, "A redirect: in a loop, to another scheme, or to a server that does not allow this page.")
	if err == nil && isPrivate(target.Hostname()) && !isPrivate(hostOf(origin)) {
		e.Why = append(e.Why, "Local network: the browser may ask for your permission before a page may call an address such as "+host+".")
	}
	e.Why = append(e.Why, "An extension or a content blocker stopped it.")
	e.Next = []string{
		"Open the URL in a tab of its own: if that fails too, the server cannot be reached.",
		"If it opens, it is CORS: the server must answer with Access-Control-Allow-Origin: " + orThisPage(origin) + " (or *).",
	}
	return e
}

func orThisPage(origin string) string {
	if origin == "" {
		return "this page's origin"
	}
	return origin
}

// preflight names what makes a browser ask first (Fetch standard, CORS-preflight
// fetch), or "".
func preflight(r request.Request) string {
	var why []string
	switch strings.ToUpper(r.MethodOrGet()) {
	case "GET", "HEAD", "POST":
	default:
		why = append(why, "the method "+r.MethodOrGet())
	}
	for _, h := range request.Sent(r.Headers) {
		switch strings.ToLower(h.Name) {
		case "accept", "accept-language", "content-language", "range", "content-type":
		default:
			why = append(why, "the header "+h.Name)
		}
	}
	if r.Auth.Kind != request.NoAuth && (r.Auth.Kind != request.APIKey || r.Auth.KeyPlace == request.InHeader) {
		why = append(why, "the credentials in a header")
	}
	if r.Body.Kind == request.JSON {
		why = append(why, "the JSON body's Content-Type")
	}
	return strings.Join(why, ", ")
}

func hostOf(origin string) string {
	u, err := url.Parse(origin)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// isPrivate reports whether a host is written as this machine or a private network.
func isPrivate(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".local") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast())
}
