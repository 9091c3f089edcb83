package oauth2

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	xoauth2 "golang.org/x/oauth2"

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
	state, verifier = rand.Text(), xoauth2.GenerateVerifier()
	return authorization(g, redirectURL, state, verifier), state, verifier, nil
}

func authorization(g request.Grant, redirectURL, state, verifier string) string {
	options := []xoauth2.AuthCodeOption{xoauth2.S256ChallengeOption(verifier)}
	if g.Audience != "" {
		options = append(options, xoauth2.SetAuthURLParam("audience", g.Audience))
	}
	return config(g, redirectURL).AuthCodeURL(state, options...)
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
	t, err := config(g, redirectURL).Exchange(through(ctx, rt), code, xoauth2.VerifierOption(verifier))
	if err != nil {
		return Token{}, explain(tokenEndpoint, err)
	}
	return tokenOf(g, t), nil
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
