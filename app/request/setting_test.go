package request

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSettingsReadWhatPeopleType(t *testing.T) {
	for _, c := range []struct{ name, text, value, problem string }{
		{"timeout", "0,5", "0.5", ""},
		{"timeout", " 1m30s ", "90", ""},
		{"timeout", "", "", ""},
		{"timeout", "soon", "", `"soon" is not a number of seconds. Type a number such as 30 or 0.5.`},
		{"timeout", "0", "", `"0" is not more than 0 seconds. Type a number such as 30 or 0.5, or nothing for the default.`},
		{"timeout", "NaN", "", `"NaN" is not more than 0 seconds. Type a number such as 30 or 0.5, or nothing for the default.`},
		{"timeout", "86401", "", `"86401" is more than 86400 seconds, the longest that can be.`},
		{"retry", "3", "3", ""},
		{"retry", "-1", "", `"-1" is not a whole number from 0 to 100.`},
		{"retry-statuses", "429, 503", "429 503", ""},
		{"retry-statuses", "6000", "", `"6000" is not a status code. Type codes such as 429 503.`},
		{"retry-methods", "GET POST", "GET POST", ""},
		{"retry-methods", "GET /", "", `"/" is not a method. Type methods such as GET POST.`},
		{"redirect", "follow", "", ""},
		{"redirect", "stop", "stop", ""},
		{"redirect", "never", "", `"never" is none of follow, error, stop.`},
		{"raise", "on", "on", ""},
		{"raise", "off", "", ""},
		{"raise", "yes", "", `"yes" is neither on nor off.`},
		{"oauth2-expires", "2026-01-31T12:00:00+01:00", "2026-01-31T11:00:00Z", ""},
		{"verify", "off", "off", ""},
		{"verify", "on", "", ""},
		{"verify-ca", " -----BEGIN CERTIFICATE-----\nQQ==\n-----END CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\nQQ==\n-----END CERTIFICATE-----", ""},
		{"verify-ca", "/etc/ssl/ca.pem", "", "This is not a certificate in PEM, which begins with -----BEGIN CERTIFICATE-----."},
		{"cert", "-----BEGIN CERTIFICATE-----\nQQ==", "", "A certificate in PEM ends with -----END CERTIFICATE-----; that line is missing."},
		{"cert", "-----BEGIN CERTIFICATE----- QQ== -----END CERTIFICATE----- -----BEGIN RSA PRIVATE KEY-----", "",
			"This holds a private key, which stays a secret only in the field Private key: a client's belongs there, with its certificate or without. Nothing else needs one."},
		{"tls-name", "api.example.com", "api.example.com", ""},
		{"tls-name", "https://api.example.com", "", `"https://api.example.com" is not the name of a host, such as api.example.com.`},
		{"tls-min", "1.2", "", ""},
		{"tls-min", "1.3", "1.3", ""},
		{"http-version", "2", "2", ""},
		{"http-version", "3", "", `"3" is none of auto, 1.1, 2.`},
		{"proxy", "socks5h://127.0.0.1:1080", "socks5h://127.0.0.1:1080", ""},
		{"proxy", "http://[::1]:3128/", "http://[::1]:3128/", ""},
		{"proxy", "proxy.example:3128", "", "Begin with http://, https://, socks5:// or socks5h://, such as http://proxy.example:3128 or socks5://127.0.0.1:1080."},
		{"proxy", "http://ada:pw@proxy.example:3128", "", "Put the user name and the password into their own fields, where the password stays a secret."},
		{"proxy", "http://proxy.example:99999", "", `"99999" is not a port.`},
		{"proxy", "http://proxy.example/path", "", "A proxy is a host and a port, such as http://proxy.example:3128 or socks5://127.0.0.1:1080."},
		{"proxy", "http://", "", "A proxy is a host and a port, such as http://proxy.example:3128 or socks5://127.0.0.1:1080."},
		{"proxy", "http://a b", "", "This is not the URL of a proxy, such as http://proxy.example:3128 or socks5://127.0.0.1:1080."},
		{"no-proxy", "localhost,10.0.0.0/8  .example.com", "localhost, 10.0.0.0/8, .example.com", ""},
		{"no-proxy", "http://localhost", "", `"http://localhost" is a URL. Type hosts such as localhost .example.com 10.0.0.0/8, or * for all.`},
		{"oauth2-expires", "never", "", `"never" is not a time such as 2026-01-31T12:00:00Z.`},
	} {
		t.Run(c.name+" "+c.text, func(t *testing.T) {
			s, ok := FindSetting(c.name)
			require.True(t, ok)
			var r Request
			require.Equal(t, c.problem, s.Set(&r, c.text))
			require.Equal(t, c.value, s.Get(&r))
			if c.problem != "" {
				require.Zero(t, r)
			}
		})
	}
}

func TestASecretThatIsEmptiedIsWantedAgain(t *testing.T) {
	s, _ := FindSetting("hmac-key")
	r := Request{Auth: Auth{HMAC: Signature{Key: Hole("key")}}}
	s.Set(&r, "")
	require.Equal(t, "{{key}}", s.Get(&r))
	s.Set(&r, "value")
	require.Equal(t, "{{secret}}", s.Get(&r))
	require.Equal(t, "value", r.Auth.HMAC.Key.Reveal())
}

// Every field of auth and options is a setting: one that is not would be left out of links, and could not be typed.
func TestEveryFieldIsASetting(t *testing.T) {
	names := map[string]bool{}
	for _, s := range Settings {
		require.False(t, names[s.Name], s.Name)
		names[s.Name] = true
	}
	require.Equal(t, fields(reflect.TypeFor[Auth]())-1+fields(reflect.TypeFor[Options]()), len(Settings), "all but Auth.Kind")
}

func fields(of reflect.Type) int {
	n := 0
	for i := range of.NumField() {
		field := of.Field(i).Type
		if field.Kind() == reflect.Struct && field != reflect.TypeFor[Secret]() && field.PkgPath() == of.PkgPath() {
			n += fields(field)
		} else {
			n++
		}
	}
	return n
}

func TestSecretsTravelByName(t *testing.T) {
	a := Request{Auth: Auth{Kind: AWS, Password: NewSecret("p"), AWS: AWSKey{Secret: NewSecret("s"), Session: Hole("session")}}}
	a.Options.Network.ProxyPassword = NewSecret("pp")
	values := a.Secrets()
	require.Equal(t, map[string]string{"password": "p", "aws-secret": "s", "proxy-password": "pp"}, values)
	b := Request{Auth: Auth{AWS: AWSKey{Session: Hole("session")}}}
	b.SetSecrets(values)
	require.Equal(t, "s", b.Auth.AWS.Secret.Reveal())
	require.Equal(t, "session", b.Auth.AWS.Session.Wanted())
	require.Equal(t, "pp", b.Options.Network.ProxyPassword.Reveal())
}

func TestTheChosenWayAlone(t *testing.T) {
	a := Auth{Kind: Digest, User: "u", Password: NewSecret("p"), Token: NewSecret("t"), JWT: Claims{Payload: "{}"}}
	require.Equal(t, Auth{Kind: Digest, User: "u", Password: NewSecret("p")}, a.Chosen())
	require.Zero(t, Auth{Token: NewSecret("t")}.Chosen())
}
