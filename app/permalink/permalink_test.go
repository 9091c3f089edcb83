package permalink

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"reflect"
	"runtime"
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
	fragment, err := Encode(r, secrets)
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
	fragment, err := Encode(r, nil)
	require.NoError(t, err)
	link, err := Decode(fragment)
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"password", "api_key", "cookie"}, link.Wanted())
	for _, secret := range secrets {
		require.NotContains(t, inflated(t, fragment), secret)
	}
	require.NotContains(t, inflated(t, fragment), "unseen")

	fragment, err = Encode(r, map[string]string{"cookie": secrets["cookie"], "unknown": "never-asked-for", "api_key": ""})
	require.NoError(t, err)
	require.NotContains(t, inflated(t, fragment), "never-asked-for")
	link, err = Decode(fragment)
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"password", "api_key"}, link.Wanted())
	require.Equal(t, secrets["cookie"], link.Request.Headers[3].Value)
	require.Equal(t, "password", link.Request.Auth.Password.Wanted())

	names := map[string]string{}
	for _, s := range Secrets(r) {
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
		reflect.TypeFor[request.Options](): "Timeout Connect Read Redirect MaxRedirect Credentials Cache Stream Raise Retry Wait Keep KeepServed Pages Save Network",
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
		for _, secret := range Secrets(r) {
			all[secret.Hole] = secret.Value.Reveal()
		}
		for _, typed := range []request.Request{r, {Method: "GET", URL: s + "?" + s}} {
			fragment, err := Encode(typed, all)
			require.NoError(t, err)
			link, err := Decode(fragment)
			require.NoError(t, err)
			typed.SetURL(typed.URL)
			link.Request.Holes = nil
			require.Equal(t, typed, link.Request, "%q", s)
		}
	}
}

// generator makes requests out of random numbers.
type generator struct {
	*rand.Rand
	texts   []string
	secrets []string // markers that were put into the places of secrets
}

func (g *generator) text() string { return g.texts[g.IntN(len(g.texts))] }
func (g *generator) yes() bool    { return g.IntN(2) == 0 }

func (g *generator) secret() string {
	s := fmt.Sprintf("Marker%016xEnd", g.Uint64())
	g.secrets = append(g.secrets, s)
	return s
}

func (g *generator) fields(bare bool) []request.Field {
	var fields []request.Field
	for range g.IntN(4) {
		f := request.Field{Name: g.text(), Value: g.text(), Off: g.yes()}
		switch g.IntN(6) {
		case 0:
			f.Name, f.Value = []string{"Authorization", "Cookie", "X-Api-Key", "token", "client_secret"}[g.IntN(5)], g.secret()
		case 1:
			f.Value = "see ghp_" + strings.Repeat("x", 16) + g.secret() + " there"
		case 2:
			f.Bare = bare
		}
		fields = append(fields, f)
	}
	return fields
}

func (g *generator) file() *request.File {
	if g.yes() {
		return nil
	}
	return &request.File{ID: g.secret(), Name: g.text(), Size: g.Int64(), Type: g.text()}
}

func (g *generator) request() request.Request {
	r := request.Request{Method: []string{"", "GET", "POST", "x"}[g.IntN(4)], Headers: g.fields(false)}
	r.SetURL("https://u:" + g.secret() + "@h/" + url.PathEscape(g.text()) + "?x=" + url.QueryEscape(g.text()) + "&token=" + g.secret() + "#" + g.text())
	if g.yes() {
		r.SetParams(append(g.fields(true), r.Params...))
	}
	r.Auth = request.Auth{Kind: request.AuthKinds[g.IntN(len(request.AuthKinds))], User: g.text(), KeyName: g.text(),
		Password: request.NewSecret(g.secret()), Token: request.NewSecret(g.secret()), Key: request.NewSecret(g.secret())}
	if g.yes() {
		r.Auth.KeyPlace = request.InQuery
	}
	quoted, _ := json.Marshal(g.text())
	r.Body = request.Body{Kind: request.BodyKinds[g.IntN(len(request.BodyKinds))],
		JSON: `{"a":` + string(quoted) + `,"password":"` + g.secret() + `"}`, Text: g.text() + "<password>" + g.secret() + "</password>", MediaType: g.text(), Form: g.fields(false), File: g.file()}
	for range g.IntN(4) {
		r.Body.Parts = append(r.Body.Parts, request.Part{Name: g.text(), Value: g.text(), IsFile: g.yes(), File: g.file(), FileName: g.text(), ContentType: g.text(), Off: g.yes()})
	}
	for _, s := range request.Settings {
		if secret, ok := s.Secret(&r); ok {
			*secret = request.NewSecret(g.secret())
		} else if g.yes() {
			g.set(&r, s)
		}
	}
	return r
}

// set gives a setting one of its choices, or whatever it takes of a text, a number and others.
func (g *generator) set(r *request.Request, s request.Setting) {
	if s.Choices != nil {
		s.Set(r, s.Choices[g.IntN(len(s.Choices))])
		return
	}
	for _, text := range []string{"GET POST", "2026-01-31T12:00:00Z", "15", g.text()} {
		s.Set(r, text)
	}
}

func TestNoSecretIsEverInALinkOrFile(t *testing.T) {
	texts := naughty(t)
	for seed := range uint64(150) {
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 1)), texts: texts}
		r := g.request()
		// A secret may be repeated where nothing tells that it is one.
		r.Headers = append(r.Headers, request.Field{Name: "X-Debug", Value: "auth was " + r.Auth.Token.Reveal()})
		fragment, err := Encode(r, nil)
		require.NoError(t, err)
		file, err := EncodeFile(r, nil)
		require.NoError(t, err)
		outputs := []string{fragment, inflated(t, fragment), string(file), fmt.Sprintf("%+v", Contents(r))}
		if r.Auth.Kind != request.Bearer {
			outputs = nil // the repeated token is not known to be one, and unseen
			r.Headers = r.Headers[:len(r.Headers)-1]
			fragment, err = Encode(r, nil)
			require.NoError(t, err)
			outputs = append(outputs, fragment, inflated(t, fragment))
		}
		for _, secret := range g.secrets {
			marker := secret[6:22] // without its ends, which base64 of a longer text changes
			for _, spelling := range []string{marker, hex.EncodeToString([]byte(marker)), base64.StdEncoding.EncodeToString([]byte(marker)), reverse(marker), strings.ToUpper(marker)} {
				for _, output := range outputs {
					require.NotContains(t, output, spelling, "seed %d", seed)
				}
			}
		}

		// Only the secrets that were ticked come along.
		for _, s := range Secrets(r) {
			fragment, err := Encode(r, map[string]string{s.Hole: s.Value.Reveal()})
			require.NoError(t, err)
			text := inflated(t, fragment)
			for _, secret := range g.secrets {
				if !strings.Contains(s.Value.Reveal(), secret) {
					require.NotContains(t, text, secret)
				}
			}
		}
	}
}

func reverse(s string) string {
	b := []byte(s)
	slices.Reverse(b)
	return string(b)
}

func TestWhatALinkKeepsComesBack(t *testing.T) {
	texts := naughty(t)
	for seed := range uint64(250) {
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 2)), texts: texts}
		r := g.request()
		sealed, found := seal(r)
		fragment, err := Encode(r, nil)
		require.NoError(t, err)
		link, err := Decode(fragment)
		require.NoError(t, err)
		require.Equal(t, sealed, link.Request, "seed %d", seed)

		all := map[string]string{}
		for _, s := range found {
			all[s.Hole] = s.Value.Reveal()
		}
		fragment, err = Encode(r, all)
		require.NoError(t, err)
		link, err = Decode(fragment)
		require.NoError(t, err)
		require.Equal(t, keep(r), link.Request, "seed %d", seed)

		file, err := EncodeFile(r, all)
		require.NoError(t, err)
		link, err = DecodeFile(file)
		require.NoError(t, err)
		if isUTF8(r) {
			require.Equal(t, keep(r), link.Request, "seed %d", seed)
		}
	}
}

func isUTF8(r request.Request) bool {
	valid := true
	eachText(keep(r), func(s string) { valid = valid && strings.ToValidUTF8(s, "") == s })
	return valid
}

func TestLinksThatCannotBeOpened(t *testing.T) {
	r, _ := full()
	good, err := Encode(r, nil)
	require.NoError(t, err)
	packed := func(text string) string { return "v1." + pack([]byte(text)) }
	cases := []struct {
		name, fragment string
		err            error
	}{
		{"nothing", "", ErrNotLink},
		{"a heading", "installation", ErrNotLink},
		{"a version number", "v1", ErrNotLink},
		{"a release", "v1.2.3-notes", ErrDamaged},
		{"another app's query", "?tab=1&x=2", ErrNotLink},
		{"another app's state", "/path?url=x", ErrNotLink},
		{"a version that never was", "v0." + good[3:], ErrNotLink},
		{"no number", "vx.abc", ErrNotLink},
		{"the next version", "v3.abc", ErrNewer},
		{"a far version", "v123456789012345678901234567890.~~", ErrNewer},
		{"only the version", "v1.", ErrTruncated},
		{"half of it", good[:len(good)/2], ErrTruncated},
		{"the end missing", good[:len(good)-1], ErrTruncated},
		{"a strange character", good[:20] + "~" + good[21:], ErrDamaged},
		{"two characters swapped", good[:20] + good[21:22] + good[20:21] + good[22:], ErrDamaged},
		{"something behind it", good + "AAAA", ErrDamaged},
		{"far too long", "v1." + strings.Repeat("A", 4<<20), ErrTooLarge},
		{"far too long by hand", "?url=" + strings.Repeat("A", 4<<20), ErrTooLarge},
		{"a bomb", packed(strings.Repeat("\x00", 4<<20)), ErrTooLarge},
		{"a record of the future", packed("U\x01x~"), ErrNewer},
		{"a mode of the future", packed("E\x06manual"), ErrNewer},
		{"a flag of the future", packed("U\x04x?a=P\x80\x01a\x01b"), ErrNewer},
		{"text that breaks off", packed("U\x7fx"), ErrDamaged},
		{"a length that never ends", packed("U\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"), ErrDamaged},
		{"a timeout that is none", packed("D\x01x"), ErrDamaged},
		{"a hole with braces", packed("A\x03a}}"), ErrDamaged},
		{"too many headers", packed(strings.Repeat("H\x01a\x00", maxRows+1)), ErrTooLarge},
		{"a form that promises more than it has", packed("F\xff\xff\xff\x7f\x00\x01a\x01b"), ErrDamaged},
		{"too many parameters", packed("U\x89\x27" + strings.Repeat("a&", 2500) + "b"), ErrTooLarge},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			link, err := Decode(c.fragment)
			require.ErrorIs(t, err, c.err)
			require.Zero(t, link)
			for _, other := range []error{ErrNotLink, ErrDamaged, ErrTruncated, ErrTooLarge, ErrNewer} {
				if other != c.err {
					require.NotErrorIs(t, err, other)
				}
			}
		})
	}
}

func TestEveryTruncationAndAlterationIsNoticed(t *testing.T) {
	r, secrets := full()
	good, err := Encode(r, secrets)
	require.NoError(t, err)
	for i := 3; i < len(good); i++ {
		_, err := Decode(good[:i])
		require.ErrorIs(t, err, ErrTruncated, "cut at %d", i)
	}
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~ "
	for i := 3; i < len(good); i++ {
		for _, c := range alphabet {
			if altered := good[:i] + string(c) + good[i+1:]; altered != good && altered != good[:len(good)-1]+"." {
				_, err := Decode(altered)
				require.Error(t, err, "%q at %d", c, i)
				require.NotErrorIs(t, err, ErrNotLink)
			}
		}
	}
}

func TestPunctuationBehindALinkIsNoPartOfIt(t *testing.T) {
	r, _ := full()
	good, err := Encode(r, nil)
	require.NoError(t, err)
	for _, end := range []string{".", ",", ")", ").", "\">", "!", "**"} {
		_, err := Decode(good + end)
		require.NoError(t, err, "%q", end)
	}
}

func TestABombIsNotInflated(t *testing.T) {
	bomb := "v1." + pack(make([]byte, 16<<20))
	require.Less(t, len(bomb), maxFragment)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Decode(bomb)
	runtime.ReadMemStats(&after)
	require.ErrorIs(t, err, ErrTooLarge)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(8<<20))
}

func TestRequestsThatAreTooLargeForALink(t *testing.T) {
	for name, r := range map[string]request.Request{
		"a long body": {Body: request.Body{Kind: request.JSON, JSON: strings.Repeat("x", MaxText)}, URL: "https://h/"},
		"many rows":   {URL: "https://h/?" + strings.Repeat("a=1&", maxRows)},
		"many fields": {Headers: slices.Repeat([]request.Field{{Name: "A", Value: "1"}}, maxRows+1)},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Encode(r, nil)
			require.ErrorIs(t, err, ErrTooLargeForLink)
			require.ErrorContains(t, err, "share a file")
		})
	}
	r := request.Request{Method: "POST", Body: request.Body{Kind: request.JSON, JSON: strings.Repeat("x", MaxText)}}
	r.Body.Text = "does not count"
	_, err := Encode(r, nil)
	require.ErrorIs(t, err, ErrTooLargeForLink)
	r.Body.Kind = request.NoBody
	_, err = Encode(r, nil)
	require.NoError(t, err, "a body that is not selected does not count")

	_, err = Encode(request.Request{Options: request.Options{Redirect: "manual"}}, nil)
	require.ErrorContains(t, err, `redirect "manual" is not known`)
}

func TestTheLargestLinkCanBeOpened(t *testing.T) {
	noise := make([]byte, MaxText-100)
	g := rand.New(rand.NewPCG(1, 1))
	for i := range noise {
		noise[i] = byte(' ' + g.IntN(90))
	}
	r := request.Request{Method: "POST", URL: "https://h/", Body: request.Body{Kind: request.Text, Text: string(noise)}}
	fragment, err := Encode(r, nil)
	require.NoError(t, err)
	require.Greater(t, len(fragment), MaxComfortable)
	link, err := Decode(fragment)
	require.NoError(t, err)
	require.Equal(t, string(noise), link.Request.Body.Text)
}

func FuzzDecode(f *testing.F) {
	for _, c := range typical {
		fragment, _ := Encode(c.request, nil)
		f.Add(fragment)
	}
	r, secrets := full()
	fragment, _ := Encode(r, secrets)
	f.Add("#" + fragment)
	for _, s := range []string{"", "v1.", "v2.x", "v3.x", "?url=https://h/?a=1&b=2&method=POST", "?auth=basic&user=a&token={{t}}", "?json={}&form=a=b&timeout=1e999&header=x", "?param=a&param&param==&url={{base}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, fragment string) {
		link, err := Decode(fragment)
		if err == nil {
			comesBack(t, link.Request)
		}
	})
}

func FuzzRecords(f *testing.F) {
	for _, c := range typical {
		sealed, _ := seal(c.request)
		text, _ := writeRequest(sealed, nil)
		f.Add(string(text))
	}
	r, secrets := full()
	sealed, _ := seal(r)
	text, _ := writeRequest(sealed, secrets)
	f.Add(string(text))
	f.Add("Y\x06digestN\x04user\x01uN\x08password\x08passwordN\x05retry\x013")
	f.Add("N\x05pages\x06cursorN\x0apages-path\x04nextN\x0fpages-parameter\x01cN\x09pages-max\x019")
	f.Add("I\x01k\x05query\x00U\x0eh?a=x y&b&c=1R\x01P\x01\x01o\x01vP\x00\x01b\x00F\x02\x00\x01a\x01b\x01\x01c\x00Z\x08\x01n\x05\x01tW\x01hV\x01h\x01x")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 64<<10 {
			return
		}
		r, err := readRequest(text, 2)
		if err == nil {
			comesBack(t, r)
		}
	})
}

func comesBack(t *testing.T, r request.Request) {
	sealed, _ := seal(r)
	fragment, err := Encode(r, nil)
	if err != nil {
		require.ErrorIs(t, err, ErrTooLargeForLink)
		return
	}
	link, err := Decode(fragment)
	require.NoError(t, err)
	require.Equal(t, sealed, link.Request)
}
