package request

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const pem = "-----BEGIN CERTIFICATE-----\nQUE=\n-----END CERTIFICATE-----"

// A link may say every setting. These are the values that could harm whoever fills in a token and presses Send.
func TestWhatALinkCouldDoToWhoSendsItIsSaid(t *testing.T) {
	const url = "https://api.example.com/v1"
	network := func(n Network) Request { return Request{URL: url, Options: Options{Network: n}} }
	grant := func(g Grant) Request { return Request{URL: url, Auth: Auth{Kind: OAuth2, OAuth2: g}} }
	retry := func(method string, r Retry) Request {
		return Request{Method: method, URL: url, Options: Options{Retry: r}}
	}
	cases := []struct {
		name    string
		r       Request
		setting string // "" where nothing is withheld
		says    string
	}{
		{"a proxy", network(Network{Proxy: "http://evil.example:3128"}), "proxy", "http://evil.example:3128"},
		{"hosts without the person's own proxy", network(Network{NoProxy: "api.example.com"}), "no-proxy", "api.example.com"},
		{"a CA", network(Network{CA: pem}), "verify-ca", "can read and change what you send"},
		{"no verification", network(Network{Verify: VerifyOff}), "verify", "Accepts any certificate"},
		{"another name", network(Network{ServerName: "evil.example"}), "tls-name", "evil.example instead of one for api.example.com"},
		{"old TLS", network(Network{MinTLS: TLS10}), "tls-min", "TLS 1.0"},
		{"new TLS", network(Network{MinTLS: TLS13}), "tls-min", "nothing newer than TLS 1.2"},
		{"a client certificate", network(Network{Cert: pem}), "cert", "Identifies you"},
		{"a client certificate as one file", network(Network{Key: Hole("cert-key")}), "cert-key", "Identifies you"},
		{"a version of HTTP", network(Network{HTTP: HTTP2}), "", ""},
		{"cookies of the browser", Request{URL: url, Options: Options{Credentials: Include}}, "credentials", "cookies that your browser has for api.example.com"},
		{"cookies of the page's own host", Request{URL: "/demo/post", Options: Options{Credentials: SameOrigin}}, "credentials", "cookies that your browser has for this URL"},
		{"credentials for other hosts", Request{URL: url, Options: Options{Trusted: true}}, "redirect-trusted", "to other hosts"},
		{"a file", Request{URL: url, Options: Options{Save: true}}, "save", "as a file"},

		{"a token from elsewhere", grant(Grant{TokenURL: "https://evil.example/token"}), "oauth2-token-url", "to https://evil.example/token for a token, and the token to api.example.com"},
		{"a token from the same host", grant(Grant{TokenURL: "https://api.example.com/token", AuthorizeURL: "https://api.example.com/authorize"}), "", ""},
		{"a token without TLS", grant(Grant{TokenURL: "http://api.example.com/token"}), "oauth2-token-url", "http://api.example.com/token"},
		{"a token from another port", grant(Grant{TokenURL: "https://api.example.com:444/token"}), "oauth2-token-url", ":444"},
		{"a token from a host that looks the same", grant(Grant{TokenURL: "https://api.example.com@evil.example/token"}), "oauth2-token-url", "evil.example"},
		{"a token from a host behind a backslash", grant(Grant{TokenURL: `https://evil.example\@api.example.com/token`}), "oauth2-token-url", "evil.example"},
		{"a sign-in elsewhere", grant(Grant{AuthorizeURL: "https://login.example/authorize"}), "oauth2-authorize-url", "https://login.example/authorize"},
		{"a sign-in that the grant does not have", grant(Grant{Flow: ClientCredentials, AuthorizeURL: "https://login.example/authorize"}), "", ""},
		{"a code of a device elsewhere", grant(Grant{Flow: DeviceCode, DeviceURL: "https://login.example/device"}), "oauth2-device-url", "https://login.example/device"},
		{"secrets in place of a signature", Request{URL: url, Auth: Auth{Kind: OAuth1, OAuth1: Consumer{Method: Plaintext}}}, "oauth1-method", "secret"},
		{"a signature", Request{URL: url, Auth: Auth{Kind: OAuth1, OAuth1: Consumer{Method: HMACSHA256}}}, "", ""},

		{"a POST that is repeated", retry("POST", Retry{Total: 100, Methods: []string{"POST"}}), "retry-methods", "Repeats the POST after a failure, up to 100 times"},
		{"a GET that is repeated", retry("GET", Retry{Total: 3, Methods: []string{"GET"}, Statuses: []int{503}, Backoff: time.Second}), "", ""},
		{"a PUT that is repeated by default", retry("PUT", Retry{Total: 3}), "", ""},
		{"a success that is repeated", retry("PUT", Retry{Total: 1, Statuses: []int{200}}), "retry-statuses", "even after a success, up to once"},
		{"pages of a POST", Request{Method: "POST", URL: url, Options: Options{Pages: Pages{Kind: ByCursor, In: InBody, Path: "next", Field: "after"}}}, "pages", "Sends the POST again for each page, up to 100 times"},
		{"pages of a GET", Request{URL: url, Options: Options{Pages: Pages{Kind: ByLink}}}, "", ""},

		{"another site at the same server", Request{URL: url, Headers: []Field{{Name: "host", Value: "evil.example"}}}, "host", "for another site: evil.example"},
		{"the site of the URL", Request{URL: url, Headers: []Field{{Name: "Host", Value: "API.example.com"}}}, "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.r.Headers = append(c.r.Headers, Field{Name: "Accept", Value: "*/*"})
			safe, held := c.r.Withhold()
			if c.setting == "" {
				require.Empty(t, held)
				require.Equal(t, c.r, safe)
				return
			}
			require.Len(t, held, 1)
			require.Equal(t, c.setting, held[0].Name)
			require.Contains(t, held[0].Risk, c.says)
			require.False(t, held[0].In(&safe))
			_, again := safe.Withhold()
			require.Empty(t, again, "it is out of the request")
			allowed := safe.Take(held[0], true)
			require.Equal(t, c.r, allowed)
			require.True(t, held[0].In(&allowed))
			require.Equal(t, safe, allowed.Take(held[0], false))
		})
	}
}

func TestCredentialsForAProxyAreWithheldWithIt(t *testing.T) {
	r := Request{URL: "https://h/", Options: Options{Network: Network{Proxy: "http://p.example:1", ProxyUser: "ada", ProxyPassword: Hole("proxy-password")}}}
	safe, held := r.Withhold()
	require.Len(t, held, 1)
	require.Equal(t, Network{}, safe.Options.Network)
	require.Empty(t, safe.Wanted(), "nobody is asked for a password that is not used")
	require.Equal(t, []string{"proxy-password"}, safe.Take(held[0], true).Wanted())
}

func TestWordsOfALinkInARiskStayShort(t *testing.T) {
	r := Request{URL: "https://h/", Options: Options{Network: Network{NoProxy: "one\n\ntwo " + string(make([]byte, 500)) + "\xff"}}}
	_, held := r.Withhold()
	require.Less(t, len(held[0].Risk), 200)
	require.Contains(t, held[0].Risk, "one two")
}

// What no value of could harm whoever sends a link: it says where credentials go by names that are shown, how long to wait, or what is shown of
// the answer. A new setting is either risky in Settings, or its name belongs here.
var harmless = map[string]bool{
	"user": true, "password": true, "token": true, "key-name": true, "key-in": true, "key": true, // they go where the URL says
	"oauth2-flow": true, "oauth2-client": true, "oauth2-secret": true, "oauth2-client-in": true, "oauth2-scope": true, "oauth2-audience": true, // they go where its URLs say
	"oauth1-key": true, "oauth1-secret": true, "oauth1-token": true, "oauth1-token-secret": true, "oauth1-realm": true,
	"aws-id": true, "aws-secret": true, "aws-session": true, "aws-region": true, "aws-service": true, "aws-in": true,
	"jwt-algorithm": true, "jwt-key": true, "jwt-key-in": true, "jwt-payload": true, "jwt-header": true, "jwt-life": true,
	"hmac-key": true, "hmac-hash": true, "hmac-encoding": true, "hmac-name": true, "hmac-prefix": true, "hmac-signed": true,
	"timeout": true, "total": true, "connect": true, "read": true, "redirect": true, "max-redirect": true, "cache": true, "stream": true, "raise": true,
	"retry": true, "retry-backoff": true, "retry-jitter": true, "retry-max": true, "retry-ignore-after": true, "retry-return": true, // they repeat what is safe
	"wait": true, "keep": true, "keep-served": true,
	"pages-path": true, "pages-in": true, "pages-parameter": true, "pages-field": true, "pages-start": true, "pages-step": true, "pages-items": true, "pages-max": true, "pages-more": true, // with pages
	"cert-passphrase": true, "proxy-user": true, "proxy-password": true, // with their group
	"http-version": true,
}

func TestOfEverySettingItIsDecidedWhatALinkMayDoWithIt(t *testing.T) {
	for _, s := range Settings {
		if s.Private {
			continue // no link holds it
		}
		require.NotEqual(t, s.risk != nil, harmless[s.Name], "%s: what could a link do with it to somebody who fills in a token and presses Send?", s.Name)
	}
}
