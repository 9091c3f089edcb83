//go:build !js

package relay

import (
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// operatorsProxy is what one of the variables names, read as package httpproxy reads it; nil is none.
func operatorsProxy(text string) *url.URL {
	through, err := (&httpproxy.Config{HTTPSProxy: text}).ProxyFunc()(&url.URL{Scheme: "https", Host: "a.example"})
	if err != nil {
		return nil
	}
	return through
}

// checkProxies refuses what names no proxy. Package httpproxy would connect without one, or to half of a password that has a # or a / in it.
func (c *Config) checkProxies() error {
	if c.Proxy == nil {
		return nil
	}
	for _, v := range []struct{ name, text string }{{"HTTP_PROXY", c.Proxy.HTTPProxy}, {"HTTPS_PROXY", c.Proxy.HTTPSProxy}} {
		if v.text == "" {
			continue
		}
		through := operatorsProxy(v.text)
		if through == nil || through.Hostname() == "" || strings.Trim(through.Path, "/") != "" || through.RawQuery != "" || through.Fragment != "" {
			return fmt.Errorf("%s is no address of a proxy: write it as http://user:password@proxy.example:3128, and #, / and ? in a password as %%23, %%2F and %%3F", v.name)
		}
	}
	return nil
}

// describeProxies says which way connections go, after "goes"; and nothing of the credentials.
func describeProxies(proxies *httpproxy.Config) string {
	var ways []string
	add := func(where, text, variable string) {
		if through := operatorsProxy(text); through != nil {
			bare := url.URL{Scheme: through.Scheme, Host: through.Host}
			ways = append(ways, fmt.Sprintf("%s through %s (%s)", where, &bare, variable))
		}
	}
	add("to port 80", proxies.HTTPProxy, "HTTP_PROXY")
	add("to all other ports", proxies.HTTPSProxy, "HTTPS_PROXY")
	if proxies.NoProxy != "" {
		ways = append(ways, fmt.Sprintf("straight to %s (NO_PROXY)", proxies.NoProxy))
	}
	return strings.Join(ways, ", ")
}
