package playground

import (
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// Diagnose finds out why the browser blocked a request that failed under a number; answered by Diagnosed. Relay is one that may be asked
// what the server answers, if any is known.
type Diagnose struct {
	ID      int
	Request request.Request
	Relay   exchange.Via
}

// asksRelay is the relay that may be asked what the server at a URL answers. Without one the browser's own way is enough for it, and
// nothing is loaded for relays.
func (m Model) asksRelay(url string) exchange.Via {
	if v := m.Relay.via(); v.MayCarry(request.WithScheme(url)) {
		return v
	}
	return exchange.Via{}
}

// diagnosed takes what was found out about the failure that is shown.
func (m Model) diagnosed(msg Diagnosed) Model {
	m.change(msg.ID, func(x *Exchange) {
		if x.Failure != nil {
			failure := *x.Failure
			failure.Diagnosis, x.Failure = &msg.Diagnosis, &failure
		}
	})
	return m
}

// blocked explains a call for which fetch gives no reason. The browser does not tell a page which of the causes it was, so that pages
// cannot probe a network: it is said as far as a probe found it out, and else what is possible.
func blocked(f exchange.Failure, origin string) Explanation {
	e := Explanation{Title: "Blocked or unreachable", Detail: f.Detail, Retry: true}
	host := f.Host
	if host == "" {
		host = "the server"
	}
	if origin == "" {
		origin = "this page's origin"
	}
	d := exchange.Diagnosis{Cross: true}
	if f.Diagnosis != nil {
		d = *f.Diagnosis
	}
	switch d.Cause {
	case exchange.ByCORS:
		e.Title = "Blocked by CORS"
		e.Why = append([]string{host + " is there, but it does not let pages from " + origin + " read its answer, so the browser keeps it from this page."}, asks(d)...)
		e.Next = []string{"Change the server, as below, or ask those who run it to. Nothing in this request can replace its permission."}
	case exchange.ByRedirect:
		e.Title = "Blocked after a redirect"
		e.Why = append([]string{host + " redirects this call, and the browser does not accept where it leads, or what is answered there."}, asks(d)...)
		e.Next = []string{"Call the address that it leads to, if you know it: then the browser asks that server alone."}
	case exchange.ByNobody:
		e.Title = "Not reachable"
		e.Why = []string{"No answer came from " + host + ", with CORS or without."}
		if d.Reason != "" {
			e.Why = append(e.Why, "Through the relay it fails as well, and there it is known why: "+d.Reason)
		} else {
			e.Why = append(e.Why, "The name does not resolve, the port is closed, the connection was reset, or the certificate is not trusted.",
				"Or a redirect leads in a loop, or an extension or a content blocker stopped the call.")
		}
		e.Next = []string{"Open the URL in a tab of its own: if that fails too, the browser says there why."}
	case exchange.ByBrowser:
		e.Title = "Blocked by the browser"
		e.Why = []string{"Nothing was sent: browsers do not call this URL."}
		e.Next = []string{"Use another port or address, if the server offers one."}
	case exchange.ByPermission:
		e.Title = "No permission for the local network"
		e.Why = []string{host + " is an address of this machine or of your network. The browser lets pages from elsewhere call such addresses only with your permission, and it is refused to " + origin + "."}
		e.Next = []string{"Open the site settings by the icon beside the address of this page, allow it to reach your local network and apps on this device, and send again."}
	case exchange.ByElsewhere:
		e.Title = "Blocked on the way"
		e.Why = []string{host + " answers, and allows this page to read it. So it is something between this page and the server: an extension, a content blocker, or a permission of the browser."}
		e.Next = []string{"Try again in a window without extensions."}
	default:
		e.Why = append([]string{"The browser blocked this call, or could not reach " + host + ". It does not tell pages which."}, possible(d, host, origin)...)
		if d.Pending {
			break
		}
		e.Next = []string{"Open the URL in a tab of its own: if that fails too, the server cannot be reached."}
		if d.Cross {
			e.Next = append(e.Next, "If it opens, it is CORS: the server must answer with Access-Control-Allow-Origin: "+origin+" (or *).")
		}
	}
	if d.Asks && d.Cause != exchange.ByBrowser && d.Cause != exchange.ByPermission {
		e.Why = append(e.Why, "Local network: the browser may ask for your permission before a page may call an address such as "+host+".")
		e.Next = append(e.Next, "If the browser asks whether this page may reach your local network or apps on this device, allow it.")
	}
	return e
}

// onlyInBrowsers reports whether nothing but a browser's own rules stopped a call.
func onlyInBrowsers(f exchange.Failure) bool {
	if f.Kind != exchange.Blocked || f.Diagnosis == nil {
		return f.Kind == exchange.MixedContent
	}
	switch f.Diagnosis.Cause {
	case exchange.ByCORS, exchange.ByRedirect, exchange.ByBrowser, exchange.ByPermission:
		return f.Diagnosis.Known == nil
	}
	return false
}

// possible lists the causes that the request leaves possible.
func possible(d exchange.Diagnosis, host, origin string) []string {
	var why []string
	if d.Cross {
		why = append(why, "CORS: "+host+" may not allow pages from "+origin+" to read its answers.")
		why = append(why, asks(d)...)
	}
	return append(why,
		"Unreachable: the name does not resolve, the port is closed, the connection was reset, or the certificate is not trusted.",
		"A redirect: in a loop, to another scheme, or to a server that does not allow this page.",
		"An extension or a content blocker stopped it.")
}

// asks says what makes the browser ask first, if it does.
func asks(d exchange.Diagnosis) []string {
	if len(d.Because) == 0 {
		return nil
	}
	var what []string
	for _, b := range d.Because {
		name := b.What
		what = append(what, "the "+strings.ToLower(name[:1])+name[1:])
	}
	return []string{"CORS preflight: the browser asks first with OPTIONS, because of " + strings.Join(what, ", ") + ". The server must allow that too."}
}

// AskNote says what goes before a request to another origin, and what the server has to answer.
func AskNote(w exchange.Wire) string {
	if len(w.Asks) == 0 {
		return "The server is of another origin. The browser sends this without asking first, and shows the answer if the server allows " + w.Cross +
			" with Access-Control-Allow-Origin."
	}
	return "Before this the browser sends OPTIONS to the same URL, a preflight, and this itself only if the server allows it: with " +
		"Access-Control-Allow-Origin, and Access-Control-Allow-Methods or Access-Control-Allow-Headers for what stands here."
}

// EvidenceMark is how a piece of evidence is marked, for eyes and in words.
func EvidenceMark(m exchange.Mark) (sign, word string) {
	switch m {
	case exchange.MarkStep:
		return "→", "Sent"
	case exchange.MarkFine:
		return "✓", "Fine"
	case exchange.MarkWrong:
		return "✗", "Wrong"
	}
	return "•", "Note"
}

// FixOf is the fix for a kind of server, or the first.
func FixOf(d exchange.Diagnosis, server string) exchange.Fix {
	for _, fix := range d.Fixes {
		if fix.Server == server {
			return fix
		}
	}
	if len(d.Fixes) == 0 {
		return exchange.Fix{}
	}
	return d.Fixes[0]
}
