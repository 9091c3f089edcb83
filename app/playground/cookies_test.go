package playground

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
)

// jarOf is the dialog of a jar that holds a cookie.
func jarOf() Model {
	m, cmds := play(typed("https://a.example/"), CookiesPressed{})
	jar := exchange.Jar{Total: 1, Found: 1, Target: "GET https://a.example/", Going: 1, Cookies: []exchange.Cookie{{ID: "1", Name: "a", Line: "a=1; Path=/", From: "https://b.example/"}}}
	m, _ = play(m, JarAnswered{Ask: of[AskJar](cmds)[0], Jar: jar})
	return m
}

// answer answers the last ask of some commands.
func answer(m Model, cmds []Cmd, jar exchange.Jar) (Model, []Cmd) {
	asks := of[AskJar](cmds)
	return play(m, JarAnswered{Ask: asks[len(asks)-1], Jar: jar})
}

func TestTheJarIsAskedForTheRequestOnTheScreen(t *testing.T) {
	m, cmds := play(typed("https://a.example/"), CookiesPressed{})
	require.Equal(t, "Looking …", m.Cookies.Summary())
	require.Equal(t, "https://a.example/", m.Cookies.URL)
	require.Equal(t, "https://a.example/", of[AskJar](cmds)[0].Request.URL)
	require.Equal(t, "1 of 1 cookie would go with this request.", jarOf().Cookies.Summary())
	m, _ = play(jarOf(), CookiesClosed{}, CookieSetPressed{}, JarAnswered{})
	require.Nil(t, m.Cookies, "what is answered later opens nothing")
}

func TestACookieThatIsTakenEmptiesItsFieldAndOneThatIsNotStays(t *testing.T) {
	m, cmds := play(jarOf(), CookieEdited{CookieLine, "b=2"}, CookieEdited{CookieURL, "https://c.example/"}, CookieSetPressed{})
	require.Equal(t, exchange.JarAsk{Act: exchange.JarSet, URL: "https://c.example/", Text: "b=2"}, of[AskJar](cmds)[0].Ask)
	bad, more := answer(m, cmds, exchange.Jar{Problem: "No.", At: exchange.JarAtLine})
	require.Equal(t, "b=2", bad.Cookies.Line)
	require.Equal(t, "No.", bad.Cookies.ProblemAt(exchange.JarAtLine))
	require.Empty(t, bad.Cookies.ProblemAt(exchange.JarAtURL))
	require.Equal(t, "cookie-line", of[Focus](more)[0].Target.Control)
	bad, _ = play(bad, CookieEdited{CookieLine, "b=3"})
	require.Empty(t, bad.Cookies.ProblemAt(exchange.JarAtLine), "it is being corrected")

	good, _ := answer(m, cmds, exchange.Jar{Said: "Set."})
	require.Equal(t, []string{"", "https://a.example/"}, []string{good.Cookies.Line, good.Cookies.URL})
	require.Equal(t, "Set.", good.Toast.Text)
}

func TestACookieIsEditedAsItsLine(t *testing.T) {
	m, cmds := play(jarOf(), CookieEditPressed{ID: "1"}, CookieSetPressed{})
	require.Equal(t, exchange.JarAsk{Act: exchange.JarSet, ID: "1", URL: "https://b.example/", Text: "a=1; Path=/"}, of[AskJar](cmds)[0].Ask)
	m, _ = play(m, CookieEditPressed{})
	require.Equal(t, []string{"", ""}, []string{m.Cookies.Editing, m.Cookies.Line})
}

func TestTheAnswerToAnOlderFilterIsDropped(t *testing.T) {
	m, cmds := play(jarOf(), CookieEdited{CookieFilter, "a"}, CookieEdited{CookieFilter, "ab"})
	asks := of[AskJar](cmds)
	m, _ = play(m, JarAnswered{Ask: asks[1], Jar: exchange.Jar{Total: 9, Found: 2, Cookies: make([]exchange.Cookie, 2)}}, JarAnswered{Ask: asks[0], Jar: exchange.Jar{Total: 9, Found: 5}})
	require.Equal(t, "2 of 9 match.", m.Cookies.Left())
}

func TestAnExportIsCopiedOrSavedAndNotKept(t *testing.T) {
	m, cmds := play(jarOf(), CookiesExportPressed{Save: true})
	m, more := answer(m, cmds, exchange.Jar{File: "# cookies"})
	require.Equal(t, []SaveText{{Name: "cookies.txt", Text: "# cookies", Say: "cookies.txt saved."}}, of[SaveText](more))
	require.Empty(t, m.Cookies.Jar.File)
	m, cmds = play(m, CookieEdited{CookieFormatName, "json"}, CookiesExportPressed{})
	require.Equal(t, exchange.JarAsk{Act: exchange.JarExport, Text: "json"}, of[AskJar](cmds)[0].Ask)
	_, more = answer(m, cmds, exchange.Jar{File: "[]"})
	require.Equal(t, []CopyText{{Text: "[]", Say: "Cookies copied."}}, of[CopyText](more))
}

func TestACookieIsDescribedInWords(t *testing.T) {
	c := exchange.Cookie{Domain: "a.example", HostOnly: true, Path: "/", Flags: []string{"Secure"}}
	require.Equal(t, "a.example only · path / · for this session · Secure", CookieScope(c))
	c.HostOnly, c.Flags, c.Expires = false, nil, time.Date(2030, 1, 2, 3, 4, 5, 0, time.Local)
	require.Equal(t, "a.example and its subdomains · path / · until 2 January 2030, 03:04", CookieScope(c))
	require.Equal(t, "Goes.", CookieFate(c))
	c.Stays = "its path is /x"
	require.Equal(t, "Stays: its path is /x.", CookieFate(c))
	require.Equal(t, []string{"••••••••", "a", ""}, []string{Masked("a", false), Masked("a", true), Masked("", false)})
}

func TestAnotherJarMayChangeWhatGoesOut(t *testing.T) {
	m, cmds := play(jarOf(), JarAnswered{Ask: AskJar{Ask: exchange.JarAsk{Act: exchange.JarClear}}})
	require.Len(t, of[Prepare](cmds), 1)
	_, cmds = play(m, JarAnswered{Ask: AskJar{Ask: exchange.JarAsk{Act: exchange.JarExport}}})
	require.Empty(t, of[Prepare](cmds))
}
