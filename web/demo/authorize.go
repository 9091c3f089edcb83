package demo

import (
	"crypto/rand"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// code is an authorization code that was given and not yet used.
type code struct {
	client      string
	redirectURI string
	scope       string
	challenge   string // of PKCE with S256; "" without PKCE
}

// maxRedirectURI bounds what is kept with a code, in bytes.
const maxRedirectURI = 2000

// authorize asks the person, and sends the browser back with a code or an error (RFC 6749, section 4.1). The page's form
// posts to the URL of the page, so that both see the same parameters.
func (s *authorizationServer) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	back, problem := redirectTarget(q, r.Host)
	if problem == "" && q.Get("client_id") != ClientID && q.Get("client_id") != PublicClientID {
		problem = "There are two clients: " + ClientID + " and " + PublicClientID + "."
	}
	if problem != "" {
		// Nobody is sent to a place that cannot be trusted (section 4.1.2.1).
		show(w, http.StatusBadRequest, page{Title: "This cannot be authorized", Text: problem})
		return
	}
	scope, fail := checkAuthorization(q)
	if fail == nil && r.Method == http.MethodGet {
		show(w, http.StatusOK, page{
			Title: "Allow access?", Ask: true,
			Text: "The client " + q.Get("client_id") + " asks for: " + scope + ". You are " + User + ". Afterwards you go to " + back.Host + ".",
		})
		return
	}
	if fail == nil && r.PostFormValue("decision") != "allow" {
		fail = badRequest("access_denied", "The person said no.")
	}
	params := url.Values{"iss": {s.issuer(r)}} // RFC 9207
	if state := q.Get("state"); state != "" {
		params.Set("state", state)
	}
	if fail != nil {
		params.Set("error", fail.code)
		params.Set("error_description", fail.description)
	} else {
		given := rand.Text()
		s.codes.put(given, code{q.Get("client_id"), q.Get("redirect_uri"), scope, q.Get("code_challenge")})
		params.Set("code", given)
	}
	joint := "?"
	if strings.Contains(q.Get("redirect_uri"), "?") {
		joint = "&"
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Location", back.String()+joint+params.Encode())
	w.WriteHeader(http.StatusSeeOther)
}

// checkAuthorization is what is answered to the client, not to the person.
func checkAuthorization(q url.Values) (scope string, fail *oauthError) {
	for name, values := range q {
		if len(values) > 1 {
			return "", badRequest("invalid_request", name+" is given more than once.")
		}
	}
	challenge, method := q.Get("code_challenge"), q.Get("code_challenge_method")
	switch {
	case q.Get("response_type") != "code":
		return "", badRequest("unsupported_response_type", "The response_type must be code.")
	case challenge == "" && q.Get("client_id") == PublicClientID:
		return "", badRequest("invalid_request", "A public client needs PKCE: send code_challenge (RFC 7636).")
	case challenge != "" && method != "S256":
		return "", badRequest("invalid_request", "The code_challenge_method must be S256.")
	case challenge != "" && len(challenge) != 43:
		return "", badRequest("invalid_request", "The code_challenge must be a SHA-256 hash in base64url, 43 characters.")
	}
	return grantedScope(q.Get("scope"))
}

// redirectTarget reads where the browser goes afterwards. Any loopback address will do, and the server's own origin:
// no client is registered, and so a stranger's site must not get a code.
func redirectTarget(q url.Values, ownHost string) (target *url.URL, problem string) {
	raw := q.Get("redirect_uri")
	target, err := url.Parse(raw)
	switch {
	case len(q["redirect_uri"]) != 1 || raw == "":
		return nil, "A redirect_uri is needed, once."
	case err != nil || len(raw) > maxRedirectURI:
		return nil, "The redirect_uri is not a URL."
	case target.Scheme != "http" && target.Scheme != "https":
		return nil, "The redirect_uri must begin with http:// or https://."
	case target.User != nil || strings.Contains(raw, "#"):
		return nil, "The redirect_uri must have no user and no fragment."
	case target.Host != ownHost && !loopback(target.Hostname()):
		return nil, "The redirect_uri must be on this machine, such as http://localhost:8080/callback, or on this server."
	}
	return target, ""
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
