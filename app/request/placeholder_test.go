package request

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPasswordsThatLookLikePlaceholdersAreSecret(t *testing.T) {
	for _, v := range []string{"$ecretPassw0rd", "$uperSecret1", "$uperSecret", "$abc123def456", "$ecret1", ":hunter2x", ":hunter", "%abc123%", "%hunter%", "<pa55word>", "<Hunter>", "<a$b>",
		"{abc123}", "{hunter}", "[x9Kd]", "[xKd]", "yourmom123", "Your$ecret", "replaceMe99!", "insert-coin-77", "placeholder1", "xxxx4242", "default", "auto", "self", "aaaaaaaa", "$$$$",
		"${pa$$}", "${abc", "$(abc", "#{a b", "<%abc", "process.environment", "hunter{{", "none1", "$1"} {
		require.False(t, isPlaceholder(v), v)
	}
	r := Request{
		Headers: []Field{on("X-Password", "$ecretPassw0rd"), on("X-API-Key", "$abc123def456")},
		Body:    Body{Kind: JSON, JSON: `{"password":":hunter2x","client_secret":"insert-coin-77","passwd":"[x9Kd]","nested":"{\"password\":\"%abc123%\"}","pwd":"default"}`},
	}
	r.SetURL("https://u:$ecret1@example.com/?password=$ecretPassw0rd&api_key=$abc123")
	require.Empty(t, left(r, []string{"$ecretPassw0rd", "$abc123def456", ":hunter2x", "insert-coin-77", "[x9Kd]", "%abc123%", "default", "$ecret1", "$abc123"}))
	comesBack(t, "passwords that look like placeholders", r)
}

func TestPlaceholdersAreNoSecrets(t *testing.T) {
	for _, v := range []string{"", " ", "{{token}}", "{{$env TOKEN}}", "{{ token }}", "${TOKEN}", "${token}", "${env:TOKEN}", "${{ secrets.TOKEN }}", "$(pass show token)", "#{token}", "<<secretHeaderValue>>",
		"<%= token %>", "%API_KEY%", "$TOKEN", "$API_KEY2", "$_", "$my_token", "$password", "<token>", "<your token>", "<access-token>", "<YOUR_API_KEY>", "<API_KEY>", "<Your Token>",
		"<YOUR_KEY_HERE>", "<...>", "[token]", "[your token]", "[REDACTED]", "[Filtered]", "{token}", "{apiKey}", "{your-key}", "YOUR_API_KEY", "your-api-key", "insert token here",
		"replace-me", "REPLACE_ME", "****", "xxxx-xxxx", "XXXXXXXX", "••••", "…", "null", "None", "string", "String!", "[string]", "true", "redacted", "process.env.TOKEN",
		`os.environ["TOKEN"]`} {
		require.True(t, isPlaceholder(v), v)
	}
	for _, url := range []string{"https://hooks.slack.com/services/:team/:app/:token", "https://hooks.slack.com/services/{team}/{app}/{webhookToken}", "https://api.telegram.org/bot{id}:{token}/getMe"} {
		r := Request{}
		r.SetURL(url)
		require.Equal(t, url, first(r.Seal()).URL)
	}
	const declared = `{"query":"mutation ($newPassword: String!) { reset(newPassword: $newPassword) { id } }"}`
	require.Equal(t, declared, first(Request{Body: Body{Kind: JSON, JSON: declared}}.Seal()).Body.JSON)
}

func first(r Request, _ []Sealed) Request { return r }

func TestAWordUnderAuthIsSecretUnlessItSaysWhichAuth(t *testing.T) {
	for _, v := range []string{"swordfish", "opensesame", "hunter", "letmein", "Swordfish", "monkey", "qwertz"} {
		for _, name := range []string{"X-Auth", "auth", "proxyAuth", "user-auth"} {
			r := Request{Headers: []Field{on(name, v)}, Body: Body{Kind: JSON, JSON: `{"` + name + `":"` + v + `"}`}}
			require.Empty(t, left(r, []string{v}), name)
			comesBack(t, name, r)
		}
	}
	for _, v := range []string{"basic", "Bearer", "digest", "none", "None", "required", "optional", "user", "oauth2", "OAuth2", "apikey", "true", "session", "ldap", "saml", "mtls", "inherit", "public"} {
		for _, name := range []string{"X-Auth", "auth"} {
			r := Request{Headers: []Field{on(name, v)}, Body: Body{Kind: JSON, JSON: `{"` + name + `":"` + v + `"}`}}
			_, found := r.Seal()
			require.Empty(t, found, "%s: %s", name, v)
		}
	}
}

func TestASecretIsSealedInEverySpelling(t *testing.T) {
	cases := []struct {
		name   string
		r      Request
		secret string // as it reads
	}{
		{"a parameter in small hex, a header", Request{URL: "https://h/?api_key=ab%2bcd1234567890", Headers: []Field{on("X-Note", "ab+cd1234567890")}}, "ab+cd1234567890"},
		{"a parameter in small hex, a body", Request{URL: "https://h/?api_key=ab%2fcd1234567890", Body: Body{Kind: JSON, JSON: `{"a":"ab/cd1234567890"}`}}, "ab/cd1234567890"},
		{"a member with escapes", Request{Body: Body{Kind: JSON, JSON: `{"password":"p\u0061ss\/word1","a":"pass/word1"}`}}, "pass/word1"},
		{"a member with escapes, a parameter", Request{URL: "https://h/?a=pass%2Fword1", Body: Body{Kind: JSON, JSON: `{"password":"p\u0061ss\/word1"}`}}, "pass%2Fword1"},
		{"JSON in a text", Request{Headers: []Field{on("X-Note", "pass/word1")}, Body: Body{Kind: Text, Text: `{"password":"p\u0061ss\/word1"}`}}, "pass/word1"},
		{"JSON in JSON", Request{Headers: []Field{on("X-Note", `pass"word1`)}, Body: Body{Kind: JSON, JSON: `{"a":"{\"password\":\"pass\\\"word1\"}"}`}}, `pass"word1`},
		{"a form in a text", Request{Headers: []Field{on("X-Note", "correct horse&staple")}, Body: Body{Kind: Text, MediaType: "application/x-www-form-urlencoded",
			Text: "password=correct+horse%26staple"}}, "correct horse&staple"},
		{"an element", Request{Headers: []Field{on("X-Note", "rock&roll-4ever")}, Body: Body{Kind: Text, MediaType: "application/xml", Text: "<password>rock&amp;roll-4ever</password>"}}, "rock&roll-4ever"},
		{"the password of a URL", Request{URL: "https://u:pa%40ssword1@h/", Headers: []Field{on("X-Note", "pa@ssword1")}}, "pa@ssword1"},
		{"a header, a parameter in small hex", Request{URL: "https://h/?note=ab%2bcd1234567890", Headers: []Field{on("X-API-Key", "ab+cd1234567890")}}, "ab%2bcd1234567890"},
		{"a header, a member with a slash escaped", Request{Headers: []Field{on("X-API-Key", "ab/cd1234567890")}, Body: Body{Kind: JSON, JSON: `{"a":"ab\/cd1234567890"}`}}, `ab\/cd1234567890`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.r.SetURL(c.r.URL)
			require.True(t, strings.Contains(strings.Join(c.r.texts(), "\n"), c.secret))
			require.Empty(t, left(c.r, []string{c.secret}))
			comesBack(t, c.name, c.r)
		})
	}
}
