package cookie

import "time"

// Cookie is one cookie of a jar (section 5.7). It is plain data; [Jar.Set] checks what a person made of it.
//
// Its JSON is what browsers' extensions and test tools write as well; see [Cookie.UnmarshalJSON].
type Cookie struct {
	Name        string    `json:"name"` // may be empty: such a cookie is sent as its value alone
	Value       string    `json:"value"`
	Domain      string    `json:"domain"`           // a host name in ASCII and lower case, or an IP address without brackets
	HostOnly    bool      `json:"hostOnly"`         // it goes to Domain alone, not to its subdomains
	Path        string    `json:"path"`             // as in a URL, percent-encoding and all
	Expires     time.Time `json:"expires,omitzero"` // zero for a session cookie
	Secure      bool      `json:"secure"`
	HttpOnly    bool      `json:"httpOnly"`
	SameSite    SameSite  `json:"sameSite,omitempty"`
	Partitioned bool      `json:"partitioned,omitempty"` // draft-cutler-httpbis-partitioned-cookies
	Created     time.Time `json:"created,omitzero"`      // kept when the cookie is set anew
	Accessed    time.Time `json:"accessed,omitzero"`     // last set or sent
}

// SameSite is the attribute of that name. The zero value is a cookie that said nothing of it.
type SameSite string

// The values of SameSite (section 5.6.7).
const (
	Strict SameSite = "Strict"
	Lax    SameSite = "Lax"
	None   SameSite = "None"
)

// Same reports whether setting one cookie replaces the other: name, domain, host-only flag and path are equal
// (section 5.7).
func (c Cookie) Same(other Cookie) bool {
	return c.Name == other.Name && c.Domain == other.Domain && c.HostOnly == other.HostOnly && c.Path == other.Path
}

// Expired reports whether the cookie's time is over. A session cookie's never is.
func (c Cookie) Expired(now time.Time) bool { return !c.Expires.IsZero() && !c.Expires.After(now) }

// pair writes the cookie as it goes into a Cookie header field (section 5.8.3).
func (c Cookie) pair() string {
	if c.Name == "" {
		return c.Value
	}
	return c.Name + "=" + c.Value
}

// covers reports whether the cookie is for a host.
func (c Cookie) covers(host string) bool {
	return c.Domain == host || !c.HostOnly && domainMatch(host, c.Domain)
}

// maxAge bounds how long a cookie may stay (section 5.5).
const maxAge = 400 * 24 * time.Hour

// capped gives an expiry time that is not after the bound.
func capped(expires, now time.Time) time.Time {
	if last := now.Add(maxAge); expires.After(last) {
		return last
	}
	return expires
}
