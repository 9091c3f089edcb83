package request

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSecretsOfTheOptionsAreSealedAndFilledIn(t *testing.T) {
	r := Request{URL: "https://a.example/?p=proxy-password-42", Options: Options{Network: Network{
		Key: NewSecret("-----BEGIN PRIVATE KEY-----"), ProxyUser: "ada", ProxyPassword: NewSecret("proxy-password-42")}}}
	sealed, found := r.Seal()
	require.Len(t, found, 2)
	require.Equal(t, "options: private key", found[0].Where)
	require.Equal(t, "cert-key", sealed.Options.Network.Key.Wanted())
	require.Equal(t, "proxy-password", sealed.Options.Network.ProxyPassword.Wanted())
	require.Equal(t, "https://a.example/?p={{proxy-password}}", sealed.URL, "wherever else it stands")
	require.ElementsMatch(t, []string{"cert-key", "proxy-password"}, sealed.Wanted())
	whole := sealed.Fill(map[string]string{"cert-key": "-----BEGIN PRIVATE KEY-----", "proxy-password": "proxy-password-42"})
	require.Equal(t, r.Options, whole.Options)

	text, err := json.Marshal(r.Options)
	require.NoError(t, err)
	require.NotContains(t, string(text), "42")
	require.NotContains(t, string(text), "BEGIN")
}

func TestCredentialsForAProxyGoToThatProxyOnly(t *testing.T) {
	session := Request{Options: Options{Network: Network{
		Proxy: "http://office:3128", ProxyUser: "ada", ProxyPassword: NewSecret("pp"), NoProxy: "localhost", Cert: certificate, Key: NewSecret("k"), Verify: VerifyOff}}}
	require.Equal(t, session.Options, Inherit(Request{}, session, nil).Options)

	own := Request{Options: Options{Network: Network{Proxy: "socks5://other:1080"}}}
	got := Inherit(own, session, nil).Options.Network
	require.Equal(t, Network{Proxy: "socks5://other:1080", NoProxy: "localhost", Cert: certificate, Key: NewSecret("k"), Verify: VerifyOff}, got)

	own = Request{Options: Options{Network: Network{Key: Hole("mine")}}}
	got = Inherit(own, session, nil).Options.Network
	require.Empty(t, got.Cert)
	require.Equal(t, "mine", got.Key.Wanted())
	require.Equal(t, "pp", got.ProxyPassword.Reveal())
}

const certificate = "-----BEGIN CERTIFICATE-----\nQUE=\n-----END CERTIFICATE-----"

func TestNobodyTypesWhatAFileMayHold(t *testing.T) {
	n := Network{Proxy: "http://ada:pw@proxy.example", CA: "none", NoProxy: "a, b", MinTLS: "0.9", Key: NewSecret("k")}
	require.Equal(t, Network{NoProxy: "a, b", Key: NewSecret("k")}, n.Chosen())
}

func TestPatternsOfHostsThatNeverMatchAreRefused(t *testing.T) {
	for pattern, says := range map[string]string{
		"localhost": "", ".example.com": "", "example.com": "", "example.com:8080": "", "10.0.0.0/8": "", "10.1.2.3": "", "[::1]": "", "[::1]:80": "", "::1": "", "fd00::/8": "", "*": "",
		"xn--mnchen-3ya.example": "", "a_b.example": "",
		"*.example.com": "write .example.com", "api.*": "not for a part of a name", "192.168.*": "not for a part of a name", "10.0.0": "not a whole address",
		"256.1.1.1": "not a whole address", "example.com/path": "a host has no path", "10.0.0.0/33": "not a network", "https://example.com": "is a URL",
		"example.com:99999": "no port", "example.com:http": "no port", "m\u00fcnchen.example": "xn--", "example.com.": "not the name of a host", "a..b": "not the name of a host",
		"<local>": "not the name of a host", "fe80::1%eth0": "has a zone", "me@example.com": "not the name of a host",
	} {
		s, _ := FindSetting("no-proxy")
		problem := s.Set(&Request{}, pattern)
		if says == "" {
			require.Empty(t, problem, pattern)
		} else {
			require.Contains(t, problem, says, pattern)
		}
	}
}
