package demo

import (
	"crypto/subtle"
	"net/http"
	"net/url"
)

// authenticateClient tells which client sent a form: by HTTP Basic or by client_id and client_secret in the form, not
// by both (RFC 6749, sections 2.3.1 and 3.2.1). A public client only names itself. The form has been parsed.
func authenticateClient(r *http.Request) (id string, fail *oauthError) {
	id, secret := r.PostForm.Get("client_id"), r.PostForm.Get("client_secret")
	inHeader := r.Header.Get("Authorization") != ""
	if inHeader {
		user, password, ok := r.BasicAuth()
		headerID, badID := url.QueryUnescape(user)
		headerSecret, badSecret := url.QueryUnescape(password)
		switch {
		case !ok || badID != nil || badSecret != nil:
			return "", invalidClient("The Authorization header is not Basic with an encoded client ID and secret (RFC 6749, section 2.3.1).")
		case secret != "":
			return "", badRequest("invalid_request", "The client's secret is in the header and in the body: send it once.")
		case id != "" && id != headerID:
			return "", badRequest("invalid_request", "The header and the body name two clients.")
		}
		id, secret = headerID, headerSecret
	}
	switch id {
	case "":
		return "", invalidClient("No client is named: send client_id in the body, or an Authorization header.")
	case ClientID:
		if subtle.ConstantTimeCompare([]byte(secret), []byte(ClientSecret)) != 1 {
			return "", invalidClient("The secret of the client " + ClientID + " is " + ClientSecret + ". The client " + PublicClientID + " needs none.")
		}
	case PublicClientID:
		if secret != "" {
			return "", invalidClient("The client " + PublicClientID + " has no secret: send none.")
		}
	default:
		return "", invalidClient("There are two clients: " + ClientID + ", with the secret " + ClientSecret + ", and " + PublicClientID + ".")
	}
	return id, nil
}

func invalidClient(description string) *oauthError {
	return &oauthError{http.StatusUnauthorized, "invalid_client", description}
}

// readForm parses a form in which nothing may stand twice (RFC 6749, section 3.2).
func readForm(r *http.Request) *oauthError {
	if err := r.ParseForm(); err != nil {
		return badRequest("invalid_request", "The body is not a form: "+err.Error()+".")
	}
	for name, values := range r.PostForm {
		if len(values) > 1 {
			return badRequest("invalid_request", name+" is given more than once.")
		}
	}
	return nil
}
