package oauth2

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	xoauth2 "golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"roundtrip/app/request"
	"roundtrip/httpwasm"
)

// config says a grant in the words of x/oauth2.
func config(g request.Grant, redirectURL string) *xoauth2.Config {
	return &xoauth2.Config{
		ClientID: g.ClientID, ClientSecret: g.ClientSecret.Reveal(), RedirectURL: redirectURL, Scopes: strings.Fields(g.Scope),
		Endpoint: xoauth2.Endpoint{AuthURL: g.AuthorizeURL, DeviceAuthURL: g.DeviceURL, TokenURL: g.TokenURL, AuthStyle: style(g)},
	}
}

// style says where the client names itself. A public client, which has no secret, does it in the body: an Authorization
// header without a password is no authentication (RFC 6749, section 3.2.1).
func style(g request.Grant) xoauth2.AuthStyle {
	if g.ClientIn == request.ClientInBody || g.ClientSecret.Reveal() == "" {
		return xoauth2.AuthStyleInParams
	}
	return xoauth2.AuthStyleInHeader
}

// ask sends a token request with parameters of its own.
func ask(ctx context.Context, rt http.RoundTripper, g request.Grant, params url.Values) (Token, error) {
	c := config(g, "")
	direct := clientcredentials.Config{
		ClientID: c.ClientID, ClientSecret: c.ClientSecret, TokenURL: c.Endpoint.TokenURL, AuthStyle: c.Endpoint.AuthStyle,
		Scopes: c.Scopes, EndpointParams: params,
	}
	if g.Audience != "" {
		params.Set("audience", g.Audience)
	}
	t, err := direct.Token(through(ctx, rt))
	if err != nil {
		return Token{}, explain(tokenEndpoint, err)
	}
	return tokenOf(g, t), nil
}

// through is a context whose requests x/oauth2 sends through rt.
func through(ctx context.Context, rt http.RoundTripper) context.Context {
	ctx = httpwasm.WithOptions(ctx, httpwasm.Options{
		Credentials: httpwasm.CredentialsOmit, Cache: httpwasm.CacheNoStore, Redirect: httpwasm.RedirectManual, ReferrerPolicy: httpwasm.ReferrerNone,
	})
	return context.WithValue(ctx, xoauth2.HTTPClient, client(rt))
}

func client(rt http.RoundTripper) *http.Client {
	return &http.Client{
		Transport:     whole{rt},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
