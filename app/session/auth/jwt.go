package auth

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"roundtrip/app/request"
)

// maxLife bounds how long a token is valid.
const maxLife = 100 * 365 * 24 * time.Hour

// signJWT sets a token (RFC 7519, in the compact form of RFC 7515, section 7.1) as a bearer token (RFC 6750). The members
// of header and payload keep their order, and numbers their digits: the library's own claims are a map.
func signJWT(req *http.Request, c request.Claims, now time.Time) error {
	algorithm := c.Algorithm
	if algorithm == "" {
		algorithm = "HS256"
	}
	method := jwt.GetSigningMethod(algorithm)
	if method == nil || method == jwt.SigningMethodNone {
		return problem("There is no JWT algorithm %q.", algorithm)
	}
	key, err := jwtKey(method, c)
	if err != nil {
		return err
	}
	header, err := jwtHeader(algorithm, c.Header)
	if err != nil {
		return err
	}
	payload, err := jwtPayload(c, now)
	if err != nil {
		return err
	}
	text := base64.RawURLEncoding.EncodeToString(header) + "." + base64.RawURLEncoding.EncodeToString(payload)
	signature, err := method.Sign(text, key)
	if err != nil {
		return problem("The key cannot sign with %s: %v.", algorithm, err)
	}
	set(req.Header, "Authorization", "Bearer "+text+"."+base64.RawURLEncoding.EncodeToString(signature))
	return nil
}

// jwtKey is the key in the type that a signing method takes.
func jwtKey(method jwt.SigningMethod, c request.Claims) (any, error) {
	secret := c.Key.Reveal()
	if _, shared := method.(*jwt.SigningMethodHMAC); shared {
		if secret == "" {
			return nil, problem("Type the secret that signs the JWT.")
		}
		if c.KeyIn == request.KeyInBase64 {
			return octets(secret)
		}
		return []byte(secret), nil
	}
	key, err := PrivateKey(secret)
	if err != nil {
		return nil, err
	}
	fits, wanted := false, "an RSA key"
	switch m := method.(type) {
	case *jwt.SigningMethodECDSA:
		k, ok := key.(*ecdsa.PrivateKey)
		fits = ok && k.Curve.Params().BitSize == m.CurveBits
		wanted = "an ECDSA key of the curve P-" + strconv.Itoa(m.CurveBits)
	case *jwt.SigningMethodEd25519:
		_, fits = key.(ed25519.PrivateKey)
		wanted = "an Ed25519 key"
	default:
		_, fits = key.(*rsa.PrivateKey)
	}
	if !fits {
		return nil, problem("%s wants %s, but this is %s.", method.Alg(), wanted, keyKind(key))
	}
	return key, nil
}

// octets reads a secret in base64 or base64url, padded or not. White space does not count.
func octets(secret string) ([]byte, error) {
	text := strings.TrimRight(strings.NewReplacer("-", "+", "_", "/", " ", "", "\t", "", "\r", "", "\n", "").Replace(secret), "=")
	key, err := base64.RawStdEncoding.Strict().DecodeString(text)
	if err != nil || len(key) == 0 {
		return nil, problem("The JWT secret is not base64. Correct it, or choose Secret written in, text.")
	}
	return key, nil
}

// jwtHeader is alg and typ with the members that were typed.
func jwtHeader(algorithm, typed string) ([]byte, error) {
	own, err := readObject(typed)
	if err != nil {
		return nil, problem("The JWT header is not a JSON object: %v.", err)
	}
	if alg, ok := own.get("alg"); ok && string(alg) != strconv.Quote(algorithm) {
		return nil, problem("The JWT header names the algorithm %s, but %s is chosen. Take alg out of the header.", alg, algorithm)
	}
	header := object{{"alg", []byte(strconv.Quote(algorithm))}, {"typ", []byte(`"JWT"`)}}
	for _, m := range own {
		header = header.with(m.name, m.value)
	}
	return header.bytes(), nil
}

// jwtPayload is what was typed; with a life, iat and exp count from now.
func jwtPayload(c request.Claims, now time.Time) ([]byte, error) {
	payload, err := readObject(c.Payload)
	if err != nil {
		return nil, problem("The JWT payload is not a JSON object: %v.", err)
	}
	life, wrong := request.ParseSeconds(c.Life, maxLife)
	if wrong != "" {
		return nil, problem("How long the JWT is valid: %s", strings.TrimSpace(wrong))
	}
	if life > 0 {
		payload = payload.with("iat", strconv.AppendInt(nil, now.Unix(), 10))
		payload = payload.with("exp", strconv.AppendInt(nil, now.Add(life).Unix(), 10))
	}
	return payload.bytes(), nil
}
