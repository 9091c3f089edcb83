package playground

import (
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"roundtrip/app/request"
)

// warnings are what is to be known before Send: they stand under the request line.
func (m Model) warnings() []string {
	whole := m.Whole()
	var list []string
	if names := openCredentials(whole, m.Origin); len(names) > 0 {
		list = append(list, "Unencrypted: anyone on the network can read "+strings.Join(names, ", ")+", because the URL is http://.")
	}
	if proxy := whole.Options.Network.Proxy; proxy != "" && !m.relayed() {
		list = append(list, "The browser does not use the proxy "+proxy+", only its own. A relay does.")
	}
	if p := m.JSONProblem(); p != nil && m.Tab != BodyTab { // there it is said beside the text
		list = append(list, fmt.Sprintf("Body is not valid JSON (line %d, column %d). Sent as typed.", p.Line, p.Column))
	}
	return list
}

// openCredentials names the credentials of a request that leave over plain http, and not to this machine.
func openCredentials(r request.Request, page string) []string {
	raw := strings.TrimSpace(r.URL)
	if strings.HasPrefix(raw, "/") && !strings.HasPrefix(raw, "//") {
		raw = page + raw
	}
	u, err := url.Parse(request.WithScheme(raw))
	if err != nil || u.Scheme != "http" || u.Hostname() == "" || isLoopback(u.Hostname()) {
		return nil
	}
	var names []string
	switch r.Auth.Kind {
	case request.NoAuth:
		if _, has := u.User.Password(); has {
			names = append(names, "the password")
		}
	case request.Basic:
		names = append(names, "the password")
	case request.Bearer, request.OAuth2, request.JWT:
		names = append(names, "the token")
	case request.APIKey:
		names = append(names, "the API key")
	}
	for _, f := range slices.Concat(request.Sent(r.Headers), request.Sent(r.Params)) {
		if f.Value != "" && request.SensitiveName(f.Name) && !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
		}
	}
	return names
}

func isLoopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback() || host == "localhost" || strings.HasSuffix(host, ".localhost")
}
