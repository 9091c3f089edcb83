package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheDemoAnswersNoRequestForCode(t *testing.T) {
	server := httptest.NewServer(Demo("/demo"))
	t.Cleanup(server.Close)
	for use, want := range map[string]int{
		"script": 403, "worker": 403, "sharedworker": 403, "serviceworker": 403, "audioworklet": 403, "paintworklet": 403, "style": 403,
		"xslt": 403, "json": 403, "manifest": 403, "object": 403, "embed": 403, "font": 403, "track": 403, "report": 403, "speculationrules": 403, "of next year": 403,
		"": 200, "empty": 200, "document": 200, "iframe": 200, "frame": 200, "image": 200, "audio": 200, "video": 200,
	} {
		for _, path := range []string{"/demo/base64/YQ==", "/demo/get", "/demo/events?n=1", "/demo/oauth/device/verify"} {
			fields := []string{}
			if use != "" {
				fields = []string{"Sec-Fetch-Dest", use}
			}
			response, _ := ask(t, "GET", server.URL+path, fields...)
			require.Equal(t, want, response.StatusCode, "%s for %q", path, use)
			require.Equal(t, "nosniff", response.Header.Get("X-Content-Type-Options"))
			require.Contains(t, response.Header.Values("Content-Security-Policy"), "sandbox allow-forms")
		}
	}
}

func TestWhatIsSentBackIsNeverLabelledAsCode(t *testing.T) {
	server := httptest.NewServer(Demo("/demo"))
	t.Cleanup(server.Close)
	plain := "text/plain; charset=utf-8"
	for label, want := range map[string]string{
		"text/javascript": plain, "TEXT/JavaScript; charset=utf-8": plain, " text/javascript": plain, "application/javascript": plain,
		"application/x-javascript": plain, "text/ecmascript": plain, "application/ecmascript": plain, "text/x-ecmascript": plain, "text/javascript1.5": plain,
		"text/jscript": plain, "text/livescript": plain, "text/css": plain, "text/css;x=1": plain, "application/wasm": plain, "text/xsl": plain,
		"application/xslt+xml": plain, "application/manifest+json": plain, "text/cache-manifest": plain, "application/importmap+json": plain,
		"application/speculationrules+json": plain, "text/javascript x": plain, "text/plain, text/javascript": plain, "text/html;charset=gbk, text/javascript": plain, "nonsense": plain,
		"text/html": "text/html", "image/svg+xml": "image/svg+xml", "application/json": "application/json", "text/csv; charset=utf-8": "text/csv; charset=utf-8",
		"application/problem+json": "application/problem+json", "text/cssx": "text/cssx",
	} {
		for _, path := range []string{"/demo/base64/YQ==?content-type=", "/demo/response-headers?Content-Type="} {
			response, _ := ask(t, "GET", server.URL+path+url.QueryEscape(label))
			require.Equal(t, want, response.Header.Get("Content-Type"), path+label)
		}
	}
	response, _ := ask(t, "GET", server.URL+"/demo/response-headers?Content-Type=text/html&Content-Type=text/javascript")
	require.Equal(t, []string{plain}, response.Header.Values("Content-Type"))
	response, _ = ask(t, "GET", server.URL+"/demo/response-headers?Content-Type=text/html&content-type=text/javascript")
	require.Equal(t, []string{plain}, response.Header.Values("Content-Type"))
}

func TestNoWebsiteSetsWhatHoldsForTheHost(t *testing.T) {
	server := httptest.NewServer(Demo("/demo"))
	t.Cleanup(server.Close)
	for _, name := range []string{
		"Clear-Site-Data", "clear-site-data", "Set-Cookie", "Set-Cookie2", "Strict-Transport-Security", "NEL", "Report-To", "Reporting-Endpoints", "Link", "Refresh",
		"Location", "Alt-Svc", "Accept-CH", "Critical-CH", "Origin-Agent-Cluster", "Service-Worker-Allowed", "Speculation-Rules", "SourceMap", "X-SourceMap",
		"Public-Key-Pins", "Expect-CT", "Content-Security-Policy-Report-Only", "WWW-Authenticate", "Proxy-Authenticate", "Connection", "Content-Length",
		"Transfer-Encoding", "Upgrade", "Trailer", "Set-Login", "Use-As-Dictionary", "Attribution-Reporting-Register-Source", "Observe-Browsing-Topics", "Activate-Storage-Access",
		"Sec-Session-Registration", "Secure-Session-Registration", "X-Accel-Redirect", "X-Sendfile", "X-Permitted-Cross-Domain-Policies", "CDN-Cache-Control",
	} {
		for _, path := range []string{"/demo/response-headers", "/demo/trailers"} {
			response, body := ask(t, "GET", server.URL+path+"?"+url.QueryEscape(name)+"=wiped&X-Own=kept")
			require.Equal(t, 200, response.StatusCode)
			require.NotEqual(t, "wiped", response.Header.Get(name), path+" "+name)
			require.NotEqual(t, "wiped", response.Trailer.Get(name), path+" "+name)
			require.NotContains(t, string(body), "wiped", name)
			require.Equal(t, "kept", response.Header.Get("X-Own")+response.Trailer.Get("X-Own"), name)
		}
	}
	response, _ := ask(t, "GET", server.URL+"/demo/pages/link")
	require.NotEmpty(t, response.Header.Get("Link"), "the demo's own pages do lead on")
}

// agent is what every browser begins its User-Agent with.
const agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

// askers are who may ask, by what their requests say of them.
var askers = map[string]struct {
	fields    []string
	elsewhere bool
}{
	"a program":                      {nil, false},
	"our own page":                   {[]string{"Sec-Fetch-Site", "same-origin", "Origin", "http://HOST"}, false},
	"our own page, an older browser": {[]string{"Origin", "http://HOST"}, false},
	"another site":                   {[]string{"Sec-Fetch-Site", "cross-site", "Origin", "https://a.test"}, true},
	"another host of the same site":  {[]string{"Sec-Fetch-Site", "same-site", "Origin", "http://b.HOST"}, true},
	"another site, an older browser": {[]string{"Origin", "https://a.test"}, true},
	"another port, an older browser": {[]string{"Origin", "http://127.0.0.1:1"}, true},
	"a sandboxed page":               {[]string{"Origin", "null"}, true},
	"a link on another site":         {[]string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, true},
	"a link in a mail":               {[]string{"Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, true},
	"a picture on another site":      {[]string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Dest", "image"}, true},

	// Over plain http on a name of a LAN, browsers say no more than this.
	"a picture or a link anywhere, over plain http":     {[]string{"User-Agent", agent}, true},
	"a picture that says its page, over plain http":     {[]string{"User-Agent", agent, "Referer", "http://a.test/"}, true},
	"a page on another port, over plain http":           {[]string{"User-Agent", agent, "Referer", "http://127.0.0.1:1/"}, true},
	"a Referer that only begins so":                     {[]string{"User-Agent", agent, "Referer", "http://HOST.a.test/"}, true},
	"what the demo sent back, over plain http":          {[]string{"User-Agent", agent, "Referer", "http://HOST/demo/html"}, true},
	"what the demo sent back, with an escape":           {[]string{"User-Agent", agent, "Referer", "http://HOST/%64emo/html"}, true},
	"our own page's worker, over plain http":            {[]string{"User-Agent", agent, "Referer", "http://HOST/worker.js"}, false},
	"our own page's worker that posts, over plain http": {[]string{"User-Agent", agent, "Referer", "http://HOST/worker.js", "Origin", "http://HOST"}, false},
	"another site that takes on a program's User-Agent": {[]string{"User-Agent", "curl/8.0", "Origin", "http://a.test"}, true},
	"a program that says where it found the link":       {[]string{"User-Agent", "curl/8.0", "Referer", "http://a.test/"}, false},
	"a program with a browser's name and the Referer":   {[]string{"User-Agent", agent, "Referer", "http://HOST/"}, false},
}

func TestOnlyTheHostsOwnPageAndProgramsGetCookiesAndRedirects(t *testing.T) {
	server := httptest.NewServer(Demo("/demo"))
	t.Cleanup(server.Close)
	host := strings.TrimPrefix(server.URL, "http://")
	for name, asker := range askers {
		fields := make([]string, len(asker.fields))
		for i, field := range asker.fields {
			fields[i] = strings.ReplaceAll(field, "HOST", host)
		}
		for _, path := range []string{"redirect-to?url=https://evil.test/", "redirect/1", "relative-redirect/1", "absolute-redirect/1", "status/302", "cookies/set?a=b", "cookies/delete?a="} {
			response, body := ask(t, "GET", server.URL+"/demo/"+path, fields...)
			if asker.elsewhere {
				require.Equal(t, 403, response.StatusCode, name+" "+path)
				require.Empty(t, response.Header.Get("Location")+response.Header.Get("Set-Cookie"), name+" "+path)
				require.Contains(t, string(body), "The demo API redirects")
				continue
			}
			require.Equal(t, 302, response.StatusCode, name+" "+path)
			require.NotEmpty(t, response.Header.Get("Location"), name+" "+path)
			require.Equal(t, strings.HasPrefix(path, "cookies"), response.Header.Get("Set-Cookie") != "", name+" "+path)
		}
		_, body := ask(t, "GET", server.URL+"/demo/headers", append(fields, "Cookie", "session=secret")...)
		require.Equal(t, !asker.elsewhere, strings.Contains(string(body), "secret"), "%s is told the cookies of this host", name)
	}
}

func TestCookiesStayWithinTheDemoAndAreFew(t *testing.T) {
	server := httptest.NewServer(Demo("/demo"))
	t.Cleanup(server.Close)
	response, _ := ask(t, "GET", server.URL+"/demo/cookies/set?a=b&attr[Path]=/&attr[Domain]=a.test")
	require.Equal(t, []string{"a=b; Path=/demo/; HttpOnly"}, response.Header.Values("Set-Cookie"))
	var many strings.Builder
	for i := range 100 {
		fmt.Fprintf(&many, "&c%d=%s", i, strings.Repeat("x", 500))
	}
	response, _ = ask(t, "GET", server.URL+"/demo/cookies/set?"+many.String()[1:])
	require.Less(t, len(strings.Join(response.Header.Values("Set-Cookie"), "")), 5000)
	require.NotEmpty(t, response.Header.Values("Set-Cookie"))
	response, _ = ask(t, "GET", server.URL+"/demo/cookies/set?a=b", "Cookie", "old="+strings.Repeat("x", 5000))
	require.Empty(t, response.Header.Values("Set-Cookie"))
}

func TestTheAlphabetCanBeHadInParts(t *testing.T) {
	server := httptest.NewServer(Demo("/demo"))
	t.Cleanup(server.Close)
	response, body := ask(t, "GET", server.URL+"/demo/range/4000000")
	require.Equal(t, `"range4000000"`, response.Header.Get("ETag"))
	require.Len(t, body, 4000000)
	require.Equal(t, "abcdefghijklmnopqrstuvwxyza", string(body[:27]))
	response, body = ask(t, "GET", server.URL+"/demo/range/4000000?duration=0.1", "Range", "bytes=26-28")
	require.Equal(t, 206, response.StatusCode)
	require.Equal(t, "abc", string(body))
	for _, wrong := range []string{"0", "33554433", "x", "5?duration=31", "5?duration=x"} {
		response, _ := ask(t, "GET", server.URL+"/demo/range/"+wrong)
		require.Equal(t, http.StatusBadRequest, response.StatusCode, wrong)
	}
}

func TestRandomBytesAreTheSameForASeed(t *testing.T) {
	server := httptest.NewServer(Demo("/demo"))
	t.Cleanup(server.Close)
	_, one := ask(t, "GET", server.URL+"/demo/bytes/100000?seed=7")
	_, two := ask(t, "GET", server.URL+"/demo/stream-bytes/100000?seed=7&chunk_size=999")
	_, other := ask(t, "GET", server.URL+"/demo/bytes/100000?seed=8")
	require.Len(t, one, 100000)
	require.Equal(t, one, two)
	require.NotEqual(t, one, other)
	head, empty := ask(t, "HEAD", server.URL+"/demo/bytes/100000")
	require.Equal(t, "100000", head.Header.Get("Content-Length"))
	require.Empty(t, empty)
	for _, n := range []string{"-1", "33554433", "x"} {
		response, _ := ask(t, "GET", server.URL+"/demo/bytes/"+n)
		require.Equal(t, http.StatusBadRequest, response.StatusCode, n)
	}
}
