package engine

import (
	"fmt"

	"roundtrip/app/cors"
	"roundtrip/app/exchange"
	"roundtrip/app/session"
)

// permitted is what the person has said to calls such as this one, "" where no permission is needed or nothing is known of it.
func (e *Engine) permitted(call cors.Request) string {
	name := cors.Permission(call)
	if name == "" || e.Permission == nil {
		return ""
	}
	return e.Permission(name)
}

// refused reports whether the person has refused the page the local network, into which a name may lead: that is not seen from it.
func (e *Engine) refused(call cors.Request) bool {
	if e.Permission == nil || !cors.FromElsewhere(call) {
		return false
	}
	return e.Permission("local-network") == "denied" || e.Permission("loopback-network") == "denied"
}

// localNetwork says what a request needs that leads into the person's own network, "" where that is nothing more.
func (e *Engine) localNetwork(p *session.Prepared, w *way) string {
	call := p.CORS()
	if !w.place.Browser || !cors.AsksPerson(call) {
		return ""
	}
	switch e.permitted(call) {
	case "granted":
		return ""
	case "denied":
		return "The permission to call addresses of this machine or of your network is refused to this page. Allow it in the site settings, by the icon beside its address."
	}
	return "The browser may ask you before this page may call an address of this machine or of your network."
}

// shutOut reports whether the browser keeps this page from a relay, because the person has refused it the local network.
func (e *Engine) shutOut(v exchange.Via) bool {
	return e.permitted(cors.Request{Page: e.own.place.Page, URL: v.Relay}) == "denied"
}

func noPermission(v exchange.Via) string {
	return fmt.Sprintf("The browser does not let this page reach the relay at %s: the permission for the local network is refused. "+
		"Allow it in the site settings, by the icon beside the address of this page.", v.Host())
}
