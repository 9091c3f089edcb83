package request

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// everywhere is a request with a secret in every place that Seal looks at.
func everywhere() (Request, []string) {
	var secrets []string
	marker := func(s string) string {
		secrets = append(secrets, s)
		return s
	}
	r := New()
	r.SetURL("https://me@corp.com:" + marker("marker-p@ss:url") + "@example.com/v1/" + marker("ghp_0123456789abcdefghijMARKER") + "?a=1&api_key=" + marker("marker-in-query") +
		"&&b=" + marker("AKIAMARKERMARKER0001") + "#access_token=" + marker("marker-in-fragment") + "&state=x")
	r.SetParams(append(r.Params, off("client_secret", marker("marker in a row that is off"))))
	r.Headers = []Field{
		on("Authorization", "Bearer "+marker("marker-bearer-header")), on("authorization", marker("correct horse marker staple")),
		on("Proxy-Authorization", "Basic "+marker("bWFya2VyOm1hcmtlcg==")), on("Cookie", marker("a=marker; b=marker")), off("X-API-Key", marker("marker-off-header")),
		on("X-Note", "my token is "+marker("xoxb-marker-0123456789")+", keep it"), on("Accept", "text/html"),
	}
	r.Auth = Auth{Kind: Basic, User: marker("sk_live_marker0123456789"), Password: NewSecret(marker("marker-basic")), Token: NewSecret(marker("marker-token")), Key: NewSecret(marker("marker-key"))}
	r.Body = Body{
		Kind: JSON,
		JSON: `{"user":"ada","password":"` + marker("marker-json") + `","nested":{"clientSecret" : "` + marker("marker-nested") + `"},"secrets":["` + marker("marker-one") +
			`", "` + marker("marker-two") + `"],"pin_password":` + marker("31415926535") + `,"note":"` + marker("eyJhbGciOiJub25lIn0.eyJtYXJrZXIiOjF9.c2ln") + `"}`,
		MediaType: "application/xml",
		Text:      `<a><wsse:Password Type="t">` + marker("marker-xml") + `</wsse:Password><b>x</b></a> {"token": "` + marker(`marker\"text`) + `"}`,
		Form:      []Field{on("grant_type", "password"), on("password", marker("marker form")), off("refresh_token", marker("marker-off-form"))},
		Parts:     []Part{{Name: "secret", Value: marker("marker\npart")}, {Name: "file", IsFile: true, File: &File{ID: "f1", Name: "a.txt"}}},
	}
	return r, secrets
}

func TestSealTakesEverySecretAndFillGivesItBack(t *testing.T) {
	r, secrets := everywhere()
	before, _ := json.Marshal(r)
	sealed, found := r.Seal()
	after, _ := json.Marshal(r)
	require.Equal(t, string(before), string(after), "the request itself is not changed")

	dump := strings.Join(sealed.texts(), "\n") + sealed.Auth.Password.Reveal() + sealed.Auth.Token.Reveal() + sealed.Auth.Key.Reveal()
	for _, secret := range secrets {
		require.NotContains(t, dump, secret)
	}
	require.NotContains(t, strings.ToLower(dump), "marker")
	require.Contains(t, dump, "grant_type")
	require.Len(t, sealed.Holes, len(secrets))
	require.Equal(t, "https://me@corp.com:{{url-password}}@example.com/v1/{{token-2}}?a=1&api_key={{api_key}}&&b={{b}}#access_token={{access_token}}&state=x", sealed.URL)

	values := map[string]string{}
	for _, f := range found {
		require.NotEmpty(t, f.Where)
		require.NotContains(t, values, f.Hole, "holes have names of their own")
		values[f.Hole] = f.Value.Reveal()
	}
	require.ElementsMatch(t, secrets, valuesOf(values))
	require.Equal(t, r, sealed.Fill(values))

	again, none := sealed.Seal()
	require.Empty(t, none, "what is sealed holds no secrets")
	require.Equal(t, sealed, again)
}

func valuesOf(m map[string]string) []string {
	var values []string
	for _, v := range m {
		values = append(values, v)
	}
	return values
}

func TestSealNamesAndPlaces(t *testing.T) {
	cases := []struct {
		name   string
		r      Request
		hole   string
		where  string
		sealed string // one text of the sealed request
	}{
		{"a password in the URL", Request{URL: "http://u:pa%40ss@h/"}, "url-password", "password in the URL", "http://u:{{url-password}}@h/"},
		{"a password in a URL without a scheme", Request{URL: "u:pass@h/x"}, "url-password", "password in the URL", "u:{{url-password}}@h/x"},
		{"a query that was never split", Request{URL: "http://h/?x=1&token=abc&y"}, "token", "parameter token", "http://h/?x=1&token={{token}}&y"},
		{"an encoded name", Request{URL: "http://h/?%74oken=abc"}, "token", "parameter token", "http://h/?%74oken={{token}}"},
		{"a webhook", Request{URL: "https://hooks.slack.com/services/T000/B000/abcdefghijklmnopqrstuvwx"}, "webhook", "secret in the URL", "https://hooks.slack.com/services/T000/B000/{{webhook}}"},
		{"a bot's URL", Request{URL: "https://api.telegram.org/bot123:AAE-x_y/getMe"}, "token", "token in the URL", "https://api.telegram.org/bot123:{{token}}/getMe"},
		{"a scheme with credentials", Request{Headers: []Field{on("Authorization", "Basic YTpi")}}, "authorization", "header Authorization", "Basic {{authorization}}"},
		{"credentials without a scheme", Request{Headers: []Field{on("authorization", "abc")}}, "authorization", "header authorization", "{{authorization}}"},
		{"a word that is no scheme", Request{Headers: []Field{on("Authorization", "open sesame")}}, "authorization", "header Authorization", "{{authorization}}"},
		{"a name that holes cannot have", Request{Headers: []Field{on("my secret é{}&", "abc")}}, "my-secret", "header my secret é{}&", "{{my-secret}}"},
		{"a JSON string with escapes", Request{Body: Body{JSON: `{"password": "a\"b\\c"}`}}, "password", "JSON member password", `{"password": "{{password}}"}`},
		{"a JSON number", Request{Body: Body{JSON: `{"password": -12.5e3 }`}}, "password", "JSON member password", `{"password": {{password}} }`},
		{"JSON that breaks off", Request{Body: Body{JSON: `{"password": "abc`}}, "password", "JSON member password", `{"password": "{{password}}`},
		{"JSON in a text body", Request{Body: Body{Text: `{"api_key":"abc"}`}}, "api_key", "JSON member api_key", `{"api_key":"{{api_key}}"}`},
		{"a form in a text body", Request{Body: Body{MediaType: "application/x-www-form-urlencoded", Text: "a=b&client_secret=x%20y"}}, "client_secret", "form field client_secret", "a=b&client_secret={{client_secret}}"},
		{"a JWT in a sentence", Request{Body: Body{Text: "use eyJhbGciOiJub25lIn0.eyJhIjoxfQ. now"}}, "token", "text body", "use {{token}} now"},
		{"the user of basic auth", Request{Auth: Auth{Kind: Basic, User: "sk_test_0123456789ab"}}, "user", "auth: user", "{{user}}"},
		{"a template of the same name", Request{Body: Body{Text: "{{token}}"}, Auth: Auth{Kind: Bearer, Token: NewSecret("x")}}, "token-2", "auth: token", "{{token}}"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			sealed, found := c.r.Seal()
			require.Len(t, found, 1)
			require.Equal(t, c.hole, found[0].Hole)
			require.Equal(t, c.where, found[0].Where)
			require.Contains(t, sealed.texts(), c.sealed)
			filled := sealed.Fill(map[string]string{c.hole: found[0].Value.Reveal()})
			require.Equal(t, c.r, filled)
		})
	}
}

func TestSealLeavesTheRest(t *testing.T) {
	for _, r := range []Request{
		{URL: "https://example.com:8080/a@b?x=c@d#e:f@g"},
		{URL: "https://me@example.com/"},
		{URL: "https://me:{{pw}}@example.com/?token={{token}}&pageToken=abc&max_tokens=5"},
		{Headers: []Field{on("Authorization", "Bearer {{token}}"), on("Authorization", "{{auth}}"), on("Accept", "a/b"), on("X-Authorization-Info", "")}},
		{Headers: []Field{on("X-Task", "task-based-scheduling-and-more-words"), on("ETag", `"eyJ"`)}},
		{Body: Body{JSON: `{"password": "", "token": null, "secret": {"a": "b"}, "apiKey": "{{k}}", "tokens": [1,2], "max_tokens": 10, "text": "the \"password\": is"}`}},
		{Body: Body{Text: "<passwords><a/></passwords><password/><password></password>"}},
		{Auth: Auth{Kind: Bearer, Token: Hole("token")}, Holes: []string{"token"}},
	} {
		sealed, found := r.Seal()
		require.Empty(t, found)
		require.Equal(t, r, sealed)
	}
}

func TestAValueHasOneHole(t *testing.T) {
	r := Request{
		URL:     "https://h/shared-secret/x?q=shared-secret&r=a+shared+one",
		Headers: []Field{on("X-A", "it is shared-secret"), on("X-B", "short")},
		Auth:    Auth{Kind: Bearer, Token: NewSecret("shared-secret"), Password: NewSecret("a shared one"), Key: NewSecret("short")},
		Body:    Body{JSON: `["shared-secret"]`, Text: "shared-secret!"},
	}
	sealed, found := r.Seal()
	require.Len(t, found, 3)
	require.Equal(t, "https://h/{{token}}/x?q={{token}}&r={{password}}", sealed.URL)
	require.Equal(t, "it is {{token}}", sealed.Headers[0].Value)
	require.Equal(t, "short", sealed.Headers[1].Value, "short values occur by chance")
	require.Equal(t, `["{{token}}"]`, sealed.Body.JSON)
	require.Equal(t, "{{token}}!", sealed.Body.Text)
	require.Equal(t, r, sealed.Fill(map[string]string{"token": "shared-secret", "password": "a shared one", "key": "short"}))
}

func TestFillWritesValuesAsTheirPlacesNeed(t *testing.T) {
	r := Request{
		URL:     "https://u:{{v}}@h/{{v}}/x?q={{v}}#{{v}}",
		Headers: []Field{on("X-{{v}}", "a {{v}}"), off("X-Off", "{{v}}")},
		Body:    Body{JSON: `{"a":"{{v}}"}`, Text: "{{v}}", Form: []Field{on("f", "{{v}}")}, Parts: []Part{{Value: "{{v}}"}}},
		Auth:    Auth{Kind: Basic, User: "{{v}}", Password: Hole("v")},
		Holes:   []string{"v", "w"},
	}
	r.SetURL(r.URL)
	const v = "a/b?c#d&e\"f\\g\n%20é{{w}}"
	filled := r.Fill(map[string]string{"v": v, "other": "x", "w": ""})
	require.Equal(t, "https://u:a%2Fb%3Fc%23d&e\"f%5Cg\n%20é{{w}}@h/a%2Fb%3Fc%23d&e\"f%5Cg\n%20é{{w}}/x?q=a%2Fb%3Fc%23d%26e%22f%5Cg%0A%2520%C3%A9{{w}}#"+v, filled.URL)
	require.Equal(t, []Field{on("q", v)}, filled.Params)
	require.Equal(t, []Field{on("X-"+v, "a "+v), off("X-Off", v)}, filled.Headers)
	var decoded struct{ A string }
	require.NoError(t, json.Unmarshal([]byte(filled.Body.JSON), &decoded))
	require.Equal(t, v, decoded.A)
	require.Equal(t, v, filled.Body.Text)
	require.Equal(t, v, filled.Body.Form[0].Value)
	require.Equal(t, v, filled.Body.Parts[0].Value)
	require.Equal(t, v, filled.Auth.User)
	require.Equal(t, v, filled.Auth.Password.Reveal())
	require.Equal(t, []string{"w"}, filled.Holes)
	require.Equal(t, "{{v}}", r.Body.Parts[0].Value, "the request itself is not changed")

	require.Equal(t, r, r.Fill(nil), "without values nothing changes")
	base := Request{URL: "{{base}}/x", Holes: []string{"base"}}
	require.Equal(t, "http://h:1/p/x", base.Fill(map[string]string{"base": "http://h:1/p"}).URL, "a hole at the start may hold a scheme and host")
}

func TestWantedAreTheHolesInWhatIsSent(t *testing.T) {
	holes := []string{"h"}
	cases := []struct {
		name   string
		r      Request
		wanted bool
	}{
		{"in the URL", Request{URL: "https://{{h}}/"}, true},
		{"in a header", Request{Headers: []Field{on("A", "x {{h}}")}}, true},
		{"in a header that is off", Request{Headers: []Field{off("A", "{{h}}")}}, false},
		{"in a parameter that is off", Request{Params: []Field{off("a", "{{h}}")}}, false},
		{"in the selected auth", Request{Auth: Auth{Kind: Bearer, Token: Hole("h")}}, true},
		{"in an auth that is not selected", Request{Auth: Auth{Kind: Basic, Token: Hole("h")}}, false},
		{"in the user", Request{Auth: Auth{Kind: Basic, User: "{{h}}"}}, true},
		{"in the selected body", Request{Body: Body{Kind: JSON, JSON: `"{{h}}"`}}, true},
		{"in a body that is not selected", Request{Body: Body{Kind: Text, JSON: `"{{h}}"`}}, false},
		{"in a form field", Request{Body: Body{Kind: Form, Form: []Field{on("a", "{{h}}")}}}, true},
		{"in a form field that is off", Request{Body: Body{Kind: Form, Form: []Field{off("a", "{{h}}")}}}, false},
		{"in a part", Request{Body: Body{Kind: Multipart, Parts: []Part{{Value: "{{h}}"}}}}, true},
		{"in a part that is off", Request{Body: Body{Kind: Multipart, Parts: []Part{{Value: "{{h}}", Off: true}}}}, false},
		{"in the text of a part that takes a file", Request{Body: Body{Kind: Multipart, Parts: []Part{{Value: "{{h}}", IsFile: true}}}}, false},
		{"nowhere any more", Request{URL: "https://h/"}, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.r.Holes = holes
			if c.wanted {
				require.Equal(t, holes, c.r.Wanted())
			} else {
				require.Empty(t, c.r.Wanted())
			}
		})
	}
	require.Equal(t, []string{"t"}, Request{Auth: Auth{Kind: Bearer, Token: Hole("t")}}.Wanted(), "the hole of the auth needs no mention")
}

func TestSensitiveNames(t *testing.T) {
	for _, name := range []string{"Authorization", "proxy-authorization", "Cookie", "X-API-Key", "apikey", "api_key", "Ocp-Apim-Subscription-Key", "X-Auth-Token", "access_token",
		"accessToken", "sessionToken", "PRIVATE-TOKEN", "client_secret", "clientSecret", "password", "new_password", "db-passwd", "passphrase", "pwd", "X-CSRF-Token", "csrf",
		"X-Amz-Signature", "X-Amz-Credential", "sig", "JSESSIONID", "PHPSESSID", "session[id]", "user[password]", "AWSAccessKey", "DD-APPLICATION-KEY", "private_key"} {
		require.True(t, SensitiveName(name), name)
	}
	for _, name := range []string{"", "Accept", "X-Request-ID", "page_token", "nextPageToken", "max_tokens", "key", "author", "user", "passenger", "compass", "bypass", "Content-Type", "design", "tokenizer", "keyword", "id"} {
		require.False(t, SensitiveName(name), name)
	}
}

func FuzzSeal(f *testing.F) {
	f.Add("https://u:p@h/?token=x&a#b=c", "Authorization", "Bearer abc", `{"password":"a\"b"}`, "<password>x</password>", "t0ken")
	f.Add("u:p@ss@h", "X", "eyJhbGciOiJub25lIn0.eyJhIjoxfQ.x", `{"secrets":["a",1,"b"`, "a=b&token=c", "abcdefgh")
	f.Add("?token={{token}}&token=}}&x={{", "cookie", "{{a}} b", `{"token":"{{token}}x"}`, "password", "password")
	f.Add("https://h/?u=https://x/?token=a/b==&%22password%22%3A%22x%22&{{%61}}", "X-Key", `{"value":"x","name":"token"}`, `{"p":"{\"password\":\"a\\\"b\"}","password":"\u0041\/"}`, "password: |\n  a\n  b\n<key>token</key><string>x</string>", "-----BEGIN PRIVATE KEY-----\\nx")
	f.Add("https://h/", "X", "v", `{"kty":"oct","k":"abcdefghijklmnopqrstuvwx"}`, "user,password\nbob", "curl -u a:b")
	f.Fuzz(func(t *testing.T, url, name, value, json, text, token string) {
		r := Request{Headers: []Field{on(name, value), off(name, token)}, Auth: Auth{Kind: Bearer, Token: NewSecret(token), Password: NewSecret(value)},
			Body: Body{Kind: JSON, JSON: json, Text: text, MediaType: name, Form: []Field{on(name, text)}}}
		r.SetURL(url)
		sealed, found := r.Seal()
		values := map[string]string{}
		for _, s := range found {
			values[s.Hole] = s.Value.Reveal()
		}
		require.Len(t, values, len(found))
		require.ElementsMatch(t, sealed.Holes, keysOf(values))
		if again, more := sealed.Seal(); len(found) == 0 || len(more) == 0 {
			require.Equal(t, sealed, again)
		}
		require.Equal(t, r, sealed.Fill(values))
	})
}

func keysOf(m map[string]string) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}

// texts lists every text of a request that is not a Secret.
func (r Request) texts() []string {
	texts := []string{r.URL}
	r.rewrite(func(_ place, _, text string) string {
		if text != "" {
			texts = append(texts, text)
		}
		return text
	})
	return texts
}

func TestSealReadsTextOnceWhateverIsInIt(t *testing.T) {
	const size = 48 << 10
	for name, unit := range map[string]string{
		"starts of tokens": "eyJ-", "starts of keys": "sk-ghp_-", "passwords": `"password":"%",`, "open braces": "{{", "holes": "{{a%}}", "open strings": `"`,
		"elements": "<password>%</password>", "open elements": "<password", "pairs": "token=%&", "escapes": `\\"`, "arrays": `"secret":[[`, "dots": "eyJ.",
	} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			for i := 0; b.Len() < size; i++ {
				b.WriteString(strings.ReplaceAll(unit, "%", strconv.Itoa(i)))
			}
			r := Request{Body: Body{JSON: b.String(), Text: b.String() + "}}", MediaType: "application/x-www-form-urlencoded"}}
			sealed, found := r.Seal()
			values := map[string]string{}
			for _, f := range found {
				values[f.Hole] = f.Value.Reveal()
			}
			require.Equal(t, r, sealed.Fill(values))
			require.LessOrEqual(t, len(sealed.Wanted()), len(sealed.Holes))
		})
	}
}

// What is sealed on each pause in typing is short; this is what Share and files may have to read.
func BenchmarkSealAMegabyte(b *testing.B) {
	const size = 1 << 20
	for name, unit := range map[string]string{
		"records": `{"id":%,"name":"Ada Lovelace","email":"ada%@example.com","created_at":"2024-01-01T00:00:00Z","url":"https://example.com/users/%?page=1"},`,
		"secrets": `{"name":"n%","password":"p4ssw0rd-number-%","token":"ghp_0123456789abcdefghij%"},`,
		"escaped": `{\"id\":\"%\",\"url\":\"https:\/\/example.com\/%\"},`,
		"prose":   "The quick brown fox: it jumps over the lazy dog = % times. ",
	} {
		b.Run(name, func(b *testing.B) {
			var text strings.Builder
			for i := 0; text.Len() < size; i++ {
				text.WriteString(strings.ReplaceAll(unit, "%", strconv.Itoa(i)))
			}
			r := Request{Body: Body{Kind: JSON, JSON: text.String()}}
			b.SetBytes(int64(text.Len()))
			for b.Loop() {
				r.Seal()
			}
		})
	}
}

func TestALoginOfCurlIsSealedWhateverStandsBeforeIt(t *testing.T) {
	for _, text := range []string{
		`curl -d '{"a": 1, "b": 2}' -u me:hunter2x https://a.example`,
		`curl -H 'Accept: text/html, */*' -u me:hunter2x https://a.example`,
		`curl -H 'User-Agent: Mozilla/5.0 (X11; Linux)' -u me:hunter2x https://a.example`,
		"curl -d '{\n\"a\":1\n}' -u me:hunter2x https://a.example",
		"curl -d 'a;b|c' -u me:hunter2x https://a.example",
		"curl -ume:hunter2x https://a.example",
	} {
		r := Request{Body: Body{Kind: Text, Text: text}}
		require.Empty(t, left(r, []string{"hunter2x"}), text)
		comesBack(t, text, r)
	}
}

func TestATableNeedNotEndWithALine(t *testing.T) {
	for text, secret := range map[string]string{"user,password\nbob": "", "Hi, the password\nis x": "", "user,password\nbob,hunter2x": "hunter2x", "a,password": "", "a,password\n": ""} {
		r := Request{Body: Body{Kind: Text, Text: text}}
		comesBack(t, text, r)
		if secret != "" {
			require.Empty(t, left(r, []string{secret}), text)
		}
	}
}
