//go:build !js

package relay

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheOperatorsProxiesArePrintedWithoutTheirCredentials(t *testing.T) {
	for _, c := range []struct{ plain, secure, no, printed string }{
		{"", "", "a.example", ""},
		{"http://user:secret@plain.example:3128", "", "", "goes to port 80 through http://plain.example:3128 (HTTP_PROXY)\n"},
		{"", "socks5://user:secret@[2001:db8::1]:1080/", "", "goes to all other ports through socks5://[2001:db8::1]:1080 (HTTPS_PROXY)\n"},
		{"secret@plain.example", "https://user:secret@secure.example", "corp.example,10.0.0.0/8",
			"goes to port 80 through http://plain.example (HTTP_PROXY), to all other ports through https://secure.example (HTTPS_PROXY)," +
				" straight to corp.example,10.0.0.0/8 (NO_PROXY)\n"},
	} {
		inEnvironment(t, c.plain, c.secure, c.no)
		config := Defaults()
		require.NoError(t, config.check())
		text := config.String()
		require.NotContains(t, text, "user")
		require.NotContains(t, text, "secret@")
		if c.printed == "" {
			require.NotContains(t, text, "goes ")
			continue
		}
		require.Contains(t, text, "\n"+c.printed)
	}
}

func TestAProxyThatIsNoneIsAnErrorAtTheStart(t *testing.T) {
	for text, name := range map[string]string{
		"http://user:pass%zzword@proxy.example": "HTTPS_PROXY",
		"http://user:77#word@proxy.example":     "HTTPS_PROXY",
		"http://user:77/word@proxy.example":     "HTTP_PROXY",
		"http://user:77?word@proxy.example":     "HTTP_PROXY",
		"user:pass#word@proxy.example":          "HTTPS_PROXY",
		"http://:3128":                          "HTTP_PROXY",
		"http://proxy.example:http":             "HTTP_PROXY",
	} {
		plain, secure := text, ""
		if name == "HTTPS_PROXY" {
			plain, secure = secure, plain
		}
		inEnvironment(t, plain, secure, "")
		_, err := New(Defaults())
		require.ErrorContains(t, err, name+" is no address of a proxy", text)
		require.NotContains(t, err.Error(), "77", "nothing of a password is told")
		require.NotContains(t, err.Error(), "pass%zzword")
	}
	inEnvironment(t, "proxy.example", "http://user:a%23b%2Fc%3Fd@proxy.example:3128/", "")
	_, err := New(Defaults())
	require.NoError(t, err)
}

// inEnvironment has a relay that starts find these proxies.
func inEnvironment(t *testing.T, plain, secure, no string) {
	t.Helper()
	for name, text := range map[string]string{"HTTP_PROXY": plain, "http_proxy": plain, "HTTPS_PROXY": secure, "https_proxy": secure, "NO_PROXY": no, "no_proxy": no} {
		t.Setenv(name, text)
	}
}
