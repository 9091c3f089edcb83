// Package oauth2 gets tokens: the grants of RFC 6749 with PKCE (RFC 7636), and the one for devices (RFC 8628), from a
// page's side.
//
// Every request goes through the [http.RoundTripper] that the caller gives, so that a token exchange is recorded and
// shown like any other exchange; [Watched] adds the bodies, with their secrets marked. Redirects are not followed: a token endpoint that moved would get the client's secret and the code at a place that nobody chose.
//
//	url, state, verifier, err := oauth2.Begin(grant, redirectURL)
//	// The person goes to url, decides, and comes back to redirectURL with parameters: the callback URL.
//	token, err := oauth2.Finish(ctx, transport, grant, redirectURL, callbackURL, state, verifier)
//
// URLs in a grant are absolute, or lack only their scheme. What fails is an [Error], whose text is a sentence for people,
// or a wrapped error of the transport.
package oauth2
