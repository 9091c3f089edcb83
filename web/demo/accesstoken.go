package demo

import (
	"crypto/rand"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// accessClaims are the claims of an access token (RFC 9068, section 2.2). The token is signed and not kept: the
// process that signed it knows it again, and no other does.
type accessClaims struct {
	jwt.RegisteredClaims
	ClientID string `json:"client_id"`
	Scope    string `json:"scope"`
}

func (s *authorizationServer) newAccessToken(issuer string, g grant, life time.Duration) string {
	now := time.Now()
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, accessClaims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: issuer, Subject: g.subject, ID: rand.Text(),
			IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(life)),
		},
		ClientID: g.client, Scope: g.scope,
	})
	token.Header["typ"] = "at+jwt"
	text, err := token.SignedString(s.key)
	if err != nil {
		panic(err) // HMAC with a key of bytes does not fail
	}
	return text
}

// readAccessToken gives the claims of a token of ours, or a sentence on what is wrong with it.
func (s *authorizationServer) readAccessToken(text string) (claims accessClaims, problem string) {
	_, err := jwt.ParseWithClaims(text, &claims, func(*jwt.Token) (any, error) { return s.key, nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}), jwt.WithExpirationRequired())
	switch {
	case errors.Is(err, jwt.ErrTokenExpired):
		return claims, "The token expired."
	case err != nil:
		return claims, "The token is not one that this server gave."
	}
	return claims, ""
}

// me is a resource behind a bearer token of ours with the scope profile (RFC 6750).
func (s *authorizationServer) me(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	challenge := func(status int, code, description, more string) {
		w.Header().Set("WWW-Authenticate", `Bearer realm="demo", error="`+code+`", error_description="`+description+`"`+more)
		answer(w, status, map[string]string{"error": code, "error_description": description})
	}
	scheme, text, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		// Who does not know that a token is wanted is told no error (section 3.1).
		w.Header().Set("WWW-Authenticate", `Bearer realm="demo", scope="`+scopeProfile+`"`)
		refuse(w, http.StatusUnauthorized, "Send an access token from "+s.prefix+"/oauth/token as Authorization: Bearer.")
		return
	}
	claims, problem := s.readAccessToken(strings.TrimSpace(text))
	if problem != "" {
		challenge(http.StatusUnauthorized, "invalid_token", problem, "")
		return
	}
	if !within(scopeProfile, claims.Scope) {
		challenge(http.StatusForbidden, "insufficient_scope", "The token lacks the scope "+scopeProfile+".", `, scope="`+scopeProfile+`"`)
		return
	}
	reply := map[string]any{"sub": claims.Subject, "client_id": claims.ClientID, "scope": claims.Scope, "expires": claims.ExpiresAt.Unix()}
	if claims.Subject == User {
		reply["name"] = "Ada Lovelace"
		if within(scopeEmail, claims.Scope) {
			reply["email"] = "ada@example.com"
		}
	}
	answer(w, http.StatusOK, reply)
}
