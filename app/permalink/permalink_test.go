package permalink

import (
	"bufio"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

// full is a request that uses everything that a link can hold, and the secrets in it.
func full() (request.Request, map[string]string) {
	r := request.New()
	r.Method = "PROPFIND"
	r.SetURL("https://api.example.com/v1/items?b=2&a=x y&&flag&api_key=k-1234567890#part")
	r.SetParams(append([]request.Field{{Name: "off", Value: "p q", Off: true}}, append(r.Params, request.Field{Name: "typed", Value: "é & more"})...))
	r.Headers = []request.Field{{Name: "Accept", Value: "*/*"}, {}, {Name: "X-Off", Value: "1", Off: true}, {Name: "Accept", Value: "text/html"}, {Name: "Cookie", Value: "sid=abcdefgh"}}
	r.Auth = request.Auth{Kind: request.Basic, User: "ada", Password: request.NewSecret("pä ss"), Token: request.NewSecret("unseen-token")}
	r.Options = request.Options{Timeout: 90 * time.Second, Redirect: request.RedirectError, Credentials: request.Include, Cache: request.Reload, Stream: true}
	r.Body = request.Body{Kind: request.Multipart, JSON: `"unseen-json"`, Parts: []request.Part{
		{Name: "text", Value: "line\nline", ContentType: "text/markdown"},
		{Name: "file", IsFile: true, File: &request.File{ID: "id-1", Name: "a.pdf", Size: 123456, Type: "application/pdf"}, FileName: "b.pdf"},
		{Name: "later", IsFile: true, Off: true}, {},
	}}
	return r, map[string]string{"password": "pä ss", "api_key": "k-1234567890", "cookie": "sid=abcdefgh"}
}

func TestALinkHoldsTheWholeRequest(t *testing.T) {
	r, secrets := full()
	fragment, err := Keep(r).Link(secrets)
	require.NoError(t, err)
	link, err := Decode("#" + fragment)
	require.NoError(t, err)
	require.Equal(t, FromLink, link.Source)
	require.Empty(t, link.Wanted())

	want, _ := full()
	want.Headers = slices.Delete(want.Headers, 1, 2)
	want.Body.JSON = ""
	want.Body.Parts = want.Body.Parts[:3]
	want.Body.Parts[1].File.ID = ""
	want.Auth.Token = request.Secret{}
	require.Equal(t, want, link.Request)
}

func TestSecretsStayOutUnlessTicked(t *testing.T) {
	r, secrets := full()
	fragment, err := Keep(r).Link(nil)
	require.NoError(t, err)
	link, err := Decode(fragment)
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"password", "api_key", "cookie"}, link.Wanted())
	for _, secret := range secrets {
		require.NotContains(t, inflated(t, fragment), secret)
	}
	require.NotContains(t, inflated(t, fragment), "unseen")

	fragment, err = Keep(r).Link(map[string]string{"cookie": secrets["cookie"], "unknown": "never-asked-for", "api_key": ""})
	require.NoError(t, err)
	require.NotContains(t, inflated(t, fragment), "never-asked-for")
	link, err = Decode(fragment)
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"password", "api_key"}, link.Wanted())
	require.Equal(t, secrets["cookie"], link.Request.Headers[3].Value)
	require.Equal(t, "password", link.Request.Auth.Password.Wanted())

	names := map[string]string{}
	for _, s := range Keep(r).Secrets() {
		names[s.Hole] = s.Value.Reveal()
	}
	require.Equal(t, secrets, names)
}

func inflated(t testing.TB, fragment string) string {
	t.Helper()
	text, err := unpack(fragment[len("v1."):])
	require.NoError(t, err)
	return text
}

// The list of the fields of a request that links and files hold. When this fails, a
// field is new: decide whether a link keeps it (a new record is a new version of the
// format), and whether it can hold a secret.
func TestNoFieldIsForgotten(t *testing.T) {
	for typ, want := range map[reflect.Type]string{
		reflect.TypeFor[request.Request](): "Method URL Params Headers Body Auth Options Holes",
		reflect.TypeFor[request.Field]():   "Name Value Off Bare",
		reflect.TypeFor[request.Body]():    "Kind JSON Text MediaType Form Parts File",
		reflect.TypeFor[request.Part]():    "Name Value IsFile File FileName ContentType Off",
		reflect.TypeFor[request.File]():    "ID Name Size Type",
		reflect.TypeFor[request.Auth]():    "Kind User Password Token KeyName KeyPlace Key OAuth2 OAuth1 AWS JWT HMAC",
		reflect.TypeFor[request.Options](): "Timeout Connect Read Total Redirect MaxRedirect Trusted Credentials Cache Stream Raise Retry Wait Keep KeepServed Pages Save Network",
	} {
		var names []string
		for i := range typ.NumField() {
			names = append(names, typ.Field(i).Name)
		}
		require.Equal(t, want, strings.Join(names, " "), "%v", typ)
	}
}

// naughty gives strings that break things, from ../shared/corpora where it is there.
func naughty(t testing.TB) []string {
	texts := []string{"", " ", "\x00", "\xff\xfe", "é", "日本語", "👩‍👩‍👧", "\u202e", "{{x}}", "{{", "}}", `"\`, "\r\n", "%", "%zz", "+", "&=#?", "'\"<>", "a b", "[]", "\u2028", "v1.", "MGET"}
	file, err := os.Open("../../../shared/corpora/json/naughty-strings.jsonl")
	if err != nil {
		t.Logf("without the corpora: %v", err)
		return texts
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var c struct{ S string }
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		texts = append(texts, c.S)
	}
	return texts
}

func TestEveryStringComesBackExactly(t *testing.T) {
	for _, s := range naughty(t) {
		r := request.New()
		r.URL = "https://h/"
		r.SetParams([]request.Field{{Name: "a" + s, Value: s}, {Name: "off", Value: s, Off: true}})
		r.Headers = []request.Field{{Name: "X" + s, Value: s}}
		r.Body = request.Body{Kind: request.Text, Text: s, MediaType: s}
		r.Auth = request.Auth{Kind: request.Basic, User: s, Password: request.NewSecret(s)}
		all := map[string]string{}
		for _, secret := range Keep(r).Secrets() {
			all[secret.Hole] = secret.Value.Reveal()
		}
		for _, typed := range []request.Request{r, {Method: "GET", URL: s + "?" + s}} {
			fragment, err := Keep(typed).Link(all)
			require.NoError(t, err)
			link, err := Decode(fragment)
			require.NoError(t, err)
			typed.SetURL(typed.URL)
			link.Request.Holes = nil
			require.Equal(t, typed, link.Request, "%q", s)
		}
	}
}

func TestTheOptionsOfAConnectionAreListedWithoutTheirTextsAndSecrets(t *testing.T) {
	r := goldens2()["network"]
	fragment, err := Keep(r).Link(nil)
	require.NoError(t, err)
	for _, secret := range []string{"PRIVATE", "pp", "open"} {
		require.NotContains(t, inflated(t, fragment), secret)
	}
	link, err := Decode(fragment)
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"cert-key", "cert-passphrase", "proxy-password"}, link.Wanted())
	var options string
	for _, item := range Keep(r).Contents() {
		require.NotContains(t, item.Value, "BEGIN")
		require.NotContains(t, item.Value, "{{")
		if item.Name == "Options" {
			options = item.Value
		}
	}
	require.Contains(t, options, "verify the certificate: off, trust these too: 58 B, client certificate: 58 B, server name: api.example.com, oldest TLS version: 1.3, HTTP version: 2")
	byHand, err := Decode("?url=https://h/&verify=off&proxy=http://p:1&proxy-user=ada&proxy-password={{pw}}&cert-key=")
	require.NoError(t, err)
	require.Equal(t, request.VerifyOff, byHand.Request.Options.Network.Verify)
	require.ElementsMatch(t, []string{"pw", "cert-key"}, byHand.Request.Holes)
}
