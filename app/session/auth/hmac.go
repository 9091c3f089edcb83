package auth

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"roundtrip/app/request"
)

// signHMAC sets a keyed hash (RFC 2104) of a text about the request as a header. The prefix may hold the same
// placeholders as the text, except [body], so that a server learns the timestamp: "t=[timestamp],v1=".
func signHMAC(req *http.Request, s request.Signature, body func() (io.Reader, error), now time.Time) error {
	if s.Key.Reveal() == "" {
		return problem("Type the HMAC key, or choose Auth, None.")
	}
	newHash, ok := hmacHashes[s.Hash]
	if !ok {
		return problem("There is no hash %q. Choose sha1, sha256 or sha512.", s.Hash)
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
	value := facts.Replace(s.Prefix)
	switch s.Encoding {
	case "", "hex":
		value += hex.EncodeToString(mac.Sum(nil))
	case "base64":
		value += base64.StdEncoding.EncodeToString(mac.Sum(nil))
	default:
		return problem("There is no encoding %q. Choose hex or base64.", s.Encoding)
	}
	if why := request.HeaderValueProblem(value); why != "" {
		return problem("The prefix cannot be sent: %s", why)
	}
	set(req.Header, name, value)
	return nil
}

// bodyPlaceholder stands apart: the body is streamed, not put into a text.
const bodyPlaceholder = "[body]"

var hmacHashes = map[string]func() hash.Hash{
	"": sha256.New, "sha1": sha1.New, "sha256": sha256.New, "sha512": sha512.New,
}
