package demo

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"strings"
)

// family is a row of refresh tokens, each of which took the place of the one before. Only the newest is good; when an
// older one comes back, one of the two who hold it is a thief, and the family ends (RFC 9700, section 4.14.2).
type family struct {
	client, subject, scope string
	newest                 string
}

// A refresh token is the name of its family, a dot, and a secret.

func newFamilyID() string { return rand.Text() }

// familyOf is the family that a code founds: known again if the code is.
func familyOf(code string) string {
	sum := sha256.Sum256([]byte(code))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

func (s *authorizationServer) newFamily(id string, g grant) (refresh string) {
	secret := rand.Text()
	s.families.put(id, family{g.client, g.subject, g.scope, secret})
	return id + "." + secret
}

// fromRefresh trades a refresh token for an access token and the next refresh token (RFC 6749, section 6).
func (s *authorizationServer) fromRefresh(r *http.Request, client string) (granted grant, fail *oauthError) {
	id, secret, _ := strings.Cut(r.PostForm.Get("refresh_token"), ".")
	scope := strings.Join(strings.Fields(r.PostForm.Get("scope")), " ")
	s.families.edit(id, func(f *family, found bool) (keep bool) {
		switch {
		case !found:
			fail = badRequest("invalid_grant", "The refresh token is unknown, revoked or expired.")
			return false
		case f.client != client:
			fail = badRequest("invalid_grant", "The refresh token was given to another client.")
			return true
		case subtle.ConstantTimeCompare([]byte(secret), []byte(f.newest)) != 1:
			fail = badRequest("invalid_grant", "The refresh token was used before: all that came from it are revoked.")
			return false
		case !within(scope, f.scope):
			fail = badRequest("invalid_scope", "The scope is wider than what was granted: "+f.scope+".")
			return true
		case scope == "":
			scope = f.scope
		}
		f.newest = rand.Text()
		granted = grant{f.client, f.subject, scope, id + "." + f.newest}
		return true
	})
	return granted, fail
}
