package oauth2

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"roundtrip/app/request"
)

// Begin makes the URL where a person decides, for the authorization code grant with PKCE (RFC 6749, section 4.1.1; RFC
// 7636, section 4.3). State and verifier are for [Finish]; the verifier is a secret until then.
func Begin(g request.Grant, redirectURL string) (authorizeURL, state, verifier string, err error) {
	if g, err = complete(g, authorizationEndpoint, tokenEndpoint); err != nil {
		return "", "", "", err
	}
	if err := needClient(g); err != nil {
		return "", "", "", err
	}
	if err := redirectEndpoint.check(redirectURL); err != nil {
		return "", "", "", err
	}
	state, verifier = rand.Text(), newVerifier()
	return authorization(g, redirectURL, state, verifier), state, verifier, nil
}

func authorization(g request.Grant, redirectURL, state, verifier string) string {
	params := url.Values{"response_type": {"code"}, "client_id": {g.ClientID}, "state": {state}}
	params.Set("code_challenge", challenge(verifier))
	params.Set("code_challenge_method", "S256")
	for name, value := range map[string]string{"redirect_uri": redirectURL, "scope": strings.Join(strings.Fields(g.Scope), " "), "audience": g.Audience} {
		if value != "" {
			params.Set(name, value)
		}
	}
	joint := "?"
	if strings.Contains(g.AuthorizeURL, "?") {
		joint = "&"
	}
	return g.AuthorizeURL + joint + params.Encode()
}

// newVerifier makes a code verifier of 256 bits (RFC 7636, section 4.1).
func newVerifier() string {
	var b [32]byte
	rand.Read(b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// challenge is the S256 challenge of a verifier (RFC 7636, section 4.2).
func challenge(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// Finish reads what the server sent to the redirect URL, and trades the code for a token (RFC 6749, sections 4.1.2 and
// 4.1.3). The answer must carry the state, so that nobody slips in a code of their own, and come from the server that was
// asked, where it says from which it comes (RFC 9207): an issuer is taken for that server if it has the host of the
// authorization URL.
func Finish(ctx context.Context, rt http.RoundTripper, g request.Grant, redirectURL, callbackURL, state, verifier string) (Token, error) {
	g, err := complete(g, authorizationEndpoint, tokenEndpoint)
	if err != nil {
		return Token{}, err
	}
	code, err := readCallback(g, callbackURL, state)
	if err != nil {
		return Token{}, err
	}
	form := url.Values{"grant_type": {"authorization_code"}, "code": {code}, "code_verifier": {verifier}}
	if redirectURL != "" {
		form.Set("redirect_uri", redirectURL)
	}
	return trade(ctx, rt, g, form)
}

// readCallback gives the code that a callback URL holds.
func readCallback(g request.Grant, callbackURL, state string) (code string, err error) {
	_, query, _ := strings.Cut(callbackURL, "?")
	query, _, _ = strings.Cut(query, "#")
	q, err := url.ParseQuery(query)
	if err != nil {
		return "", &Error{Sentence: "The server's answer cannot be read: its parameters are not encoded as they should be. Start again."}
	}
	for _, name := range []string{"code", "state", "iss", "error", "error_description"} {
		if len(q[name]) > 1 { // section 3.1
			return "", &Error{Sentence: fmt.Sprintf("The server's answer holds %s more than once, which may be an attack. Start again.", name)}
		}
	}
	switch {
	case state == "" || subtle.ConstantTimeCompare([]byte(q.Get("state")), []byte(state)) != 1:
		return "", &Error{Sentence: "The answer does not belong to the question that was asked last: its state is another. Start again, and answer in the newest window."}
	case q.Has("iss") && !sameHost(q.Get("iss"), g.AuthorizeURL):
		return "", &Error{Sentence: fmt.Sprintf("The answer comes from %.200q, and not from the server of the authorization URL. Check that URL, and start again.", q.Get("iss"))}
	case q.Get("error") != "":
		return "", refusal(q.Get("error"), q.Get("error_description"))
	case q.Get("code") == "":
		return "", &Error{Sentence: "The server's answer holds neither a code nor an error. Check the authorization URL, and start again."}
	}
	return q.Get("code"), nil
}

func sameHost(a, b string) bool {
	first, bad := url.Parse(a)
	second, worse := url.Parse(b)
	return bad == nil && worse == nil && first.Host != "" && first.Scheme == second.Scheme && strings.EqualFold(first.Host, second.Host)
}
