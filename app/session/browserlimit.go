package session

import (
	"net/url"
	"strings"

	"roundtrip/app/cors"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/httpwasm"
)

// Limits lists what the browser does not send as it was typed, or cannot do for a page.
func (p *Prepared) Limits(r request.Request, from Place) []exchange.Fact {
	if !from.Browser {
		return nil
	}
	var list []exchange.Fact
	add := func(what, text string) { list = append(list, exchange.Fact{What: what, Text: text}) }
	if names := p.takenAlong(); len(names) > 0 {
		add("Redirects", "If the server redirects to another host, the browser sends "+strings.Join(names, ", ")+" there too. Through a relay they stay with their host.")
	}
	if typed := r.MethodOrGet(); typed != p.Method {
		add("Method", "The browser writes "+typed+" as "+p.Method+".")
	}
	typed, _, bad := prepareURL(r, Place{Page: from.Page})
	if typed, sent := targetOf(typed), targetOf(p.URL); bad == nil && unescaped(typed) != unescaped(sent) {
		add("URL", "The browser writes "+typed+" as "+sent+".")
	}
	for _, h := range p.Headers {
		_, forbidden := httpwasm.ForbiddenHeader(h.Name, h.Value)
		if h.Note != "" && (h.Dropped && forbidden || !h.Dropped && h.Origin == exchange.FromYou) {
			add(h.Name, h.Note)
		}
	}
	if u, err := target(p.URL); err == nil && httpwasm.MixesContent(from.Page, u) {
		add("http://", "A page that came over https may call plain http on this machine only.")
	}
	for _, reason := range cors.Begin(p.CORS()).Verdict().Reasons() {
		if reason.Kind == cors.BadPort {
			add("Port", reason.Text)
		}
	}
	if p.auth.Kind == request.Digest {
		add("Digest auth", "The browser shows the server's challenge only where the server exposes WWW-Authenticate (Access-Control-Expose-Headers).")
	}
	switch o := p.Options; {
	case o.Redirect != request.Follow:
		add("Redirects", "The browser does not say where a redirect leads: it ends as a failure.")
	case o.MaxRedirect > 0:
		add("Redirects", "The browser follows up to 20 by itself, whatever was set, and hides them.")
	}
	if p.Options.Connect > 0 {
		add("Connect timeout", "The browser does not tell a page when it is connected; the read and the total timeout hold.")
	}
	if names := ownConnections(p.Options.Network); names != "" {
		add("Connection", "The browser makes its connections itself. Through a relay only do these options hold: "+names+".")
	}
	return list
}

// ownConnections names what is set of the options that say how a connection is made, "" where that is nothing.
func ownConnections(n request.Network) string {
	r := request.Request{Options: request.Options{Network: n}}
	var names []string
	for _, s := range request.Settings {
		if s.IsOption() && s.Get(&r) != "" && s.Get(&request.Request{}) == "" {
			names = append(names, s.Label)
		}
	}
	return strings.Join(names, ", ")
}

// unescaped is a target without its escapes: what is escaped, and how, makes no other target.
func unescaped(target string) string {
	if plain, err := url.PathUnescape(target); err == nil {
		return plain
	}
	return target
}

// targetOf is what a URL asks of its server, "" where it is none.
func targetOf(raw string) string {
	u, err := target(raw)
	if err != nil {
		return ""
	}
	return requestTarget(u)
}
