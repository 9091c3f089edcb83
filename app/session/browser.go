package session

import (
	"net/url"
	"strconv"
	"strings"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/httpwasm"
)

// saysItsPage reports whether the page's own host is told by Referer that the page asks: where browsers do not say so by themselves.
func (p *Prepared) saysItsPage() bool {
	return p.browser && p.origin != "" && !httpwasm.SendsFetchMetadata(p.origin)
}

// addBrowserHeaders lists what the browser puts in by itself: with its value where
// that is known, else with a note that it cannot be seen. Pages have no way to
// read a request as it left.
func (p *Prepared) addBrowserHeaders(from Place) {
	add := func(name, value, note string) {
		for _, h := range p.Headers {
			if strings.EqualFold(h.Name, name) && !h.Dropped {
				return
			}
		}
		p.Headers = append(p.Headers, exchange.Header{Name: name, Value: value, Origin: exchange.FromBrowser, Note: note})
	}
	to, err := target(p.URL)
	if err != nil {
		return
	}
	add("Host", to.Host, "")
	if p.Body.Present() {
		if p.Options.Stream {
			add("Transfer-Encoding", "", "Streamed: no length is sent beforehand.")
		} else {
			add("Content-Length", strconv.FormatInt(p.Body.Size(), 10), "")
		}
	} else if p.Method == "POST" || p.Method == "PUT" {
		add("Content-Length", "0", "")
	}
	add("Accept", "*/*", "")
	if p.Options.Cache == request.NoStore || p.Options.Cache == request.Reload {
		add("Cache-Control", "no-cache", "Because of the cache mode; with Pragma: no-cache.")
	}
	page, err := url.Parse(from.Page)
	cross := err == nil && (page.Host != to.Host || page.Scheme != to.Scheme)
	if cross || p.Method != "GET" && p.Method != "HEAD" {
		if err == nil && page.Host != "" {
			add("Origin", page.Scheme+"://"+page.Host, "")
		}
	}
	if !cross && p.saysItsPage() {
		add("Referer", "", "From this page, since over plain http its host cannot tell otherwise who asks.")
	}
	add("User-Agent", from.UserAgent, "")
	add("Accept-Encoding", "", "The codings that the browser decodes; pages cannot see the value.")
	add("Accept-Language", "", "From the browser's settings; pages cannot see the value.")
	add("Sec-Fetch-Mode", "cors", "With Sec-Fetch-Site and Sec-Fetch-Dest; sent to https and to this machine.")
	switch p.Options.Credentials {
	case request.Include:
		add("Cookie", "", "The browser's own cookies for this host, if it has any; pages cannot see them.")
	case request.SameOrigin:
		if !cross {
			add("Cookie", "", "The browser's own cookies for this host, if it has any; pages cannot see them.")
		}
	}
}
