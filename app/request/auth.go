package request

import (
	"iter"
	"slices"
)

// AuthKind names a way to authenticate.
type AuthKind string

// The ways to authenticate. The zero value is none.
const (
	NoAuth AuthKind = ""
	Basic  AuthKind = "basic"  // RFC 7617, in UTF-8
	Bearer AuthKind = "bearer" // RFC 6750
	APIKey AuthKind = "apikey" // a key in a header or in the query
	Digest AuthKind = "digest" // RFC 7616
	OAuth2 AuthKind = "oauth2" // RFC 6749
	OAuth1 AuthKind = "oauth1" // RFC 5849
	AWS    AuthKind = "aws"    // AWS Signature Version 4
	JWT    AuthKind = "jwt"    // RFC 7519, signed here and sent as a bearer token
	HMAC   AuthKind = "hmac"   // a keyed hash of the request in a header
)

// AuthKinds lists every way in the order in which a screen offers them: the usual ones first.
var AuthKinds = []AuthKind{NoAuth, Bearer, Basic, APIKey, Digest, OAuth2, OAuth1, AWS, JWT, HMAC}

// AuthLabel names a way to authenticate for people.
func AuthLabel(kind AuthKind) string { return authLabels[kind] }

var authLabels = map[AuthKind]string{
	NoAuth: "None", Basic: "Basic", Bearer: "Bearer", APIKey: "API key", Digest: "Digest", OAuth2: "OAuth 2", OAuth1: "OAuth 1.0a",
	AWS: "AWS Signature v4", JWT: "JWT", HMAC: "HMAC",
}

// KeyPlace says where an API key goes.
type KeyPlace string

// The places of an API key. The zero value is a header.
const (
	InHeader KeyPlace = ""
	InQuery  KeyPlace = "query"
)

// DefaultKeyName is the header that carries an API key when none was named.
const DefaultKeyName = "X-API-Key"

// Auth holds what was typed for each way to authenticate; Kind names the one
// that is used. User and Password serve basic, digest and OAuth 2's password grant.
type Auth struct {
	Kind     AuthKind  `json:"kind,omitempty"`
	User     string    `json:"user,omitempty"`
	Password Secret    `json:"password,omitzero"`
	Token    Secret    `json:"token,omitzero"`
	KeyName  string    `json:"keyName,omitempty"`
	KeyPlace KeyPlace  `json:"keyPlace,omitempty"`
	Key      Secret    `json:"key,omitzero"`
	OAuth2   Grant     `json:"oauth2,omitzero"`
	OAuth1   Consumer  `json:"oauth1,omitzero"`
	AWS      AWSKey    `json:"aws,omitzero"`
	JWT      Claims    `json:"jwt,omitzero"`
	HMAC     Signature `json:"hmac,omitzero"`
}

// Chosen leaves only what the way that is chosen uses.
func (a Auth) Chosen() Auth {
	from := Request{Auth: a}
	to := Request{Auth: Auth{Kind: a.Kind}}
	for _, s := range Settings {
		if !slices.Contains(s.Kinds, a.Kind) {
			continue
		}
		if secret, ok := s.Secret(&from); ok {
			*s.secret(&to) = *secret
		} else {
			s.Set(&to, s.Get(&from))
		}
	}
	return to.Auth
}

// texts walks all texts that templates may stand in, each with its setting.
func (a *Auth) texts() iter.Seq2[Setting, *string] {
	return func(yield func(Setting, *string) bool) {
		for _, s := range Settings {
			if s.text != nil && !yield(s, s.text(a)) {
				return
			}
		}
	}
}
