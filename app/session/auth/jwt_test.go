package auth

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

// keys are private keys of all kinds, each in PEM in every form that programs write, by the algorithms that they sign for.
func keys(t *testing.T) map[string]struct {
	public crypto.PublicKey
	forms  map[string]string
} {
	t.Helper()
	list := map[string]struct {
		public crypto.PublicKey
		forms  map[string]string
	}{}
	add := func(name string, key crypto.Signer, label string, der []byte) {
		pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
		require.NoError(t, err)
		forms := map[string]string{"PKCS #8": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}))}
		if der != nil {
			forms[label] = string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
		}
		list[name] = struct {
			public crypto.PublicKey
			forms  map[string]string
		}{key.Public(), forms}
	}
	pair, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	add("RSA", pair, "RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(pair))
	for name, curve := range map[string]elliptic.Curve{"ES256": elliptic.P256(), "ES384": elliptic.P384(), "ES512": elliptic.P521()} {
		key, err := ecdsa.GenerateKey(curve, rand.Reader)
		require.NoError(t, err)
		der, err := x509.MarshalECPrivateKey(key)
		require.NoError(t, err)
		add(name, key, "EC PRIVATE KEY", der)
	}
	_, key, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	add("EdDSA", key, "", nil)
	return list
}

func TestJWTSignsWithEveryAlgorithmAndEveryFormOfItsKey(t *testing.T) {
	keys := keys(t)
	for _, chosen := range request.JWTAlgorithms {
		name := chosen
		if chosen == "" {
			name = "HS256"
		}
		kind := name
		if strings.HasPrefix(name, "RS") || strings.HasPrefix(name, "PS") {
			kind = "RSA"
		}
		forms, public := map[string]string{"shared": "påss"}, any([]byte("påss"))
		if !strings.HasPrefix(name, "HS") {
			forms, public = keys[kind].forms, keys[kind].public
		}
		for form, key := range forms {
			t.Run(name+" "+form, func(t *testing.T) {
				req := newRequest(t, "GET", "https://h.example/")
				c := request.Claims{Algorithm: chosen, Key: request.NewSecret(key), Payload: `{"sub":"me"}`, Header: `{"kid":"1"}`}
				require.NoError(t, Sign(req, request.Auth{Kind: request.JWT, JWT: c}, nil, aTime))
				sent, bearer := strings.CutPrefix(req.Header.Get("Authorization"), "Bearer ")
				require.True(t, bearer)
				token, err := jwt.Parse(sent, func(*jwt.Token) (any, error) { return public, nil }, jwt.WithValidMethods([]string{name}))
				require.NoError(t, err)
				require.Equal(t, map[string]any{"alg": name, "typ": "JWT", "kid": "1"}, token.Header)
				require.Equal(t, jwt.MapClaims{"sub": "me"}, token.Claims)
			})
		}
	}
}

// The token that jwt.io begins with.
func TestJWTIsTheTokenOfJWTIO(t *testing.T) {
	req := newRequest(t, "GET", "https://h.example/")
	c := request.Claims{Key: request.NewSecret("your-256-bit-secret"), Payload: "{\n  \"sub\": \"1234567890\",\n  \"name\": \"John Doe\",\n  \"iat\": 1516239022\n}"}
	require.NoError(t, signJWT(req, c, aTime))
	require.Equal(t, "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ."+
		"SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c", req.Header.Get("Authorization"))
}

func TestJWTKeepsWhatWasTyped(t *testing.T) {
	tests := []struct{ name, payload, header, life, wantHeader, want string }{
		{"order, digits and duplicates", `{"z":1.50, "a":12345678901234567890,"z":"<é>","<":[ 1 ]}`, ``, ``,
			`{"alg":"HS256","typ":"JWT"}`, `{"z":1.50,"a":12345678901234567890,"z":"<é>","<":[1]}`},
		{"nothing", ``, ` `, ``, `{"alg":"HS256","typ":"JWT"}`, `{}`},
		{"a life", `{"sub":"x"}`, ``, `90`, `{"alg":"HS256","typ":"JWT"}`, `{"sub":"x","iat":1440938160,"exp":1440938250}`},
		{"a life as Go writes it, over times that were typed", `{"exp":1,"sub":"x","iat":2}`, ``, `1h`,
			`{"alg":"HS256","typ":"JWT"}`, `{"exp":1440941760,"sub":"x","iat":1440938160}`},
		{"a header with another type", `{}`, `{"kid":"k","typ":"at+jwt","alg":"HS256"}`, ``, `{"alg":"HS256","typ":"at+jwt","kid":"k"}`, `{}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			req := newRequest(t, "GET", "https://h.example/")
			c := request.Claims{Key: request.NewSecret("k"), Payload: test.payload, Header: test.header, Life: test.life}
			require.NoError(t, signJWT(req, c, aTime))
			parts := strings.Split(strings.TrimPrefix(req.Header.Get("Authorization"), "Bearer "), ".")
			require.Len(t, parts, 3)
			header, err := base64.RawURLEncoding.DecodeString(parts[0])
			require.NoError(t, err)
			require.Equal(t, test.wantHeader, string(header))
			payload, err := base64.RawURLEncoding.DecodeString(parts[1])
			require.NoError(t, err)
			require.Equal(t, test.want, string(payload))
		})
	}
	t.Run("a life is what servers check", func(t *testing.T) {
		req := newRequest(t, "GET", "https://h.example/")
		require.NoError(t, signJWT(req, request.Claims{Key: request.NewSecret("k"), Life: "60"}, aTime))
		sent := strings.TrimPrefix(req.Header.Get("Authorization"), "Bearer ")
		key := func(*jwt.Token) (any, error) { return []byte("k"), nil }
		at := func(d time.Duration) jwt.ParserOption {
			return jwt.WithTimeFunc(func() time.Time { return aTime.Add(d) })
		}
		_, err := jwt.Parse(sent, key, at(59*time.Second), jwt.WithIssuedAt(), jwt.WithExpirationRequired())
		require.NoError(t, err)
		_, err = jwt.Parse(sent, key, at(61*time.Second))
		require.ErrorIs(t, err, jwt.ErrTokenExpired)
	})
}

func TestPrivateKeysAreReadHoweverTheyArePasted(t *testing.T) {
	for kind, key := range keys(t) {
		for form, text := range key.forms {
			pasted := map[string]string{
				"as it is":                         text,
				"with the breaks of Windows":       strings.ReplaceAll(text, "\n", "\r\n"),
				"with text around":                 "Bag Attributes\n" + text + "\nmore",
				"in one line":                      strings.ReplaceAll(text, "\n", ""),
				"in one line with spaces":          strings.ReplaceAll(text, "\n", " "),
				"from an environment file":         strings.ReplaceAll(text, "\n", `\n`),
				"behind the parameters of openssl": "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + text,
			}
			for way, text := range pasted {
				t.Run(kind+" "+form+" "+way, func(t *testing.T) {
					got, err := PrivateKey(text)
					require.NoError(t, err)
					require.Equal(t, key.public, got.Public())
				})
			}
		}
	}
}

func FuzzPrivateKey(f *testing.F) {
	f.Add("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n")
	f.Add("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----")
	f.Add("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n-----END RSA PRIVATE KEY-----")
	f.Fuzz(func(t *testing.T, text string) {
		key, err := PrivateKey(text)
		if err != nil {
			p, ok := err.(*Problem)
			require.True(t, ok)
			require.Regexp(t, `^[A-Z].*\.$`, strings.ReplaceAll(p.Error(), "\n", " "))
			return
		}
		require.NotNil(t, key.Public())
	})
}

func FuzzObject(f *testing.F) {
	f.Add(`{"a":1,"a":[{"b":null}],"é":"<"}`)
	f.Add("{\n}")
	f.Add(`{"a"`)
	f.Add(`[1]`)
	f.Fuzz(func(t *testing.T, text string) {
		o, err := readObject(text)
		if err != nil {
			return
		}
		again, err := readObject(string(o.bytes()))
		require.NoError(t, err)
		require.Equal(t, o.bytes(), again.bytes())
		require.Len(t, again, len(o))
	})
}
