package request

// Consumer is OAuth 1.0a (RFC 5849): a client and a token whose requests are signed.
type Consumer struct {
	Key         string       `json:"key,omitempty"`
	Secret      Secret       `json:"secret,omitzero"`
	Token       string       `json:"token,omitempty"`
	TokenSecret Secret       `json:"tokenSecret,omitzero"`
	Method      OAuth1Method `json:"method,omitempty"`
	Realm       string       `json:"realm,omitempty"`
}

// OAuth1Method is a signature method of RFC 5849, section 3.4.
type OAuth1Method string

// The signature methods. The zero value is HMAC-SHA1, which servers take most often.
const (
	HMACSHA1   OAuth1Method = ""
	HMACSHA256 OAuth1Method = "HMAC-SHA256"
	RSASHA1    OAuth1Method = "RSA-SHA1" // Secret is then a private key in PEM
	Plaintext  OAuth1Method = "PLAINTEXT"
)

// AWSKey is what AWS Signature Version 4 signs with.
type AWSKey struct {
	ID      string   `json:"id,omitempty"`
	Secret  Secret   `json:"secret,omitzero"`
	Session Secret   `json:"session,omitzero"` // of temporary credentials
	Region  string   `json:"region,omitempty"`
	Service string   `json:"service,omitempty"`
	Place   KeyPlace `json:"place,omitempty"` // the Authorization header, or the query: a presigned URL
}

// Claims is a JSON Web Token (RFC 7519) that is signed for each request.
type Claims struct {
	Algorithm string `json:"algorithm,omitempty"` // RFC 7518, section 3.1, and EdDSA; empty means HS256
	Key       Secret `json:"key,omitzero"`        // a shared secret, or a private key in PEM
	KeyIn     KeyIn  `json:"keyIn,omitempty"`     // how a shared secret is written
	Payload   string `json:"payload,omitempty"`   // a JSON object
	Header    string `json:"header,omitempty"`    // a JSON object with more members of the header, such as kid
	Life      string `json:"life,omitempty"`      // a duration: iat and exp are added; empty adds neither
}

// KeyIn is how the octets of a shared secret are written.
type KeyIn string

// The zero value is the text itself, in UTF-8.
const (
	KeyInText   KeyIn = ""
	KeyInBase64 KeyIn = "base64" // or base64url, padded or not
)

// JWTAlgorithms are those that a token can be signed with; the first, the default, is HS256.
var JWTAlgorithms = []string{"", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}

// Signature is a keyed hash (RFC 2104) of the request in a header of its own.
type Signature struct {
	Key      Secret `json:"key,omitzero"`
	Hash     string `json:"hash,omitempty"`     // sha1, sha256, sha512; empty means sha256
	Encoding string `json:"encoding,omitempty"` // hex or base64; empty means hex
	Name     string `json:"name,omitempty"`     // of the header; empty means DefaultSignatureName
	Prefix   string `json:"prefix,omitempty"`   // before the hash, such as "sha256="; may hold the placeholders of Signed but [body]

	// Signed is the text that is hashed, with [method], [url], [target], [host], [timestamp] and [body] in it; empty
	// means the body.
	Signed string `json:"signed,omitempty"`
}

// DefaultSignatureName is the header of a signature that was not named.
const DefaultSignatureName = "X-Signature"
