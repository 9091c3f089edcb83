package network

import (
	"crypto/tls"
	"crypto/x509"
	"net/url"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// config is a description of connections, read.
type config struct {
	request.Network
	authorities []*x509.Certificate
	certificate *tls.Certificate // of the client; nil without one
	proxy       *url.URL         // nil without one
	except      []exception      // hosts that are not reached through it
}

// Check finds what is wrong with a description of connections: the name of the option, and a sentence. Both are "" where it is good.
func Check(o request.Network) (setting, problem string) {
	if o == (request.Network{}) {
		return "", ""
	}
	if _, err := newConfig(o); err != nil {
		return err.Setting, err.Detail
	}
	return "", ""
}

func badOption(setting, problem string) *Error {
	return &Error{Kind: exchange.BadInput, Setting: setting, Detail: problem}
}

func newConfig(o request.Network) (*config, *Error) {
	c := &config{Network: o}
	var err *Error
	if c.authorities, err = certificates("verify-ca", o.CA); err != nil {
		return nil, err
	}
	if c.certificate, err = clientCertificate(o); err != nil {
		return nil, err
	}
	if o.Proxy != "" {
		u, bad := url.Parse(o.Proxy)
		if bad != nil {
			return nil, badOption("proxy", "This is not the URL of a proxy.")
		}
		if password := o.ProxyPassword.Reveal(); password != "" {
			u.User = url.UserPassword(o.ProxyUser, password)
		} else if o.ProxyUser != "" {
			u.User = url.User(o.ProxyUser)
		}
		c.proxy = u
	}
	c.except = exceptions(o.Hosts())
	return c, nil
}

// versions are the versions of HTTP that may be spoken.
func (c *config) versions() []string {
	switch c.HTTP {
	case request.HTTP1:
		return []string{"http/1.1"}
	case request.HTTP2:
		return []string{"h2"}
	}
	return []string{"h2", "http/1.1"}
}

func (c *config) oldestTLS() uint16 {
	switch c.MinTLS {
	case request.TLS10:
		return tls.VersionTLS10
	case request.TLS11:
		return tls.VersionTLS11
	case request.TLS13:
		return tls.VersionTLS13
	}
	return tls.VersionTLS12
}
