//go:build !js

package e2e

import (
	"encoding/base64"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

func (s screen) share() browser.Locator {
	s.Helper()
	s.Role("button", "Share").Click()
	return s.Role("dialog", "Share this request").Wait()
}

func TestALinkOpensTheSameRequestAndNeverSends(t *testing.T) {
	s := start(t)
	base := server.URL + echo(t)
	clipboard := s.Clipboard()
	s.post(t, "JSON").Role("textbox", "JSON body").Paste("{\"shared\": 1.0}\n")
	s.url().Fill(base + "?a=1&b=%20x&flag")
	s.tab("Params").Role("checkbox", "Send row 1").Click()
	name, value := row(s.tab("Headers"), "1")
	name.Fill("X-Shared")
	value.Fill("yes")
	s.tab("Options").CSS("#set-timeout").Fill("12")
	dialog := s.share()
	dialog.WaitText("POST " + base).WaitText("X-Shared").WaitText("JSON, 16 B").WaitText("timeout: 12 s")
	dialog.WaitText("No secrets detected")
	dialog.Role("button", "Copy link").WaitFocus().Click()
	link := clipboard.Await()
	require.True(t, strings.HasPrefix(link, site.URL+"#v1."), link)
	dialog.Role("textbox", "Link").WaitValue(link)
	dialog.Role("status").WaitText("Link copied")

	other := startAt(t, link)
	other.Role("status", "/.*/").Text("/Opened from a shared link. Nothing has been sent/").Wait()
	other.method().WaitValue("POST")
	other.url().WaitValue(base + "?b=%20x&flag")
	other.tab("Body").Role("textbox", "JSON body").WaitText(`{"shared": 1.0}`)
	name, value = row(other.tab("Headers"), "1")
	name.WaitValue("X-Shared")
	value.WaitValue("yes")
	first, _ := row(other.tab("Params"), "1")
	first.WaitValue("a")
	other.tab("Options").CSS("#set-timeout").WaitValue("12")
	other.Wait("globalThis.roundtrip.enginestate === 'ready'")
	require.Empty(t, server.Seen(echo(t)))
	require.Empty(t, server.Preflights(echo(t)))

	other.Press("Control+Enter")
	other.answered("200 OK")
	seen := server.Seen(echo(t))
	require.Len(t, seen, 1)
	require.Equal(t, echo(t)+"?b=%20x&flag", seen[0].Target)
	require.Equal(t, "{\"shared\": 1.0}\n", string(seen[0].Body))
	require.Equal(t, "yes", seen[0].Get("X-Shared"))
}

func TestATypicalGETHasAShortLink(t *testing.T) {
	s := start(t)
	s.url().Fill("https://api.example.com/v1/users?page=2&per_page=50")
	link := s.share().Role("textbox", "Link").WaitMatch("#v1[.]").Content()
	_, fragment, _ := strings.Cut(link, "#")
	require.Less(t, len(fragment), 150)
	s.Role("dialog").WaitMatch(`Link of \d+ characters, \d+ of them for the request`)
}

func TestSecretsStayOutOfALinkUnlessTheyAreTicked(t *testing.T) {
	s := start(t)
	base := server.URL + echo(t)
	s.url().Fill(base + "?api_key=query-secret-1")
	auth := s.tab("Auth")
	auth.Role("combobox", "Auth type").Choose("Basic")
	auth.Role("textbox", "User name").Fill("alice")
	auth.CSS("#set-password").Fill("password-secret-2")
	name, value := row(s.tab("Headers"), "1")
	name.Fill("X-Auth-Token")
	value.Fill("header-secret-3")

	dialog := s.share()
	secrets := dialog.Role("checkbox")
	secrets.WaitCount(3)
	for i := range 3 {
		secrets.Nth(i).WaitChecked(false)
	}
	link := dialog.Role("textbox", "Link").WaitMatch("#v1[.]").Content()
	dialog.Role("checkbox", "/password/").Click().WaitChecked(true)
	dialog.WaitText("readable in the link")
	dialog.Role("textbox", "Link").WaitUntil("element.value !== %s", link)
	ticked := dialog.Role("textbox", "Link").Content()

	for _, opened := range []struct {
		link     string
		password string
		asked    int
	}{{link, "", 3}, {ticked, "password-secret-2", 2}} {
		other := startAt(t, opened.link)
		other.holes().CSS("input").WaitCount(opened.asked)
		all := browser.Eval[string](other.Tab, "document.documentElement.innerHTML + [...document.querySelectorAll('input')].map((input) => input.value).join()")
		require.NotContains(t, all, "query-secret-1")
		require.NotContains(t, all, "header-secret-3")
		other.tab("Auth").CSS("#set-password").WaitValue(opened.password)
	}
}

func TestTheValuesThatALinkLeftOutAreAskedForAndFilledIn(t *testing.T) {
	s := start(t)
	base := server.URL + echo(t)
	s.url().Fill(base)
	auth := s.tab("Auth")
	auth.Role("combobox", "Auth type").Choose("Bearer")
	auth.CSS("#set-token").Fill("secret-1")
	name, value := row(s.tab("Headers"), "1")
	name.Fill("X-Api-Key")
	value.Fill("secret-2")
	link := s.share().Role("textbox", "Link").WaitMatch("#v1[.]").Content()

	other := startAt(t, link)
	holes := other.holes()
	holes.WaitText("2 values that the link left out")
	first := holes.CSS("input").Nth(0)
	first.WaitFocus().WaitAttr("type", "password")
	other.Press("Control+Enter")
	require.Empty(t, server.Seen(echo(t)), "a request with holes is not sent")
	first.WaitFocus()
	other.Type("given-1")
	other.Press("Enter")
	holes.CSS("input").WaitCount(1)
	holes.CSS("input").Focus()
	other.Type("given-2")
	other.Press("Enter")
	holes.WaitGone()
	other.Press("Control+Enter")
	other.answered("200 OK")
	seen := server.Seen(echo(t))[0]
	require.ElementsMatch(t, []string{"given-1", "given-2"}, []string{strings.TrimPrefix(seen.Get("Authorization"), "Bearer "), seen.Get("X-Api-Key")})
}

func TestTheAddressBarFollowsTheRequestWithoutSecrets(t *testing.T) {
	s := start(t)
	require.NotContains(t, browser.Eval[string](s.Tab, "location.href"), "#")
	entries := browser.Eval[int](s.Tab, "history.length")
	s.url().Paste("https://example.com/followed")
	s.Wait("location.hash.startsWith('#v1.')")
	first := browser.Eval[string](s.Tab, "location.hash")
	auth := s.tab("Auth")
	auth.Role("combobox", "Auth type").Choose("Bearer")
	auth.CSS("#set-token").Fill("very-secret-token")
	s.Wait("location.hash !== %s", first)
	s.Reload()
	s.waitReady()
	s.url().WaitValue("https://example.com/followed")
	s.tab("Auth").CSS("#set-token").WaitValue("")
	require.Equal(t, entries, browser.Eval[int](s.Tab, "history.length"), "editing makes no entries in the history")
}

func TestALongURLLeavesTheButtonsOfShareInView(t *testing.T) {
	for _, size := range [][2]int64{{1280, 800}, {390, 640}} {
		s := screen{chromium.Open(t)}
		s.Size(size[0], size[1])
		s.Goto(site.URL)
		s.waitReady()
		s.url().Paste("https://example.com/" + strings.Repeat("a-long-segment/", 300))
		dialog := s.share()
		dialog.Role("button", "Copy link").WaitFocus().WaitUntil("element.getBoundingClientRect().bottom <= innerHeight && element.getBoundingClientRect().top > 0")
		require.Less(t, browser.Get[float64](dialog.CSS(".share-items dd").Nth(0), "element.offsetHeight"), 80.0, "three lines")
		require.Less(t, browser.Get[float64](dialog, "element.scrollHeight"), 1000.0)
		s.Drawn()
		require.LessOrEqual(t, browser.Get[float64](dialog, "element.getBoundingClientRect().bottom - document.querySelector('#share-copy').getBoundingClientRect().bottom"), 20.0, "and no dead space follows them")
	}
}

func TestALongLinkOffersAFileThatOpensAgain(t *testing.T) {
	s := start(t)
	base := server.URL + echo(t)
	s.url().Fill(base)
	s.method().Choose("PUT")
	panel := s.tab("Body")
	panel.Role("radio", "Text").Click()
	panel.Role("textbox", "Text body").Paste(noise(20_000))
	auth := s.tab("Auth")
	auth.Role("combobox", "Auth type").Choose("Bearer")
	auth.CSS("#set-token").Fill("file-secret")
	dialog := s.share()
	dialog.WaitText("A file is safer")
	dialog.Role("button", "Save as file").Click()
	file := s.Download()
	require.Equal(t, "request.roundtrip.json", file.Name)
	require.NotContains(t, string(file.Data), "file-secret")
	s.Press("Escape")
	dialog.WaitGone()
	s.Role("button", "Share").WaitFocus()

	other := startAt(t, site.URL)
	other.importing().CSS("input[type=file]").Files(saved(t, file.Name, file.Data))
	other.Role("status", "/.*/").Text("/Opened from a file. Nothing has been sent/").Wait()
	other.method().WaitValue("PUT")
	other.url().WaitValue(base)
	other.holes().CSS("input").WaitCount(1)
	other.tab("Body").Role("radio", "Text").WaitChecked(true)
	require.Empty(t, server.Seen(echo(t)))
	other.holes().CSS("input").Focus()
	other.Type("given")
	other.Press("Enter")
	other.Press("Control+Enter")
	other.answered("200 OK")
	require.Equal(t, noise(20_000), string(server.Seen(echo(t))[0].Body))
}

func TestARequestThatIsTooLargeForALinkSaysSo(t *testing.T) {
	s := start(t)
	s.method().Choose("POST")
	panel := s.tab("Body")
	panel.Role("radio", "Text").Click()
	panel.Role("textbox", "Text body").Paste(noise(400_000))
	dialog := s.share()
	dialog.Role("alert").WaitMatch("[Tt]oo large for a link")
	dialog.Role("button", "Copy link").WaitAttr("aria-disabled", "true")
	dialog.Role("button", "Save as file").Click()
	require.Greater(t, len(s.Download().Data), 400_000)
}

func TestFilesAreNamedInALinkAndAskedForAgain(t *testing.T) {
	s := start(t)
	panel := s.post(t, "File")
	panel.CSS("#body-file").Files(saved(t, "picture.png", []byte("png")))
	panel.WaitText("picture.png")
	dialog := s.share()
	dialog.WaitText("picture.png, 3 B: the file itself is not in a link")
	other := startAt(t, dialog.Role("textbox", "Link").WaitMatch("#v1[.]").Content())
	other.tab("Body").WaitText("picture.png").WaitText("Choose it again")
	other.Press("Control+Enter")
	other.CSS("#body-problem").WaitText("picture.png")
	require.Empty(t, server.Seen(echo(t)))
}

// noise is text that does not compress.
func noise(n int) string {
	source := rand.NewChaCha8([32]byte{})
	data := make([]byte, n)
	_, _ = source.Read(data) // never fails
	return base64.RawURLEncoding.EncodeToString(data)[:n]
}
