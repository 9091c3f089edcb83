package request

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// Network says how the connection to a server is made. A browser makes its own for fetch, and none of this holds there. Two values
// are equal where they ask for the same connections.
type Network struct {
	Verify     Verify      `json:"verify,omitempty"`     // of the server's certificate
	CA         string      `json:"ca,omitempty"`         // certificates in PEM that are trusted beside the usual ones
	Cert       string      `json:"cert,omitempty"`       // the client's own certificate, and what leads to its root, in PEM
	Key        Secret      `json:"key,omitzero"`         // its private key in PEM, or both of them as PKCS #12 in base64
	Passphrase Secret      `json:"passphrase,omitzero"`  // of Key
	ServerName string      `json:"serverName,omitempty"` // in place of the host of the URL, in SNI (RFC 6066, section 3) and against the certificate
	MinTLS     TLSVersion  `json:"minTLS,omitempty"`
	HTTP       HTTPVersion `json:"http,omitempty"`

	Proxy         string `json:"proxy,omitempty"` // a URL without credentials
	ProxyUser     string `json:"proxyUser,omitempty"`
	ProxyPassword Secret `json:"proxyPassword,omitzero"`
	NoProxy       string `json:"noProxy,omitempty"` // hosts that are not reached through the proxy, with commas between them
}

// Verify says whether the server's certificate must be good.
type Verify string

// The zero value verifies.
const (
	VerifyOn  Verify = ""
	VerifyOff Verify = "off"
)

// TLSVersion is the oldest version of TLS that will do.
type TLSVersion string

// The versions. The zero value is 1.2.
const (
	TLS12 TLSVersion = ""
	TLS10 TLSVersion = "1.0"
	TLS11 TLSVersion = "1.1"
	TLS13 TLSVersion = "1.3"
)

// HTTPVersion is the version of HTTP that is spoken.
type HTTPVersion string

// The versions. The zero value leaves it to the server: ALPN (RFC 7301) over TLS, else 1.1.
const (
	HTTPAuto HTTPVersion = ""
	HTTP1    HTTPVersion = "1.1"
	HTTP2    HTTPVersion = "2" // without TLS with prior knowledge (RFC 9113, section 3.3)
)

// checkedSetting is an option that is a text of which check says what is wrong with it.
func checkedSetting(name, label string, field func(*Request) *string, check func(string) string) Setting {
	s := phraseSetting(name, label, field)
	s.set = func(r *Request, text string) string {
		text = strings.TrimSpace(text)
		if text != "" {
			if problem := check(text); problem != "" {
				return problem
			}
		}
		*field(r) = text
		return ""
	}
	return s
}

// certificateProblem looks at a text as far as that goes without reading the certificates in it.
func certificateProblem(text string) string {
	begins, ends := strings.Count(text, "-----BEGIN CERTIFICATE-----"), strings.Count(text, "-----END CERTIFICATE-----")
	switch {
	case strings.Contains(text, "PRIVATE KEY-----"):
		return "This holds a private key, which stays a secret only in the field Private key: a client's belongs there, with its certificate or without. Nothing else needs one."
	case begins == 0:
		return "This is not a certificate in PEM, which begins with -----BEGIN CERTIFICATE-----."
	case begins != ends:
		return "A certificate in PEM ends with -----END CERTIFICATE-----; that line is missing."
	}
	return ""
}

func proxyProblem(text string) string {
	const example = ", such as http://proxy.example:3128 or socks5://127.0.0.1:1080."
	u, err := url.Parse(text)
	switch {
	case strings.Contains(text, "@"):
		return "Put the user name and the password into their own fields, where the password stays a secret."
	case err != nil:
		return "This is not the URL of a proxy" + example
	case u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "socks5" && u.Scheme != "socks5h":
		return "Begin with http://, https://, socks5:// or socks5h://" + example
	case u.Hostname() == "" || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "":
		return "A proxy is a host and a port" + example
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return fmt.Sprintf("%q is not a port.", port)
		}
	}
	return ""
}

func serverNameProblem(text string) string {
	name := func(c rune) bool { return isTemplateRune(c) }
	if strings.Trim(text, ".") == "" || strings.ContainsFunc(text, func(c rune) bool { return !name(c) }) {
		return fmt.Sprintf("%q is not the name of a host, such as api.example.com.", text)
	}
	return ""
}

// hostsSetting is a list of hosts.
func hostsSetting(name, label string, field func(*Request) *string) Setting {
	s := phraseSetting(name, label, field)
	s.set = func(r *Request, text string) string {
		hosts := words(text)
		for _, host := range hosts {
			if why := neverMatches(host); why != "" {
				return fmt.Sprintf("%q %s", host, why)
			}
		}
		*field(r) = strings.Join(hosts, ", ")
		return ""
	}
	return s
}

// neverMatches says what is wrong with a pattern of hosts that no host can match, as the rest of a sentence about it, or "".
func neverMatches(pattern string) string {
	const hosts = " Type hosts such as localhost .example.com 10.0.0.0/8, or * for all."
	if strings.Contains(pattern, "://") {
		return "is a URL." + hosts
	}
	if _, err := netip.ParsePrefix(pattern); err == nil {
		return ""
	}
	name := pattern
	if host, port, err := net.SplitHostPort(pattern); err == nil {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return "has no port behind its colon."
		}
		name = host
	}
	address := strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
	ip, err := netip.ParseAddr(address)
	switch {
	case name == "*" || err == nil && ip.Zone() == "":
		return ""
	case err == nil:
		return "has a zone, which no URL has. Leave out the part from % on."
	case strings.Contains(name, "/"):
		return "is not a network, such as 10.0.0.0/8, and a host has no path." + hosts
	case strings.HasPrefix(name, "*."):
		return "never matches: write " + name[1:] + " for all hosts below it."
	case strings.ContainsAny(name, "*?"):
		return "never matches: * stands for all hosts, and not for a part of a name." + hosts
	case strings.Trim(name, "0123456789.") == "":
		return "is not a whole address. For a network, write its length, such as 10.0.0.0/8."
	case strings.Contains(name, "..") || strings.HasSuffix(name, ".") || strings.ContainsFunc(name, func(c rune) bool { return !isTemplateRune(c) }):
		return "is not the name of a host; names beyond ASCII are written as xn--…" + hosts
	}
	return ""
}

// Hosts lists the hosts that are not reached through the proxy.
func (n Network) Hosts() []string { return words(n.NoProxy) }

// Chosen leaves out what nobody could have typed.
func (n Network) Chosen() Network {
	r := Request{Options: Options{Network: n}}
	for _, s := range Settings {
		if s.IsOption() && !s.IsSecret() && s.Set(&r, s.Get(&r)) != "" {
			s.Set(&r, "")
		}
	}
	return r.Options.Network
}
