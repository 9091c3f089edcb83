package signature

import (
	"crypto/hmac"
	"encoding/base64"
	"strconv"
	"strings"

	"roundtrip/app/webhook"
)

// scheme is a scheme at work.
type scheme struct{ webhook.Scheme }

// wrong is an error that a person caused, as a sentence that says what to do.
type wrong string

func (w wrong) Error() string { return string(w) }

// check says what is wrong with a scheme. Only those of people can be wrong.
func (s scheme) check() error {
	switch {
	case s.Header == "":
		return wrong("Name the header that carries the signature.")
	case Hash(s.Hash) == nil:
		return wrong("There is no hash " + strconv.Quote(s.Hash) + " here. Choose sha1, sha256 or sha512.")
	case Encoding(s.Encoding) == nil:
		return wrong("There is no encoding " + strconv.Quote(s.Encoding) + " here. Choose hex or base64.")
	case s.Takes("[timestamp]") && s.Layout != webhook.Pairs && s.TimestampHeader == "":
		return wrong("Name the header that carries the timestamp, or take [timestamp] out of the signed text.")
	case s.Takes("[id]") && s.IDHeader == "":
		return wrong("Name the header that carries the ID, or take [id] out of the signed text.")
	case s.Signed != "" && !s.Takes("[body]"):
		return wrong("Put [body] into the signed text: without it any body would pass.")
	}
	return nil
}

// text lays out the bytes that are hashed. What stands in the body is never taken for a hole.
func (s scheme) text(id, timestamp string, body []byte) []byte {
	if s.Signed == "" {
		return append([]byte{}, body...)
	}
	holes := strings.NewReplacer("[id]", id, "[timestamp]", timestamp, "[body]", string(body))
	return []byte(holes.Replace(s.Signed))
}

// key is the secret as bytes.
func (s scheme) key(secret string) ([]byte, error) {
	if secret == "" {
		return nil, wrong("Type the secret that sender and receiver share.")
	}
	if !s.Base64Key {
		return []byte(secret), nil
	}
	text := strings.TrimRight(strings.TrimPrefix(secret, "whsec_"), "=")
	key, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil || len(key) == 0 {
		return nil, wrong("The secret is not base64. Those of Standard Webhooks look like whsec_MfKQ9r8G….")
	}
	return key, nil
}

func (s scheme) mac(key, text []byte) []byte {
	m := hmac.New(Hash(s.Hash), key)
	m.Write(text)
	return m.Sum(nil)
}

func (s scheme) encode(mac []byte) string { return Encoding(s.Encoding).EncodeToString(mac) }

// decode reads a signature. Hex may be in capitals.
func (s scheme) decode(text string) ([]byte, bool) {
	mac, err := Encoding(s.Encoding).DecodeString(text)
	return mac, err == nil && len(mac) == s.size()
}

// size is how many bytes a signature has.
func (s scheme) size() int { return Hash(s.Hash)().Size() }
