package auth

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

type hmacVector struct {
	Name, Kind, SHA1, SHA256, SHA512 string
	Key                              string `json:"key_hex"`
	Data                             string `json:"data_hex"`
}

func TestHMACHashesTheVectorsOfRFC4231(t *testing.T) {
	n := 0
	corpus(t, "auth/misc-vectors.jsonl", func(v hmacVector) {
		if v.Kind != "hmac" {
			return
		}
		n++
		key, err := hex.DecodeString(v.Key)
		require.NoError(t, err)
		data, err := hex.DecodeString(v.Data)
		require.NoError(t, err)
		for hash, want := range map[string]string{"": v.SHA256, "sha1": v.SHA1, "sha256": v.SHA256, "sha512": v.SHA512} {
			t.Run(v.Name+" "+hash, func(t *testing.T) {
				s := request.Signature{Key: request.NewSecret(string(key)), Hash: hash}
				req := newRequest(t, "POST", "https://h.example/")
				require.NoError(t, Sign(req, request.Auth{Kind: request.HMAC, HMAC: s}, text(string(data)), aTime))
				require.Equal(t, want, req.Header.Get("X-Signature"))
				sum, err := hex.DecodeString(want)
				require.NoError(t, err)
				s.Encoding = "base64"
				require.NoError(t, signHMAC(req, s, text(string(data)), aTime))
				require.Equal(t, []string{base64.StdEncoding.EncodeToString(sum)}, req.Header["X-Signature"])
			})
		}
	})
	require.Equal(t, 5, n)
}

// The example of GitHub's page "Validating webhook deliveries".
func TestHMACSignsAsGitHubDoes(t *testing.T) {
	req := newRequest(t, "POST", "https://h.example/")
	s := request.Signature{Key: request.NewSecret("It's a Secret to Everybody"), Name: "X-Hub-Signature-256", Prefix: "sha256="}
	require.NoError(t, signHMAC(req, s, text("Hello, World!"), aTime))
	require.Equal(t, "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", req.Header.Get("X-Hub-Signature-256"))
}

func TestHMACFillsItsPlaceholders(t *testing.T) {
	tests := []struct{ name, url, signed, want string }{
		{"nothing is the body", "https://h.example/", "", "[method]"},
		{"all of them", "https://h.example:8443/p%20q?a=[1]", "[method]\n[url]\n[target]\n[host]\n[timestamp]\n[body].",
			"PUT\nhttps://h.example:8443/p%20q?a=[1]\n/p%20q?a=[1]\nh.example:8443\n1440938160\n[method]."},
		{"the body twice, from its start each time", "https://h.example/", "[body][body]", "[method][method]"},
		{"other brackets are text", "https://h.example/", "[other] [METHOD] [target", "[other] [METHOD] [target"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			req := newRequest(t, "PUT", test.url)
			s := request.Signature{Key: request.NewSecret("k"), Signed: test.signed, Prefix: "t=[timestamp],v1="}
			require.NoError(t, signHMAC(req, s, text("[method]"), aTime))
			mac := hmac.New(sha256.New, []byte("k"))
			mac.Write([]byte(test.want))
			require.Equal(t, "t=1440938160,v1="+hex.EncodeToString(mac.Sum(nil)), req.Header.Get("X-Signature"))
		})
	}
}
