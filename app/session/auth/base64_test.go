package auth

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

func TestAJWTSecretMayBeWrittenInBase64(t *testing.T) {
	sign := func(secret string, in request.KeyIn) (string, error) {
		req, err := http.NewRequest(http.MethodGet, "https://h.example/", nil)
		require.NoError(t, err)
		a := request.Auth{Kind: request.JWT, JWT: request.Claims{Key: request.NewSecret(secret), KeyIn: in, Payload: `{"sub":"1"}`}}
		err = Sign(req, a, nil, time.Now())
		return req.Header.Get("Authorization"), err
	}
	const want = "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.74ZUXGu-peC-4a7EPyFZm4D3Hok8qe0WHwA9jpAIZxE"
	for name, secret := range map[string]string{
		"base64":                    "/4AAwyjg4eLj5OXm5+jp6uvs7e7v8PHy8/T19vf4+fo=",
		"base64url":                 "_4AAwyjg4eLj5OXm5-jp6uvs7e7v8PHy8_T19vf4-fo=",
		"base64url without padding": "_4AAwyjg4eLj5OXm5-jp6uvs7e7v8PHy8_T19vf4-fo",
		"with a line break":         "/4AAwyjg4eLj5OXm5+jp\n6uvs7e7v8PHy8/T19vf4+fo=\n",
	} {
		got, err := sign(secret, request.KeyInBase64)
		require.NoError(t, err, name)
		require.Equal(t, want, got, name)
	}
	as, err := sign("/4AAwyjg4eLj5OXm5+jp6uvs7e7v8PHy8/T19vf4+fo=", request.KeyInText)
	require.NoError(t, err)
	require.NotEqual(t, want, as, "as text it is another key")
	for _, none := range []string{"not base64!", "abcde", "====", "é"} {
		_, err := sign(none, request.KeyInBase64)
		require.ErrorContains(t, err, "is not base64", none)
	}
}

func TestAKeyOfOpenSSHNamesTheCommandThatConvertsIt(t *testing.T) {
	if _, err := exec.LookPath("ssh-keygen"); err != nil {
		t.Skip("ssh-keygen is not installed")
	}
	for _, kind := range [][]string{{"-t", "rsa", "-b", "2048"}, {"-t", "ecdsa", "-b", "256"}, {"-t", "ed25519"}} {
		file := filepath.Join(t.TempDir(), "copy-of-key")
		out, err := exec.Command("ssh-keygen", append(kind, "-q", "-N", "", "-f", file)...).CombinedOutput()
		require.NoError(t, err, string(out))
		made, err := os.ReadFile(file)
		require.NoError(t, err)
		_, err = PrivateKey(string(made))
		require.Error(t, err)
		_, convert, _ := strings.Cut(err.Error(), "paste that: ")
		if strings.HasPrefix(convert, "python3") && exec.Command("python3", "-c", "import cryptography").Run() != nil {
			continue // Python's cryptography is not installed
		}
		command := exec.Command("sh", "-c", convert)
		command.Dir = filepath.Dir(file)
		out, err = command.CombinedOutput()
		require.NoError(t, err, string(out))
		converted, err := os.ReadFile(file)
		require.NoError(t, err)
		if strings.HasPrefix(convert, "python3") {
			converted = out
		}
		_, err = PrivateKey(string(converted))
		require.NoError(t, err, "the command does what is said of it")
	}
}
