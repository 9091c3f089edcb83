package auth

import (
	"crypto/hmac"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"roundtrip/app/request"
	"roundtrip/app/webhook/signature"
)

// signHMAC sets a keyed hash (RFC 2104) of a text about the request as a header. The prefix may hold the same
// placeholders as the text, except [body], so that a server learns the timestamp: "t=[timestamp],v1=".
func signHMAC(req *http.Request, s request.Signature, body func() (io.Reader, error), now time.Time) error {
	if s.Key.Reveal() == "" {
		return problem("Type the HMAC key, or choose Auth, None.")
	}
	newHash := signature.Hash(s.Hash)
	if newHash == nil {
		return problem("There is no hash %q. Choose sha1, sha256 or sha512.", s.Hash)
	}
	encoding := signature.Encoding(s.Encoding)
	if encoding == nil {
		return problem("There is no encoding %q. Choose hex or base64.", s.Encoding)
	}
	name := strings.TrimSpace(s.Name)
	if name == "" {
		name = request.DefaultSignatureName
	}
	if why := request.HeaderNameProblem(name); why != "" {
		return problem("%s", why)
	}
	signed := s.Signed
	if signed == "" {
		signed = bodyPlaceholder
	}
	facts := strings.NewReplacer(
		"[method]", req.Method,
		"[url]", req.URL.String(),
		"[target]", target(req.URL),
		"[host]", host(req),
		"[timestamp]", strconv.FormatInt(now.Unix(), 10),
	)
	mac := hmac.New(newHash, []byte(s.Key.Reveal()))
	for i, text := range strings.Split(signed, bodyPlaceholder) {
		if i > 0 {
			if err := copyBody(req.Context(), mac, body); err != nil {
				return err
			}
		}
		facts.WriteString(mac, text)
	}
	value := facts.Replace(s.Prefix) + encoding.EncodeToString(mac.Sum(nil))
	if why := request.HeaderValueProblem(value); why != "" {
		return problem("The prefix cannot be sent: %s", why)
	}
	set(req.Header, name, value)
	return nil
}

// bodyPlaceholder stands apart: the body is streamed, not put into a text.
const bodyPlaceholder = "[body]"
