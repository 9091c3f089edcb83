package oauth2

import (
	"context"
	"net/http"
	"net/url"

	"roundtrip/app/request"
)

// ClientCredentials gets a token for the client itself (RFC 6749, section 4.4).
func ClientCredentials(ctx context.Context, rt http.RoundTripper, g request.Grant) (Token, error) {
	g, err := complete(g, tokenEndpoint)
	if err != nil {
		return Token{}, err
	}
	if err := needClient(g); err != nil {
		return Token{}, err
	}
	return ask(ctx, rt, g, url.Values{"grant_type": {"client_credentials"}})
}

// Password trades the user name and password of a person for a token (RFC 6749, section 4.3). Some servers ask for no
// client with it.
func Password(ctx context.Context, rt http.RoundTripper, a request.Auth) (Token, error) {
	g, err := complete(a.OAuth2, tokenEndpoint)
	if err != nil {
		return Token{}, err
	}
	if a.User == "" {
		return Token{}, &Error{Sentence: "Type the user name and the password to get a token for."}
	}
	return ask(ctx, rt, g, url.Values{"grant_type": {"password"}, "username": {a.User}, "password": {a.Password.Reveal()}})
}

// Refresh trades the grant's refresh token for the next access token (RFC 6749, section 6). The result's refresh token
// takes the place of the one that was used; where the server gave no new one it is the same.
func Refresh(ctx context.Context, rt http.RoundTripper, g request.Grant) (Token, error) {
	g, err := complete(g, tokenEndpoint)
	if err != nil {
		return Token{}, err
	}
	refresh := g.Refresh.Reveal()
	if refresh == "" {
		return Token{}, &Error{Sentence: "There is no refresh token: get a new token."}
	}
	// Without scope and audience: what was granted is granted again.
	plain := g
	plain.Scope, plain.Audience = "", ""
	token, err := ask(ctx, rt, plain, url.Values{"grant_type": {"refresh_token"}, "refresh_token": {refresh}})
	if token.Scope == "" {
		token.Scope = g.Scope
	}
	if err == nil && token.Refresh.IsZero() {
		token.Refresh = g.Refresh
	}
	return token, err
}
