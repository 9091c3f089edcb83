package oauth2

import (
	"time"

	"roundtrip/app/request"
)

// Token is what a server granted (RFC 6749, section 5.1).
type Token struct {
	Access  request.Secret
	Refresh request.Secret // empty where the server gave none
	Type    string         // "Bearer" almost everywhere
	Scope   string         // separated by spaces; what was asked for, where the server does not say
	Expires time.Time      // zero where the server does not say
	Note    string         // what is unusual about the answer, in sentences; "" for nothing
}
