package playground

import (
	"cmp"
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

const onlyBrowsers = "Only browsers do this: cURL or Python would get the response."

// blocked explains a call for which fetch gives no reason. The browser does not tell a page which of the causes it was, so that pages
// cannot probe a network: it is said as far as a probe found it out, and else what is possible. Where the server or a relay can help,
// their buttons stand for what to do.
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
	decisive := d.Decisive()
	switch d.Cause {
	case exchange.ByCORS, exchange.ByRedirect, exchange.ByBrowser, exchange.ByPermission:
		e.How = []string{onlyBrowsers}
	}
	switch d.Cause {
	case exchange.ByCORS:
		e.Title = "Blocked by CORS"
		e.Why = []string{cmp.Or(decisive, host+" does not allow requests from "+origin+".")}
	case exchange.ByRedirect:
		e.Title = "Blocked after a redirect"
		e.Why = []string{cmp.Or(decisive, host+" redirects to a server that does not allow requests from "+origin+".")}
		e.Next = []string{"If you know where the redirect leads, call that URL directly."}
	case exchange.ByNobody:
		e.Title = "Not reachable"
		e.Why = []string{"No response from " + host + ", with or without CORS."}
		if d.Reason != "" {
			e.Why = append(e.Why, "The relay says why: "+d.Reason)
		} else {
			e.Why = append(e.Why, "Unknown host, closed port, connection reset, or an untrusted certificate.",
				"Or a redirect loop, an extension or a content blocker.")
		}
		e.Next = []string{"Open the URL in a new tab to see the browser's error."}
	case exchange.ByBrowser:
		e.Title = "Blocked by the browser"
		e.Why = []string{cmp.Or(decisive, "Browsers do not call this URL.")}
		e.Next = []string{"Use another port or address, if the server offers one."}
		e.How = append(e.How, "Nothing was sent.")
	case exchange.ByPermission:
		e.Title = "No permission for the local network"
		e.Why = []string{host + " is on this machine or in your network. The browser needs your permission to call it, and it is refused to " + origin + "."}
		e.Next = []string{"Open the site settings by the icon beside the address of this page, allow it to reach your local network and apps on this device, and send again."}
	case exchange.ByElsewhere:
		e.Title = "Blocked on the way"
		e.Why = []string{host + " responds and allows this page, so an extension, a content blocker or a browser permission stopped the request."}
		e.Next = []string{"Try again in a window without extensions."}
	default:
		e.Why = []string{"The browser does not say why. " + suspected(d, host)}
		e.How = possible(d)
		if d.Pending {
			break
		}
		e.Next = []string{"Open the URL in a new tab: if that fails too, the server cannot be reached."}
		if d.Cross {
			e.Next = append(e.Next, "If it opens, it is CORS: the server must answer with Access-Control-Allow-Origin: "+origin+" (or *).")
		}
	}
	if d.Asks && d.Cause != exchange.ByBrowser && d.Cause != exchange.ByPermission {
		e.Next = append(e.Next, "Local network: if the browser asks whether this page may reach it or apps on this device, allow it.")
	}
	return e
}

// suspected names the likeliest causes that the request leaves possible, in one sentence that is about as long as what a probe finds:
// what stands below it keeps its place.
func suspected(d exchange.Diagnosis, host string) string {
	if d.Cross {
		return "Either " + host + " does not allow requests from this page (CORS), or it cannot be reached."
	}
	return host + " cannot be reached, or redirects to a server that does not allow this page."
}

// possible lists the causes that the request leaves possible.
func possible(d exchange.Diagnosis) []string {
	return append(asks(d),
		"Unreachable: unknown host, closed port, connection reset, or an untrusted certificate.",
		"A redirect: in a loop, to another scheme, or to a server that does not allow this page.",
		"An extension or a content blocker.")
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

// FixOpen reports whether the fix for the failure that is shown is open.
func (m Model) FixOpen() bool { return m.Shown != nil && m.Shown.ID == m.fixed }

func (m Model) toggleFix() (Model, []Cmd) {
	switch {
	case m.FixOpen():
		m.fixed = 0
		return m, nil
	case m.Shown == nil:
		return m, nil
	}
	m.fixed = m.Shown.ID
	return m, []Cmd{ShowFix{}}
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
