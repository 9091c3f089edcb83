//go:build !js

package e2e

import (
	"bufio"
	"context"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

// steal is what an attacker's script would do first in the page's origin. It has none of the characters that go-httpbin escapes.
const steal = "localStorage.setItem(`roundtrip.stolen`,`1`)"

// answering serves one body, open to every origin.
func answering(t *testing.T, contentType, body string) (url string) {
	t.Helper()
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(host.Close)
	return host.URL + "/answer"
}

// Another document of the page's origin, which has no policy of ours, tries to run what the demo sends back.
func TestWhatTheDemoSendsBackIsNoCode(t *testing.T) {
	t.Parallel()
	s := startAt(t, site.URL, browser.Alone)
	code := site.URL + "demo/base64/" + base64.URLEncoding.EncodeToString([]byte(steal)) + "?content-type=text/javascript"
	tries := map[string]string{
		"script":         `await new Promise((done) => document.head.append(Object.assign(document.createElement("script"), {src: %s, onload: done, onerror: done})))`,
		"module":         `await import(%s).catch(() => {})`,
		"worker":         `await new Promise((done) => { new Worker(%s).onerror = done; setTimeout(done, 500) })`,
		"service worker": `await navigator.serviceWorker.register(%s).then(() => localStorage.setItem("roundtrip.stolen", "1"), () => {})`,
		"style":          `await new Promise((done) => document.head.append(Object.assign(document.createElement("link"), {rel: "stylesheet", href: %s, onload: done, onerror: done})))`,
	}
	// The page's own policy stops these already; a document of the same origin without it shows what the demo itself does.
	for _, page := range []string{site.URL, site.URL + "relay/policy"} {
		s.Expect(`script|style|Content Security Policy|MIME|Failed to load|Refused|403`)
		s.Goto(page)
		for name, try := range tries {
			s.Run(try, code)
			require.False(t, browser.Eval[bool](s.Tab, `localStorage.getItem("roundtrip.stolen") !== null`), "%s from %s", name, page)
		}
	}
	s.Goto("about:blank") // and leave what the policy refused behind
}

// openElsewhere opens an address in a tab of its own as the browser's menu does, and tells the origin of the document there.
func (s screen) openElsewhere(address string) (origin string) {
	s.Helper()
	var id target.ID
	s.Do(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		id, err = target.CreateTarget(address).Do(ctx)
		return err
	}))
	ctx, cancel := chromedp.NewContext(s.Context(), chromedp.WithTargetID(id))
	defer cancel()
	within, stop := context.WithTimeout(ctx, 20*time.Second)
	defer stop()
	require.NoError(s, chromedp.Run(within, chromedp.Sleep(300*time.Millisecond), chromedp.Evaluate("self.origin", &origin)))
	return origin
}

func TestAPictureThatIsOpenedInATabIsOfNoOrigin(t *testing.T) {
	t.Parallel()
	drawing := `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><script href="` + site.URL + `demo/base64/` +
		base64.URLEncoding.EncodeToString([]byte(steal)) + `?content-type=text/javascript"/><script>` + steal + `</script><!--%s--></svg>`
	for name, padding := range map[string]int{"a small one": 0, "a large one": 2 << 20} {
		t.Run(name, func(t *testing.T) {
			s := startAt(t, site.URL)
			s.Expect(`script|Content Security Policy|sandbox|Blocked|403|MIME`)
			s.get(answering(t, "image/svg+xml", fmt.Sprintf(drawing, strings.Repeat("x", padding))), "200 OK")
			s.response().WaitText("40 × 30")
			var address string
			if padding == 0 {
				address = browser.Get[string](s.response().CSS("img"), "element.src")
			} else {
				require.Equal(t, "allow-scripts", browser.Get[string](s.response().CSS("iframe"), "element.getAttribute('sandbox')"))
				address = browser.Get[string](s.response().CSS("iframe"), "element.src")
			}
			require.Regexp(t, "^data:", address)
			require.Equal(t, "null", s.openElsewhere(address))
			require.False(t, browser.Eval[bool](s.Tab, `localStorage.getItem("roundtrip.stolen") !== null`))
			require.Zero(t, browser.Eval[int](s.Tab, `performance.getEntriesByType("resource").filter((e) => e.name.startsWith("blob:")).length`))
		})
	}
}

// Whatever the browser would connect to because of a link in a page.
func TestAPageInAPreviewReachesNobody(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	reached := make(chan string, 100)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_ = conn.SetReadDeadline(time.Now().Add(time.Second))
			line, _ := bufio.NewReader(conn).ReadString('\n')
			reached <- "a connection, and on it " + strconv.Quote(line)
			_ = conn.Close()
		}
	}()
	elsewhere := "http://" + listener.Addr().String()
	var page strings.Builder
	page.WriteString("<!doctype html><html><head>")
	for _, rel := range []string{"prefetch", "preconnect", "dns-prefetch", "prerender", "preload", "modulepreload", "next", "icon", "stylesheet", "manifest"} {
		fmt.Fprintf(&page, "<link rel=%q href=\"%s/%s\" as=\"script\"><LINK\nrel=%q href=\"%s/%s\">", rel, elsewhere, rel, rel, elsewhere, rel)
	}
	fmt.Fprintf(&page, `<script type="speculationrules">{"prefetch": [{"urls": ["%[1]s/rules"]}]}</script><style>@import "%[1]s/import"; p { background: url(%[1]s/background) }</style>`+
		`</head><body><p style="background: url(%[1]s/inline)">Drawn</p><img src="%[1]s/img"><img srcset="%[1]s/srcset 2x"><video src="%[1]s/video" poster="%[1]s/poster"></video><iframe src="%[1]s/frame"></iframe>`+
		`<object data="%[1]s/object"></object><embed src="%[1]s/embed"><svg><image href="%[1]s/svg"/><use href="%[1]s/use#a"/></svg><input type="image" src="%[1]s/input">`+
		`<meta http-equiv="refresh" content="0;url=%[1]s/refresh"><meta http-equiv="Link" content="<%[1]s/link>; rel=preconnect"></body></html>`, elsewhere)
	s := startAt(t, site.URL)
	s.Expect(`script|Content Security Policy|sandbox|Blocked|Failed|Framing|frame`)
	s.get(answering(t, "text/html", page.String()), "200 OK")
	s.mode("Preview")
	frame := s.response().CSS("iframe")
	frame.Wait()
	require.Equal(t, "", browser.Get[string](frame, "element.getAttribute('sandbox')"))
	require.Equal(t, "", browser.Get[string](frame, "element.src"), "there is nothing to open elsewhere")
	s.callHomeWouldHaveCome()
	time.Sleep(2 * time.Second) // hints are followed when the browser is idle
	select {
	case how := <-reached:
		t.Fatal(how)
	default:
	}
	s.Run(`await fetch(%s).catch(() => {})`, elsewhere)
	require.Contains(t, <-reached, "GET /", "whoever does reach it is counted")
}

func TestAMarkedUpSoundIsNoPage(t *testing.T) {
	t.Parallel()
	s := startAt(t, site.URL)
	s.Expect(`script|Content Security Policy|sandbox|Blocked|Failed`)
	s.get(answering(t, "audio/mpeg", "ID3<script>"+steal+"</script>"), "200 OK")
	s.response().WaitText("The browser cannot play this.")
	require.Zero(t, browser.Eval[int](s.Tab, `document.querySelectorAll("iframe").length`))
}

func TestADocumentIsShownInAFrameOfNoOrigin(t *testing.T) {
	t.Parallel()
	s := startAt(t, site.URL)
	s.Expect(`script|Content Security Policy|sandbox|Blocked|Failed`)
	s.get(answering(t, "application/pdf", onePage), "200 OK")
	frame := s.response().CSS("iframe")
	frame.Wait()
	require.Equal(t, "null", s.openElsewhere(browser.Get[string](frame, "element.src")))
}

const onePage = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj " +
	"3 0 obj<</Type/Page/MediaBox[0 0 300 144]/Parent 2 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>/Contents 4 0 R>>endobj " +
	"4 0 obj<</Length 44>>stream\nBT /F1 24 Tf 50 70 Td (Hello) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
