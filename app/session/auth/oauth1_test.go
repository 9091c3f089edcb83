package auth

import (
	"crypto"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

type oauth1Vector struct {
	Name, Kind, Method, URL string
	Form, OAuth             map[string]string
	FormBody                string `json:"form_body"`
	ConsumerSecret          string `json:"consumer_secret"`
	TokenSecret             string `json:"token_secret"`
	BaseString              string `json:"expected_base_string"`
	Signature               string `json:"expected_signature"`
}

func TestOAuth1SignsTheVectors(t *testing.T) {
	n := 0
	corpus(t, "auth/misc-vectors.jsonl", func(v oauth1Vector) {
		if !strings.HasPrefix(v.Kind, "oauth1") {
			return
		}
		n++
		t.Run(v.Name, func(t *testing.T) {
			req := newRequest(t, v.Method, v.URL)
			form := v.FormBody
			if form == "" {
				fields := url.Values{}
				for name, value := range v.Form {
					fields.Set(name, value)
				}
				form = fields.Encode()
			}
			params := parameters(form)
			for name, value := range v.OAuth {
				params = append(params, parameter{name, value})
			}
			require.Equal(t, v.BaseString, baseString(req, params))
			if v.Signature == "" {
				return // RFC 5849 gives no secrets for its base string
			}
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
			at := aTime.Add(1318622958e9 - 1440938160e9)
			c := request.Consumer{Key: v.OAuth["oauth_consumer_key"], Secret: request.NewSecret(v.ConsumerSecret),
				Token: v.OAuth["oauth_token"], TokenSecret: request.NewSecret(v.TokenSecret)}
			require.NoError(t, signOAuth1(req, c, text(form), at, v.OAuth["oauth_nonce"]))
			sent := oauth1Header(t, req.Header.Get("Authorization"))
			require.Equal(t, v.Signature, sent["oauth_signature"])
			delete(sent, "oauth_signature")
			require.Equal(t, v.OAuth, sent)
		})
	})
	require.Equal(t, 2, n)
}

// oauth1Header reads the header as a server does (RFC 5849, section 3.5.1).
func oauth1Header(t *testing.T, header string) map[string]string {
	t.Helper()
	rest, ok := strings.CutPrefix(header, "OAuth ")
	require.True(t, ok, header)
	params := map[string]string{}
	for _, pair := range strings.Split(rest, ", ") {
		name, value, _ := strings.Cut(pair, "=")
		value, err := url.PathUnescape(strings.Trim(value, `"`))
		require.NoError(t, err)
		params[name] = value
	}
	return params
}

func TestOAuth1SignsWithEveryMethod(t *testing.T) {
	pair, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	private := string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(pair)}))
	const base = "GET&http%3A%2F%2Fexample.com%2Fr%2520v%2FX&a%3D1%26a%3D2%26id%3D123%26oauth_consumer_key%3Dk" +
		"%26oauth_nonce%3Dn%26oauth_signature_method%3DMETHOD%26oauth_timestamp%3D1440938160%26oauth_version%3D1.0"
	for _, method := range []request.OAuth1Method{request.HMACSHA1, request.HMACSHA256, request.RSASHA1, request.Plaintext} {
		name := string(method)
		if method == request.HMACSHA1 {
			name = "HMAC-SHA1"
		}
		t.Run(name, func(t *testing.T) {
			req := newRequest(t, "get", "HTTP://EXAMPLE.COM:80/r%20v/X?id=123&a=2&a=1")
			c := request.Consumer{Key: "k", Secret: request.NewSecret("c&ä"), TokenSecret: request.NewSecret("t"), Method: method, Realm: `a"b, c`}
			if method == request.RSASHA1 {
				c.Secret = request.NewSecret(private)
			}
			require.NoError(t, signOAuth1(req, c, nil, aTime, "n"))
			header := req.Header.Get("Authorization")
			require.Contains(t, header, `OAuth realm="a\"b, c", oauth_consumer_key="k", `)
			sent := oauth1Header(t, strings.Replace(header, `realm="a\"b, c", `, "", 1))
			require.Equal(t, name, sent["oauth_signature_method"])
			require.NotContains(t, sent, "oauth_token")
			signed := strings.Replace(base, "METHOD", name, 1)
			switch method {
			case request.Plaintext:
				require.Equal(t, "c%26%C3%A4&t", sent["oauth_signature"])
			case request.RSASHA1:
				got, err := base64.StdEncoding.DecodeString(sent["oauth_signature"])
				require.NoError(t, err)
				sum := sha1.Sum([]byte(signed))
				require.NoError(t, rsa.VerifyPKCS1v15(&pair.PublicKey, crypto.SHA1, sum[:], got))
			default:
				hash := sha1.New
				if method == request.HMACSHA256 {
					hash = sha256.New
				}
				mac := hmac.New(hash, []byte("c%26%C3%A4&t"))
				mac.Write([]byte(signed))
				require.Equal(t, base64.StdEncoding.EncodeToString(mac.Sum(nil)), sent["oauth_signature"])
			}
		})
	}
}

func TestOAuth1SignsOnlyBodiesThatAreForms(t *testing.T) {
	signed := func(contentType, body string) string {
		req := newRequest(t, "POST", "https://h.example/")
		req.Header["content-type"] = []string{contentType}
		require.NoError(t, signOAuth1(req, request.Consumer{Key: "k"}, text(body), aTime, "n"))
		return req.Header.Get("Authorization")
	}
	require.NotEqual(t, signed("application/x-www-form-urlencoded", "a=1"), signed("application/x-www-form-urlencoded", "a=2"))
	require.Equal(t, signed("application/json", "a=1"), signed("application/json", "a=2"))
	require.Equal(t, signed("multipart/form-data; boundary=x", "a=1"), signed("", "a=2"))
}
