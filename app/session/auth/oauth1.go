package auth

import (
	"bytes"
	"context"
	"crypto/rsa"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dghubble/oauth1"

	"roundtrip/app/request"
)

// maxForm bounds a form that is signed: its parameters are sorted, so it is held in memory.
const maxForm = 16 << 20

// signOAuth1 sets the Authorization header of RFC 5849, section 3.5.1. The nonce is the caller's to choose.
func signOAuth1(req *http.Request, c request.Consumer, body func() (io.Reader, error), now time.Time, nonce string) error {
	if c.Key == "" {
		return problem("Type the OAuth consumer key, or choose Auth, None.")
	}
	signer, err := oauth1Signer(c)
	if err != nil {
		return err
	}
	protocol := []parameter{
		{"oauth_consumer_key", c.Key},
		{"oauth_nonce", nonce},
		{"oauth_signature_method", signer.Name()},
		{"oauth_timestamp", strconv.FormatInt(now.Unix(), 10)},
	}
	if c.Token != "" {
		protocol = append(protocol, parameter{"oauth_token", c.Token})
	}
	protocol = append(protocol, parameter{"oauth_version", "1.0"})
	base := ""
	if c.Method != request.Plaintext {
		form, err := formBody(req.Context(), canonical(req.Header).Get("Content-Type"), body)
		if err != nil {
			return err
		}
		base = baseString(req, slices.Concat(protocol, form))
	}
	signature, err := signer.Sign(c.TokenSecret.Reveal(), base)
	if err != nil {
		return problem("The private key cannot sign %s: %v.", signer.Name(), err)
	}
	var pairs []string
	if c.Realm != "" {
		if why := request.HeaderValueProblem(c.Realm); why != "" {
			return problem("The realm cannot be sent: %s", why)
		}
		pairs = append(pairs, "realm="+quote(c.Realm))
	}
	for _, p := range append(protocol, parameter{"oauth_signature", signature}) {
		pairs = append(pairs, p.name+`="`+oauth1.PercentEncode(p.value)+`"`)
	}
	set(req.Header, "Authorization", "OAuth "+strings.Join(pairs, ", "))
	return nil
}

func oauth1Signer(c request.Consumer) (oauth1.Signer, error) {
	secret := c.Secret.Reveal()
	switch c.Method {
	case request.HMACSHA1:
		return &oauth1.HMACSigner{ConsumerSecret: secret}, nil
	case request.HMACSHA256:
		return &oauth1.HMAC256Signer{ConsumerSecret: secret}, nil
	case request.Plaintext:
		return plaintext{secret}, nil
	case request.RSASHA1:
		key, err := PrivateKey(secret)
		if err != nil {
			return nil, err
		}
		pair, ok := key.(*rsa.PrivateKey)
		if !ok {
			return nil, problem("RSA-SHA1 wants an RSA private key, but this is %s.", keyKind(key))
		}
		return &oauth1.RSASigner{PrivateKey: pair}, nil
	}
	return nil, problem("There is no OAuth signature method %q.", string(c.Method))
}

// plaintext is the signature method of RFC 5849, section 3.4.4: the secrets themselves.
type plaintext struct{ secret string }

func (plaintext) Name() string { return "PLAINTEXT" }

func (p plaintext) Sign(tokenSecret, _ string) (string, error) {
	return oauth1.PercentEncode(p.secret) + "&" + oauth1.PercentEncode(tokenSecret), nil
}

// formBody gives the parameters of a body that is a form: they are signed (RFC 5849, section 3.4.1.3.1). No other body is.
func formBody(ctx context.Context, contentType string, body func() (io.Reader, error)) ([]parameter, error) {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil || media != "application/x-www-form-urlencoded" {
		return nil, nil
	}
	var form bytes.Buffer
	if err := copyBody(ctx, &bounded{to: &form, left: maxForm}, body); err != nil {
		return nil, err
	}
	return parameters(form.String()), nil
}

// bounded refuses what is longer than a form that can be signed.
type bounded struct {
	to   io.Writer
	left int
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, problem("OAuth 1.0a signs forms of at most %d MB. Send the data as another kind of body.", maxForm>>20)
	}
	return b.to.Write(p)
}

// baseString is what is signed (RFC 5849, section 3.4.1). The library's own knows no parameters that come twice.
func baseString(req *http.Request, params []parameter) string {
	path, query, _ := strings.Cut(target(req.URL), "?")
	var pairs [][2]string
	for _, p := range append(parameters(query), params...) {
		pairs = append(pairs, [2]string{oauth1.PercentEncode(p.name), oauth1.PercentEncode(p.value)})
	}
	slices.SortFunc(pairs, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	var normal strings.Builder
	for i, p := range pairs {
		if i > 0 {
			normal.WriteByte('&')
		}
		fmt.Fprintf(&normal, "%s=%s", p[0], p[1])
	}
	uri := strings.ToLower(req.URL.Scheme) + "://" + strings.ToLower(host(req)) + path
	return strings.ToUpper(req.Method) + "&" + oauth1.PercentEncode(uri) + "&" + oauth1.PercentEncode(normal.String())
}
