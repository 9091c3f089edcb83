package demo

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"strings"
)

// deviceGrant is the grant type of RFC 8628, section 3.4.
const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code"

// grant is what a token is made from.
type grant struct {
	client, subject, scope string
	refresh                string // the refresh token that comes with it, or ""
}

// token is the token endpoint (RFC 6749, section 3.2).
func (s *authorizationServer) token(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Pragma", "no-cache")
	life, fail := lifetime(r, accessLife)
	var granted grant
	if fail == nil {
		granted, fail = s.grant(r)
	}
	if fail != nil {
		fail.write(w, r)
		return
	}
	reply := map[string]any{
		"access_token": s.newAccessToken(s.issuer(r), granted, life),
		"token_type":   "Bearer",
		"expires_in":   int(life.Seconds()),
		"scope":        granted.scope,
	}
	if granted.refresh != "" {
		reply["refresh_token"] = granted.refresh
	}
	answer(w, http.StatusOK, reply)
}

func (s *authorizationServer) grant(r *http.Request) (grant, *oauthError) {
	if fail := readForm(r); fail != nil {
		return grant{}, fail
	}
	client, fail := authenticateClient(r)
	if fail != nil {
		return grant{}, fail
	}
	switch kind := r.PostForm.Get("grant_type"); kind {
	case "authorization_code":
		return s.fromCode(r, client)
	case "client_credentials":
		return s.fromClient(r, client)
	case "password":
		return s.fromPassword(r, client)
	case "refresh_token":
		return s.fromRefresh(r, client)
	case deviceGrant:
		return s.fromDevice(r, client)
	case "":
		return grant{}, badRequest("invalid_request", "There is no grant_type: send a form (application/x-www-form-urlencoded).")
	default:
		return grant{}, badRequest("unsupported_grant_type", "The grant types are authorization_code, client_credentials, password, refresh_token and "+deviceGrant+".")
	}
}

func (s *authorizationServer) fromCode(r *http.Request, client string) (grant, *oauthError) {
	text := r.PostForm.Get("code")
	given, found := s.codes.take(text)
	challenge, verifier := "", r.PostForm.Get("code_verifier")
	if verifier != "" {
		sum := sha256.Sum256([]byte(verifier))
		challenge = base64.RawURLEncoding.EncodeToString(sum[:])
	}
	switch {
	case !found:
		// It may have been used before, by a thief or by the owner: what it gave ends (section 4.1.2).
		s.families.take(familyOf(text))
		return grant{}, badRequest("invalid_grant", "The code is unknown, used or expired.")
	case given.client != client:
		return grant{}, badRequest("invalid_grant", "The code was given to another client.")
	case given.redirectURI != r.PostForm.Get("redirect_uri"):
		return grant{}, badRequest("invalid_grant", "The redirect_uri is not the one that the code was sent to.")
	case subtle.ConstantTimeCompare([]byte(challenge), []byte(given.challenge)) != 1:
		return grant{}, badRequest("invalid_grant", "The code_verifier does not match the code_challenge.")
	}
	granted := grant{client: client, subject: User, scope: given.scope}
	granted.refresh = s.newFamily(familyOf(text), granted)
	return granted, nil
}

func (s *authorizationServer) fromClient(r *http.Request, client string) (grant, *oauthError) {
	if client == PublicClientID {
		return grant{}, badRequest("unauthorized_client", "A public client has no credentials to get a token for: use the client "+ClientID+".")
	}
	scope, fail := grantedScope(r.PostForm.Get("scope"))
	// No refresh token: the client can ask again at any time (section 4.4.3).
	return grant{client: client, subject: client, scope: scope}, fail
}

func (s *authorizationServer) fromPassword(r *http.Request, client string) (grant, *oauthError) {
	user, password := r.PostForm.Get("username"), r.PostForm.Get("password")
	if user != User || subtle.ConstantTimeCompare([]byte(password), []byte(Password)) != 1 {
		return grant{}, badRequest("invalid_grant", "The one user is "+User+", with the password "+Password+".")
	}
	scope, fail := grantedScope(r.PostForm.Get("scope"))
	if fail != nil {
		return grant{}, fail
	}
	granted := grant{client: client, subject: user, scope: scope}
	granted.refresh = s.newFamily(newFamilyID(), granted)
	return granted, nil
}

// within reports whether every scope of one list is in another.
func within(asked, granted string) bool {
	for _, scope := range strings.Fields(asked) {
		if !strings.Contains(" "+granted+" ", " "+scope+" ") {
			return false
		}
	}
	return true
}
