package demo

import (
	"crypto/rand"
	"net/http"
	"slices"
	"strings"
	"time"
)

// The accounts that everyone knows: a confidential client, a public one (RFC 6749, section 2.1), which has no secret and
// must use PKCE, and a person.
const (
	ClientID       = "demo"
	ClientSecret   = "demo-secret"
	PublicClientID = "demo-public"
	User           = "ada"
	Password       = "lovelace"
)

// How long what the authorization server gives is good for.
const (
	accessLife  = time.Minute // ?lifetime= at the token endpoint changes it
	codeLife    = time.Minute
	deviceLife  = 5 * time.Minute // ?lifetime= at the device authorization endpoint changes it
	refreshLife = time.Hour
)

// The scopes. A person's name is behind the first, which is granted where none is asked for.
const (
	scopeProfile = "profile"
	scopeEmail   = "email"
)

// authorizationServer is an OAuth 2 server with one resource, /oauth/me.
type authorizationServer struct {
	prefix   string
	key      []byte // signs access tokens
	codes    *memory[code]
	families *memory[family]
	devices  *memory[device] // by user code
}

func newAuthorizationServer(prefix string) *authorizationServer {
	s := &authorizationServer{
		prefix: prefix,
		key:    make([]byte, 32),
		codes:  newMemory[code](codeLife),
		// Longer than any device code lives, so that one that expired is told from one that never was.
		devices:  newMemory[device](2 * maxLifetime),
		families: newMemory[family](refreshLife),
	}
	rand.Read(s.key)
	return s
}

func (s *authorizationServer) mount(mux *http.ServeMux) {
	mux.HandleFunc("GET /oauth/authorize", s.authorize)
	mux.HandleFunc("POST /oauth/authorize", s.authorize)
	mux.HandleFunc("POST /oauth/token", s.token)
	mux.HandleFunc("POST /oauth/device", s.device)
	mux.HandleFunc("GET /oauth/device/verify", s.verify)
	mux.HandleFunc("POST /oauth/device/verify", s.verify)
	mux.HandleFunc("/oauth/me", s.me)
}

// issuer names the server (RFC 8414, section 2).
func (s *authorizationServer) issuer(r *http.Request) string { return origin(r) + s.prefix + "/oauth" }

// oauthError is an error of RFC 6749, section 5.2, or of an extension.
type oauthError struct {
	status      int
	code        string
	description string
}

func badRequest(code, description string) *oauthError {
	return &oauthError{http.StatusBadRequest, code, description}
}

func (e *oauthError) write(w http.ResponseWriter, r *http.Request) {
	if e.status == http.StatusUnauthorized && r.Header.Get("Authorization") != "" {
		w.Header().Set("WWW-Authenticate", `Basic realm="demo"`)
	}
	answer(w, e.status, map[string]string{"error": e.code, "error_description": e.description})
}

// grantedScope is the scope to grant for one that was asked for.
func grantedScope(asked string) (string, *oauthError) {
	var granted []string
	for _, scope := range strings.Fields(asked) {
		if scope != scopeProfile && scope != scopeEmail {
			return "", badRequest("invalid_scope", "There are two scopes: profile and email.")
		}
		if !slices.Contains(granted, scope) {
			granted = append(granted, scope)
		}
	}
	if len(granted) == 0 {
		return scopeProfile, nil
	}
	return strings.Join(granted, " "), nil
}

// maxLifetime bounds ?lifetime=, with which tests and the curious see a token expire.
const maxLifetime = time.Hour

func lifetime(r *http.Request, otherwise time.Duration) (time.Duration, *oauthError) {
	q := queryOf(r)
	seconds := q.number("lifetime", int(otherwise.Seconds()), 1, int(maxLifetime.Seconds()))
	if q.err != nil {
		return 0, badRequest("invalid_request", q.err.Error())
	}
	return time.Duration(seconds) * time.Second, nil
}
