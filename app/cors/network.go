package cors

import (
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// refused says why a browser sends nothing to a URL at all, nil where it does.
func refused(page string, u *url.URL) *Line {
	if strings.HasPrefix(page, "https:") && strings.EqualFold(u.Scheme, "http") && !loopback(u.Hostname()) {
		l := wrong(MixedContent, "A page that came over https may not call plain http, but for this machine (mixed content).")
		return &l
	}
	if port, err := strconv.Atoi(u.Port()); err == nil && slices.Contains(badPorts, port) {
		l := wrong(BadPort, "Browsers call no server at port "+u.Port()+", because it belongs to another protocol than HTTP.")
		return &l
	}
	return nil
}

// badPorts are the Fetch standard's (https://fetch.spec.whatwg.org/#port-blocking) but for 4190 and 6679: Chromium calls these.
var badPorts = []int{
	0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117,
	119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636,
	989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6697, 10080,
}

// AsksPerson reports whether Chromium asks the person before a page may call a server: one whose address is written as this machine or
// a private network, from a page that came from elsewhere (https://wicg.github.io/local-network-access/). What a name resolves to, a
// page does not know.
func AsksPerson(r Request) bool {
	u, err := url.Parse(r.URL)
	if err != nil {
		return false
	}
	return local(u.Hostname()) && FromElsewhere(r)
}

// FromElsewhere reports whether the page of a request came neither from this machine nor from a private network, as far as its address tells.
func FromElsewhere(r Request) bool {
	page, err := url.Parse(r.Page)
	return err == nil && !local(page.Hostname())
}

// Permission names in the words of the Permissions API what a page needs for a request of which AsksPerson is true; else it is "".
func Permission(r Request) string {
	u, err := url.Parse(r.URL)
	switch {
	case err != nil || !AsksPerson(r):
		return ""
	case loopback(u.Hostname()):
		return "loopback-network"
	}
	return "local-network"
}

// loopback follows https://w3c.github.io/webappsec-secure-contexts/#potentially-trustworthy-origin.
func loopback(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// local reports whether a host is written as this machine or a private network.
func local(host string) bool {
	if loopback(host) || strings.HasSuffix(strings.ToLower(host), ".local") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.Unmap().IsPrivate() || ip.Unmap().IsLinkLocalUnicast() || ip.Unmap().IsLoopback())
}
