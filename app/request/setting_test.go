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
		{"oauth2-expires", "never", "", `"never" is not a time such as 2026-01-31T12:00:00Z.`},
	} {
		t.Run(c.name+" "+c.text, func(t *testing.T) {
			s, ok := FindSetting(c.name)
			require.True(t, ok)
			var r Request
			require.Equal(t, c.problem, s.Set(&r, c.text))
			require.Equal(t, c.value, s.Get(r))
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
	require.Equal(t, "{{key}}", s.Get(r))
	s.Set(&r, "value")
	require.Equal(t, "{{secret}}", s.Get(r))
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
	a := Auth{Kind: AWS, Password: NewSecret("p"), AWS: AWSKey{Secret: NewSecret("s"), Session: Hole("session")}}
	values := a.Secrets()
	require.Equal(t, map[string]string{"password": "p", "aws-secret": "s"}, values)
	b := Auth{AWS: AWSKey{Session: Hole("session")}}
	b.SetSecrets(values)
	require.Equal(t, "s", b.AWS.Secret.Reveal())
	require.Equal(t, "session", b.AWS.Session.Wanted())
}

func TestTheChosenWayAlone(t *testing.T) {
	a := Auth{Kind: Digest, User: "u", Password: NewSecret("p"), Token: NewSecret("t"), JWT: Claims{Payload: "{}"}}
	require.Equal(t, Auth{Kind: Digest, User: "u", Password: NewSecret("p")}, a.Chosen())
	require.Zero(t, Auth{Token: NewSecret("t")}.Chosen())
}
