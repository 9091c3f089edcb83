package oauth2

import (
	"fmt"
	"net/url"
	"strings"

	"roundtrip/app/request"
)

// endpoint names a URL of a grant for people.
type endpoint string

const (
	authorizationEndpoint endpoint = "authorization URL"
	tokenEndpoint         endpoint = "token URL"
	deviceEndpoint        endpoint = "device authorization URL"
	redirectEndpoint      endpoint = "redirect URL"
)

// complete checks the URLs that a flow needs, and gives the grant with their schemes completed.
func complete(g request.Grant, needs ...endpoint) (request.Grant, error) {
	fields := map[endpoint]*string{authorizationEndpoint: &g.AuthorizeURL, tokenEndpoint: &g.TokenURL, deviceEndpoint: &g.DeviceURL}
	for _, name := range needs {
		field := fields[name]
		*field = request.WithScheme(*field)
		if err := name.check(*field); err != nil {
			return g, err
		}
	}
	g.ClientID = strings.TrimSpace(g.ClientID)
	return g, nil
}

// needClient refuses a grant without a client, for flows that cannot do without.
func needClient(g request.Grant) error {
	if strings.TrimSpace(g.ClientID) == "" {
		return &Error{Sentence: "Type the client ID that the server gave to your app."}
	}
	return nil
}

func (name endpoint) check(raw string) error {
	switch {
	case raw == "":
		return &Error{Sentence: fmt.Sprintf("Type the %s.", name)}
	case !webURL(raw):
		return &Error{Sentence: fmt.Sprintf("The %s is %.200q: it must begin with https:// or http:// and name a host.", name, raw)}
	case strings.Contains(raw, "#"):
		return &Error{Sentence: fmt.Sprintf("The %s is %.200q: take out the part from # on (RFC 6749, section 3).", name, raw)}
	}
	return nil
}

// webURL tells absolute URLs of web pages and endpoints from others, among them those that run as scripts.
func webURL(raw string) bool {
	u, err := url.Parse(raw)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != ""
}
