package request

import "time"

// Flow names a grant of OAuth 2: the way to a token.
type Flow string

// The grants. The zero value is the authorization code grant with PKCE (RFC 6749, section 4.1; RFC 7636).
const (
	AuthorizationCode Flow = ""
	ClientCredentials Flow = "client_credentials" // RFC 6749, section 4.4
	PasswordGrant     Flow = "password"           // RFC 6749, section 4.3
	DeviceCode        Flow = "device_code"        // RFC 8628
)

// ClientPlace says where a client names itself to the token endpoint (RFC 6749, section 2.3.1).
type ClientPlace string

// The places of a client's credentials. The zero value is the Authorization header.
const (
	ClientInHeader ClientPlace = ""
	ClientInBody   ClientPlace = "body"
	ClientInRaw    ClientPlace = "raw" // the header, without the form encoding that RFC 6749 asks for: many servers decode none
)

// Grant is how OAuth 2 gets a token, and the token that it got.
type Grant struct {
	Flow         Flow        `json:"flow,omitempty"`
	AuthorizeURL string      `json:"authorizeUrl,omitempty"`
	TokenURL     string      `json:"tokenUrl,omitempty"`
	DeviceURL    string      `json:"deviceUrl,omitempty"`
	ClientID     string      `json:"clientId,omitempty"`
	ClientSecret Secret      `json:"clientSecret,omitzero"`
	ClientIn     ClientPlace `json:"clientIn,omitempty"`
	Scope        string      `json:"scope,omitempty"`    // separated by spaces
	Audience     string      `json:"audience,omitempty"` // a parameter of its own, which some servers want

	// What came of it. It belongs to the person and stays out of links.
	Access  Secret    `json:"access,omitzero"`
	Refresh Secret    `json:"refresh,omitzero"`
	Expires time.Time `json:"expires,omitzero"` // zero where the server did not say
}
