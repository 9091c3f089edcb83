package auth

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

func TestSignSaysWhatToCorrect(t *testing.T) {
	keys := keys(t)
	rsaKey, p256, ed := keys["RSA"].forms["PKCS #8"], keys["ES256"].forms["PKCS #8"], keys["EdDSA"].forms["PKCS #8"]
	s := request.NewSecret
	aws := func(k request.AWSKey) request.Auth { return request.Auth{Kind: request.AWS, AWS: k} }
	jwt := func(c request.Claims) request.Auth { return request.Auth{Kind: request.JWT, JWT: c} }
	oauth1 := func(c request.Consumer) request.Auth { return request.Auth{Kind: request.OAuth1, OAuth1: c} }
	hmac := func(h request.Signature) request.Auth { return request.Auth{Kind: request.HMAC, HMAC: h} }
	tests := []struct {
		name string
		auth request.Auth
		want string
	}{
		{"no access key", aws(request.AWSKey{}), "Type the AWS access key ID, or choose Auth, None."},
		{"no secret key", aws(request.AWSKey{ID: "a"}), "Type the AWS secret access key."},
		{"no region", aws(request.AWSKey{ID: "a", Secret: s("b"), Region: " "}), "Type the AWS region, for example us-east-1."},
		{"no service", aws(request.AWSKey{ID: "a", Secret: s("b"), Region: "c"}), "Type the AWS service, for example s3."},
		{"a broken session token", aws(request.AWSKey{ID: "a", Secret: s("b"), Region: "c", Service: "d", Session: s("e\nf")}),
			"The AWS credentials cannot be sent: it holds a line break. Put it on one line."},
		{"no secret", jwt(request.Claims{}), "Type the secret that signs the JWT."},
		{"no algorithm", jwt(request.Claims{Algorithm: "none", Key: s("k")}), `There is no JWT algorithm "none".`},
		{"an unknown algorithm", jwt(request.Claims{Algorithm: "XS1", Key: s("k")}), `There is no JWT algorithm "XS1".`},
		{"no private key", jwt(request.Claims{Algorithm: "RS256"}), "Type the private key in PEM: it begins with -----BEGIN PRIVATE KEY-----."},
		{"not PEM", jwt(request.Claims{Algorithm: "RS256", Key: s("k")}),
			"The private key is not in PEM: it begins with -----BEGIN PRIVATE KEY----- and ends with -----END PRIVATE KEY-----."},
		{"broken PEM", jwt(request.Claims{Algorithm: "RS256", Key: s(strings.Replace(rsaKey, "M", "?", 1))}),
			"The private key is not in PEM: illegal base64 data at input byte 0."},
		{"half of a key", jwt(request.Claims{Algorithm: "RS256", Key: s("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----")}),
			"The private key cannot be read: asn1: syntax error: truncated tag or length."},
		{"the wrong end", jwt(request.Claims{Algorithm: "RS256", Key: s(strings.Replace(rsaKey, "-----END", "-----END RSA", 1))}),
			`The private key is not in PEM: it begins as "PRIVATE KEY" and ends as "RSA PRIVATE KEY".`},
		{"a public key", jwt(request.Claims{Algorithm: "RS256", Key: s(strings.ReplaceAll(rsaKey, "PRIVATE", "PUBLIC"))}),
			"A private key is wanted, but this is a public key."},
		{"a locked key", jwt(request.Claims{Algorithm: "RS256", Key: s(strings.ReplaceAll(rsaKey, "PRIVATE", "ENCRYPTED PRIVATE"))}),
			"The private key is locked with a passphrase. Unlock it first, for example with openssl pkey -in key.pem."},
		{"a key locked in the old way", jwt(request.Claims{Algorithm: "RS256", Key: s(strings.Replace(rsaKey, "KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\n\n", 1))}),
			"The private key is locked with a passphrase. Unlock it first, for example with openssl pkey -in key.pem."},
		{"a key of another kind", jwt(request.Claims{Algorithm: "PS256", Key: s(p256)}), "PS256 wants an RSA key, but this is an ECDSA key of the curve P-256."},
		{"a key of another curve", jwt(request.Claims{Algorithm: "ES384", Key: s(p256)}),
			"ES384 wants an ECDSA key of the curve P-384, but this is an ECDSA key of the curve P-256."},
		{"an Edwards key for ECDSA", jwt(request.Claims{Algorithm: "ES512", Key: s(ed)}), "ES512 wants an ECDSA key of the curve P-521, but this is an Ed25519 key."},
		{"an RSA key for Edwards", jwt(request.Claims{Algorithm: "EdDSA", Key: s(rsaKey)}), "EdDSA wants an Ed25519 key, but this is an RSA key."},
		{"a payload that is a list", jwt(request.Claims{Key: s("k"), Payload: "[1]"}), "The JWT payload is not a JSON object: it does not begin with {."},
		{"half of a payload", jwt(request.Claims{Key: s("k"), Payload: `{"a":`}), "The JWT payload is not a JSON object: it ends too soon."},
		{"two payloads", jwt(request.Claims{Key: s("k"), Payload: `{} {}`}), "The JWT payload is not a JSON object: more follows after its end."},
		{"a payload with a stray character", jwt(request.Claims{Key: s("k"), Payload: `{"a":x}`}),
			"The JWT payload is not a JSON object: invalid character 'x' looking for beginning of value."},
		{"a header that is a text", jwt(request.Claims{Key: s("k"), Header: `"x"`}), "The JWT header is not a JSON object: it does not begin with {."},
		{"a header with another algorithm", jwt(request.Claims{Key: s("k"), Header: `{"alg":"none"}`}),
			`The JWT header names the algorithm "none", but HS256 is chosen. Take alg out of the header.`},
		{"a life that is no time", jwt(request.Claims{Key: s("k"), Life: "long"}),
			`How long the JWT is valid: "long" is not a number of seconds. Type a number such as 30 or 0.5.`},
		{"no consumer key", oauth1(request.Consumer{}), "Type the OAuth consumer key, or choose Auth, None."},
		{"an unknown method", oauth1(request.Consumer{Key: "k", Method: "X"}), `There is no OAuth signature method "X".`},
		{"no RSA key", oauth1(request.Consumer{Key: "k", Method: request.RSASHA1, Secret: s(ed)}), "RSA-SHA1 wants an RSA private key, but this is an Ed25519 key."},
		{"a broken realm", oauth1(request.Consumer{Key: "k", Realm: "a\nb"}), "The realm cannot be sent: it holds a line break. Put it on one line."},
		{"no HMAC key", hmac(request.Signature{}), "Type the HMAC key, or choose Auth, None."},
		{"an unknown hash", hmac(request.Signature{Key: s("k"), Hash: "md5"}), `There is no hash "md5". Choose sha1, sha256 or sha512.`},
		{"an unknown encoding", hmac(request.Signature{Key: s("k"), Encoding: "x"}), `There is no encoding "x". Choose hex or base64.`},
		{"a broken prefix", hmac(request.Signature{Key: s("k"), Prefix: "a\nb"}), "The prefix cannot be sent: it holds a line break. Put it on one line."},
		{"a broken name", hmac(request.Signature{Key: s("k"), Name: "a b"}), request.HeaderNameProblem("a b")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			req := newRequest(t, "GET", "https://h.example/")
			err := Sign(req, test.auth, nil, aTime)
			var p *Problem
			require.ErrorAs(t, err, &p)
			require.Equal(t, test.want, p.Error())
			require.Empty(t, req.Header, "a request that is refused is left as it was")
		})
	}
}

// signers are all kinds that read the body, and what they need.
var signers = map[string]request.Auth{
	"AWS":    {Kind: request.AWS, AWS: request.AWSKey{ID: "a", Secret: request.NewSecret("b"), Region: "c", Service: "s3"}},
	"HMAC":   {Kind: request.HMAC, HMAC: request.Signature{Key: request.NewSecret("k")}},
	"OAuth1": {Kind: request.OAuth1, OAuth1: request.Consumer{Key: "k"}},
}

func TestSignGivesTheErrorOfABody(t *testing.T) {
	broken := errors.New("the file is gone")
	for name, auth := range signers {
		t.Run(name, func(t *testing.T) {
			req := newRequest(t, "POST", "https://h.example/")
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			require.ErrorIs(t, Sign(req, auth, func() (io.Reader, error) { return nil, broken }, aTime), broken)
			reading := func() (io.Reader, error) { return io.MultiReader(strings.NewReader("a=1"), failing{broken}), nil }
			require.ErrorIs(t, Sign(req, auth, reading, aTime), broken)
			ended, cancel := context.WithCancel(t.Context())
			cancel()
			require.ErrorIs(t, Sign(req.WithContext(ended), auth, text("a=1"), aTime), context.Canceled)
			require.NotContains(t, req.Header, "Authorization")
		})
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// zeros is a file of so many bytes that counts who closed it.
type zeros struct {
	io.Reader
	closed *int
}

func (z zeros) Close() error { *z.closed++; return nil }

type zero struct{}

func (zero) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestSignStreamsLargeBodies(t *testing.T) {
	const size = 64 << 20
	for _, name := range []string{"AWS", "HMAC"} {
		t.Run(name, func(t *testing.T) {
			closed := 0
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			req := newRequest(t, "PUT", "https://h.example/")
			file := func() (io.Reader, error) { return zeros{io.LimitReader(zero{}, size), &closed}, nil }
			require.NoError(t, Sign(req, signers[name], file, aTime))
			runtime.ReadMemStats(&after)
			require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<20))
			require.Equal(t, 1, closed)
			require.NotEmpty(t, req.Header)
		})
	}
	t.Run("OAuth 1.0a refuses a form that it would have to hold", func(t *testing.T) {
		req := newRequest(t, "POST", "https://h.example/")
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		err := Sign(req, signers["OAuth1"], func() (io.Reader, error) { return io.LimitReader(zero{}, size), nil }, aTime)
		var p *Problem
		require.ErrorAs(t, err, &p)
		require.Equal(t, "OAuth 1.0a signs forms of at most 16 MB. Send the data as another kind of body.", p.Error())
	})
}

func TestSignLeavesOtherKindsAlone(t *testing.T) {
	for _, kind := range []request.AuthKind{request.NoAuth, request.Basic, request.Bearer, request.APIKey, request.Digest, request.OAuth2} {
		req := newRequest(t, "GET", "https://h.example/?a")
		require.NoError(t, Sign(req, request.Auth{Kind: kind, User: "u"}, nil, aTime))
		require.Empty(t, req.Header)
		require.Equal(t, "https://h.example/?a", req.URL.String())
	}
}

func TestSignNeverUsesANonceTwice(t *testing.T) {
	seen := map[string]bool{}
	for range 100 {
		req := newRequest(t, "GET", "https://h.example/")
		require.NoError(t, Sign(req, signers["OAuth1"], nil, aTime))
		seen[oauth1Header(t, req.Header.Get("Authorization"))["oauth_nonce"]] = true
	}
	require.Len(t, seen, 100)
}

func TestTargetIsWhatIsSent(t *testing.T) {
	tests := []struct {
		url  *url.URL
		want string
	}{
		{&url.URL{Scheme: "https", Host: "h"}, "/"},
		{&url.URL{Scheme: "https", Host: "h", Path: "/a b", RawQuery: "c=%zz"}, "/a%20b?c=%zz"},
		{&url.URL{Scheme: "https", Host: "h", Path: "/a", ForceQuery: true}, "/a?"},
		{&url.URL{Scheme: "https", Host: "h", Opaque: "//h/100%?a=%"}, "/100%?a=%"},
		{&url.URL{Scheme: "https", Host: "h", Opaque: "//h?a"}, "/?a"},
		{&url.URL{Scheme: "https", Host: "h", Opaque: "//h"}, "/"},
		{&url.URL{Scheme: "https", Host: "h", Opaque: "//h/100%", RawQuery: "a"}, "/100%?a"},
	}
	for _, test := range tests {
		t.Run(test.want, func(t *testing.T) { require.Equal(t, test.want, target(test.url)) })
	}
}

func FuzzParameters(f *testing.F) {
	f.Add("a=1&b&&=c&d=%zz%4&e=%C3%A9+;")
	f.Fuzz(func(t *testing.T, text string) {
		list := parameters(text)
		if values, err := url.ParseQuery(text); err == nil {
			// Where net/url reads a query it is read in the same way.
			got := url.Values{}
			for _, p := range list {
				got.Add(p.name, p.value)
			}
			require.Equal(t, values, got)
		}
		req, err := http.NewRequest("GET", "https://h.example/", nil)
		require.NoError(t, err)
		req.URL.RawQuery = text
		for name, auth := range signers {
			require.NoError(t, Sign(req, auth, nil, aTime), name)
		}
		require.Equal(t, text, req.URL.RawQuery)
	})
}
