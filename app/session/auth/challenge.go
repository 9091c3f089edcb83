package auth

import (
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"hash"
	"net/http"
	"slices"
	"strings"
)

// challenge is what a server asks for with the Digest scheme (RFC 7616, section 3.3).
type challenge struct {
	realm, nonce, opaque string
	algorithm            string   // as the server writes it; "" means MD5
	qop                  []string // in lower case
	domain               []string
	stale, userhash      bool
	utf8                 bool // charset=UTF-8
}

// digestHash is a hash that the Digest scheme is used with. SHA-512 is not registered, but servers and requests have it.
type digestHash struct {
	name     string // in package digest
	strength int
	make     func() hash.Hash
}

var digestHashes = map[string]digestHash{
	"MD5":         {"MD5", 0, md5.New},
	"SHA-256":     {"SHA-256", 1, sha256.New},
	"SHA-512-256": {"SHA-512-256", 1, sha512.New512_256},
	"SHA-512":     {"SHA-512", 1, sha512.New},
}

// hash finds the hash of a challenge; session is set for the variants that end in -sess.
func (c challenge) hash() (h digestHash, session, known bool) {
	name := strings.ToUpper(c.algorithm)
	if name == "" {
		name = "MD5"
	}
	name, session = strings.CutSuffix(name, "-SESS")
	h, known = digestHashes[name]
	return h, session, known
}

// protection is the quality of protection that is chosen: "" where the server knows none (RFC 2069).
func (c challenge) protection() (qop string, known bool) {
	switch {
	case len(c.qop) == 0:
		return "", true
	case slices.Contains(c.qop, "auth"):
		return "auth", true
	case slices.Contains(c.qop, "auth-int"):
		return "auth-int", true
	}
	return "", false
}

// bestChallenge chooses among the challenges of a response that can be answered: the strongest hash, and among equals
// the first, which the server prefers (RFC 7616, section 3.7). MD5 is weak wherever the server lists it.
func bestChallenge(h http.Header) (best challenge, found bool) {
	strength := -1
	for _, c := range challenges(h.Values("WWW-Authenticate")) {
		hash, _, known := c.hash()
		_, safe := c.protection()
		if known && safe && hash.strength > strength {
			best, found, strength = c, true, hash.strength
		}
	}
	return best, found
}

// challenges reads the challenges of the Digest scheme. One line may hold several of several schemes: fetch joins lines.
func challenges(lines []string) []challenge {
	var list []challenge
	for _, line := range lines {
		for _, s := range schemes(line) {
			if strings.EqualFold(s.name, "Digest") && s.params["nonce"] != "" {
				list = append(list, s.challenge())
			}
		}
	}
	return list
}

func (s scheme) challenge() challenge {
	p := s.params
	return challenge{
		realm: p["realm"], nonce: p["nonce"], opaque: p["opaque"], algorithm: p["algorithm"],
		qop: strings.FieldsFunc(strings.ToLower(p["qop"]), func(c rune) bool {
			return c == ',' || c == ' ' || c == '\t'
		}),
		domain:   strings.Fields(p["domain"]),
		stale:    strings.EqualFold(p["stale"], "true"),
		userhash: strings.EqualFold(p["userhash"], "true"),
		utf8:     strings.EqualFold(p["charset"], "UTF-8"),
	}
}
