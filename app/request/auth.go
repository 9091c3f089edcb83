package request

// AuthKind names a way to authenticate.
type AuthKind string

// The ways to authenticate. The zero value is none.
const (
	NoAuth AuthKind = ""
	Basic  AuthKind = "basic"  // RFC 7617, in UTF-8
	Bearer AuthKind = "bearer" // RFC 6750
	APIKey AuthKind = "apikey" // a key in a header or in the query
)

// AuthKinds lists every way in the order in which a screen offers them.
var AuthKinds = []AuthKind{NoAuth, Basic, Bearer, APIKey}

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
// that is used.
type Auth struct {
	Kind     AuthKind `json:"kind,omitempty"`
	User     string   `json:"user,omitempty"`
	Password Secret   `json:"password,omitzero"`
	Token    Secret   `json:"token,omitzero"`
	KeyName  string   `json:"keyName,omitempty"`
	KeyPlace KeyPlace `json:"keyPlace,omitempty"`
	Key      Secret   `json:"key,omitzero"`
}
