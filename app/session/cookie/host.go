package cookie

import (
	"errors"
	"net/netip"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// names maps internationalised names as browsers do (UTS #46, not transitional); underscores and odd hyphens are left.
var names = idna.New(idna.MapForLookup(), idna.StrictDomainName(false), idna.CheckHyphens(false))

var (
	errNoHost  = errors.New("it names no host")
	errNotHost = errors.New("it holds what no host name has")
)

// canonicalHost writes a host as cookies are filed under it: lower case, in ASCII, an IP address in its shortest form
// and without brackets (section 5.1.2).
func canonicalHost(host string) (string, error) {
	if inner, ok := strings.CutPrefix(host, "["); ok {
		host = strings.TrimSuffix(inner, "]")
	}
	if host == "" {
		return "", errNoHost
	}
	if addr, err := netip.ParseAddr(host); err == nil {
		return addr.String(), nil
	}
	if !isASCII(host) {
		ascii, err := names.ToASCII(host)
		if err != nil {
			return "", err
		}
		host = ascii
	} // else it stays, also where it is an xn-- name that is not valid: servers have such names
	if host == "" {
		return "", errNoHost
	}
	emptyLabel := strings.HasPrefix(host, ".") || strings.Contains(host, "..")
	if emptyLabel || strings.ContainsAny(host, " \t/:@?#\\[]%") || controlAt(host) >= 0 {
		return "", errNotHost
	}
	return strings.ToLower(host), nil
}

func isASCII(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r > 0x7f }) < 0
}

func isIP(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil
}

// domainMatch is section 5.1.3, of canonical names: the host is the domain or a subdomain of it.
func domainMatch(host, domain string) bool {
	if host == domain {
		return true
	}
	above, ok := strings.CutSuffix(host, domain)
	return ok && domain != "" && strings.HasSuffix(above, ".") && !isIP(host)
}

// isPublicSuffix reports whether anyone may register names below a domain. The rule for names that are on no list makes
// every unknown top level one of them (publicsuffix.org, algorithm).
func isPublicSuffix(domain string) bool {
	domain = strings.TrimSuffix(domain, ".")
	if isIP(domain) {
		return false
	}
	suffix, _ := publicsuffix.PublicSuffix(domain)
	return suffix == domain
}

// spansSites reports whether a cookie of a domain would go from a host to hosts of other people: the domain is a public
// suffix, or lies above what was registered. Not all of the latter are suffixes: of *.kobe.jp the list has the names
// below kobe.jp and not kobe.jp itself. Chromium decides as this does; RFC 6265bis only speaks of suffixes.
func spansSites(host, domain string) bool {
	host, domain = strings.TrimSuffix(host, "."), strings.TrimSuffix(domain, ".")
	if isPublicSuffix(domain) {
		return true
	}
	site, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return host != domain
	}
	return site != domain && domainMatch(site, domain)
}

// isLoopback reports whether a host is this machine. Browsers trust it without TLS (W3C Secure Contexts, section 3.1).
func isLoopback(host string) bool {
	if addr, err := netip.ParseAddr(host); err == nil {
		return addr.IsLoopback()
	}
	host = strings.TrimSuffix(host, ".")
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}
