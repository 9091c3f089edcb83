package auth

import (
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/dghubble/oauth1"
	"github.com/icholy/digest"

	"roundtrip/app/request"
)

// answer is the Authorization header for one use of a protection space (RFC 7616, section 3.4).
func (s space) answer(req *http.Request, a request.Auth) (string, error) {
	if strings.ContainsAny(a.User, "\x00\r\n") {
		return "", problem("The user name holds a line break. Put it on one line.")
	}
	c := s.challenge
	hash, session, _ := c.hash()
	qop, _ := c.protection()
	options := digest.Options{
		Method: req.Method, URI: target(req.URL), GetBody: replay(req),
		Count: s.used, Username: a.User, Password: a.Password.Reveal(), Cnonce: s.cnonce,
	}
	if session {
		// Package digest knows no such algorithm, but takes their A1. The nonces are those of the first request after
		// the challenge, whatever nonce is used since.
		sum := func(text string) string {
			h := hash.make()
			io.WriteString(h, text)
			return hex.EncodeToString(h.Sum(nil))
		}
		options.A1 = sum(sum(a.User+":"+c.realm+":"+a.Password.Reveal()) + ":" + c.nonce + ":" + s.cnonce)
	}
	known := digest.Challenge{Realm: c.realm, Nonce: s.nonce, Algorithm: hash.name, Userhash: c.userhash}
	if qop != "" {
		known.QOP = []string{qop}
	}
	credentials, err := digest.Digest(&known, options)
	if err != nil {
		return "", fmt.Errorf("work out the digest: %w", err)
	}
	params := []string{
		username(credentials.Username, c), "realm=" + quote(c.realm), "nonce=" + quote(s.nonce), "uri=" + quote(options.URI),
	}
	if qop != "" || session {
		params = append(params, "cnonce="+quote(s.cnonce))
	}
	if qop != "" {
		params = append(params, fmt.Sprintf("nc=%08x", s.used), "qop="+qop)
	}
	params = append(params, "response="+quote(credentials.Response))
	if c.opaque != "" {
		params = append(params, "opaque="+quote(c.opaque))
	}
	if c.algorithm != "" {
		params = append(params, "algorithm="+c.algorithm)
	}
	if c.userhash {
		params = append(params, "userhash=true")
	}
	return "Digest " + strings.Join(params, ", "), nil
}

// username is the parameter that names the user. A name beyond ASCII goes into username* where the server says that it
// knows RFC 7616, and else as the bytes of UTF-8, as browsers and curl send it.
func username(name string, c challenge) string {
	beyond := strings.ContainsFunc(name, func(r rune) bool { return r > '~' })
	if beyond && c.utf8 {
		return "username*=UTF-8''" + oauth1.PercentEncode(name)
	}
	return "username=" + quote(name)
}

// replay gives the body for hashing it, until the context of the request ends; nil without a body.
func replay(req *http.Request) func() (io.ReadCloser, error) {
	if !hasBody(req) {
		return nil
	}
	return func() (io.ReadCloser, error) {
		body, err := req.GetBody()
		if err != nil {
			return nil, err
		}
		return struct {
			io.Reader
			io.Closer
		}{cancellable{req.Context(), body}, body}, nil
	}
}

func hasBody(req *http.Request) bool { return req.Body != nil && req.Body != http.NoBody }
