package cookie

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// corpus reads a file of ../shared/corpora/cookies, which is not always there.
func corpus[Case any](t *testing.T, name string) []Case {
	t.Helper()
	file, err := os.Open(filepath.Join("../../../../shared/corpora/cookies", name))
	if err != nil {
		t.Skipf("the corpora are not here: %v", err)
	}
	defer file.Close()
	var cases []Case
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c Case
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		cases = append(cases, c)
	}
	require.NoError(t, lines.Err())
	require.Greater(t, len(cases), 30)
	return cases
}

// bis lists the cases of the corpus, which is of RFC 6265, whose answer is another one in RFC 6265bis: the Cookie header
// there, and why.
var bis = map[string]struct{ header, why string }{
	"0004":                  {"foo", nameless},
	"0024":                  {"foo", nameless + "; = alone has neither name nor value"},
	"0026":                  {"foo", nameless + "; white space alone has neither name nor value"},
	"0027":                  {"bar", nameless + ", and the second takes the place of the first"},
	"chromium0009":          {"BLAHHH", nameless},
	"chromium0010":          {`"BLA\"HHH"`, nameless},
	"chromium0012":          {"ABC", nameless},
	"mozilla0017":           {"eight; test=six", nameless + ", and the later ones take the place of the earlier"},
	"name0025":              {"==a=bar", nameless},
	"name0032":              {`"foo\"bar`, nameless + "; quotes do not protect a semicolon"},
	"name0033":              {"aaa", nameless + ", and the second takes the place of the first"},
	"disabled-chromium0022": {"", "a field with a control character is ignored as a whole (5.6), where browsers used to cut it there"},
	"disabled-chromium0023": {"", "a field with a control character is ignored as a whole (5.6), where browsers used to cut it there"},
	"disabled-path0029":     {"", "paths are compared as they stand, %6F is not o (5.1.4); the corpus has the case disabled"},
	"optional-domain0042":   {"foo=bar", "an empty Domain is one, the last one holds, and it means this host (5.6.3); RFC 6265 left that open"},
}

const nameless = "a cookie without = has an empty name and is kept (5.6)"

func TestCookiesOfTheCorpus(t *testing.T) {
	type state struct {
		Name     string
		SetFrom  string   `json:"set_from_url"`
		Set      []string `json:"set_cookie"`
		Then     string   `json:"then_request_url"`
		Expected *string  `json:"expected_cookie_header"`
	}
	now := time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC)
	differ := 0
	for _, c := range corpus[state](t, "http-state-parser.jsonl") {
		t.Run(c.Name, func(t *testing.T) {
			want := ""
			if c.Expected != nil {
				want = *c.Expected
			}
			if other, ok := bis[c.Name]; ok {
				require.NotEqual(t, want, other.header, "no difference any more")
				want = other.header
				differ++
			}
			var jar Jar
			jar.Receive(parse(t, c.SetFrom), http.Header{"Set-Cookie": c.Set}, now)
			got, _, _ := jar.Send(parse(t, c.Then), now)
			require.Equal(t, want, got)
		})
	}
	require.Equal(t, len(bis), differ)
}

// A jar takes a Domain that someone can register, and refuses the one above it.
func TestPublicSuffixesOfTheCorpus(t *testing.T) {
	type suffix struct {
		Domain      string
		Registrable *string `json:"registrable_domain"`
	}
	for _, c := range corpus[suffix](t, "public-suffix.jsonl") {
		t.Run(c.Domain, func(t *testing.T) {
			domain, err := canonicalHost(strings.TrimPrefix(c.Domain, "."))
			require.NoError(t, err)
			if c.Registrable == nil {
				requireSuffix(t, domain)
				return
			}
			registrable, err := canonicalHost(*c.Registrable)
			require.NoError(t, err)
			var jar Jar
			require.Empty(t, jar.Receive(parse(t, "https://"+c.Domain), setCookies("a=b; Domain="+registrable), now))
			require.Equal(t, registrable, jar.All()[0].Domain)
			require.False(t, jar.All()[0].HostOnly)
			_, above, _ := strings.Cut(registrable, ".")
			requireSuffix(t, above)
		})
	}
}

func requireSuffix(t *testing.T, domain string) {
	t.Helper()
	var jar Jar
	refused := jar.Receive(parse(t, "https://host."+domain), setCookies("a=b; Domain="+domain), now)
	require.Len(t, refused, 1)
	require.Contains(t, refused[0].Reason, "public suffix")
	require.Empty(t, jar.All())
}

var now = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func parse(t testing.TB, raw string) *url.URL {
	t.Helper()
	u, err := url.Parse(raw)
	require.NoError(t, err)
	return u
}

func setCookies(fields ...string) http.Header { return http.Header{"Set-Cookie": fields} }
