//go:build !js

package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
)

// setCookie sets a cookie in the open dialog.
func setCookie(dialog browser.Locator, from, line string) {
	dialog.CSS("#cookie-url").Fill(from)
	dialog.CSS("#cookie-line").Fill(line)
	dialog.Role("button", "Set cookie").Click()
}

func TestTheJarExplainsWhichCookiesGo(t *testing.T) {
	s := start(t)
	s.url().Fill("https://shop.example.org/cart")
	dialog := s.tool("Cookies")
	dialog.WaitText("Requests that the browser sends do not use it")
	jar := dialog.Role("status", "Jar")
	jar.WaitText("The jar is empty.")
	dialog.CSS("#cookie-url").WaitValue("https://shop.example.org/cart")

	setCookie(dialog, "https://shop.example.org/", "id=secret-1; Path=/; HttpOnly")
	jar.WaitText("1 of 1 cookie would go with this request.")
	dialog.CSS("#cookie-line").WaitValue("").WaitFocus()
	setCookie(dialog, "https://shop.example.org/", "elsewhere=2; Path=/admin")
	jar.WaitText("1 of 2 cookies would go with this request.")
	list := dialog.Role("list", "Cookies in the jar")
	list.Role("listitem").Nth(0).WaitText("Goes.").WaitText("shop.example.org only")
	list.Role("listitem").Nth(1).WaitText("Stays: its path is /admin.")
	require.NotContains(t, list.Content(), "secret-1", "values are masked")
	dialog.Role("button", "Show values").Click()
	list.WaitText("secret-1")
	dialog.Role("region", "Cookie header").WaitText("Cookie: id=secret-1")

	setCookie(dialog, "https://shop.co.uk/", "a=1; Domain=co.uk")
	dialog.CSS("#cookie-line").WaitAttr("aria-invalid", "true").WaitValue("a=1; Domain=co.uk").WaitFocus()
	dialog.CSS("#cookie-line-problem").WaitText("public suffix")
	setCookie(dialog, "nonsense://", "a=1")
	dialog.CSS("#cookie-url-problem").WaitText("Only http:// and https:// can be sent")
	dialog.CSS("#cookie-url").WaitFocus()

	// The dialog is opened again for another request: the jar is the session's.
	s.Press("Escape")
	dialog.WaitGone()
	s.url().Fill("http://shop.example.org/admin/users")
	s.tool("Cookies").Role("status", "Jar").WaitText("2 of 2 cookies would go")
}

func TestACookieIsEditedDeletedAndHadBack(t *testing.T) {
	s := start(t)
	s.url().Fill("https://shop.example.org/")
	dialog := s.tool("Cookies")
	jar := dialog.Role("status", "Jar")
	setCookie(dialog, "https://shop.example.org/", "a=1; Path=/")
	jar.WaitText("1 of 1")
	setCookie(dialog, "https://shop.example.org/", "b=2; Path=/")
	jar.WaitText("2 of 2")

	dialog.Role("button", "/^Edit a of/").Click()
	dialog.CSS("#cookie-line").WaitValue("a=1; Path=/").WaitFocus().Fill("renamed=3; Path=/sub")
	dialog.Role("button", "Change cookie").Click()
	jar.WaitText("1 of 2")
	dialog.Role("listitem").Nth(1).WaitText("renamed").WaitText("Stays: its path is /sub.")
	dialog.Role("heading", "Set a cookie").Wait()

	dialog.Role("button", "/^Delete b of/").Click()
	jar.WaitText("0 of 1")
	dialog.CSS(".dialog-said").WaitText(`The cookie "b" was deleted.`)
	dialog.Role("button", "Undo").WaitFocus().Click()
	jar.WaitText("1 of 2")
	dialog.Role("button", "Delete all").Click()
	jar.WaitText("The jar is empty.")
	dialog.Role("button", "Undo").Click()
	jar.WaitText("1 of 2")

	dialog.CSS("#cookie-filter").Fill("RENAM")
	dialog.Role("listitem").WaitCount(1)
	dialog.WaitText("1 of 2 match.")
}

func TestCookiesAreImportedAndExported(t *testing.T) {
	s := start(t)
	s.url().Fill("https://shop.example.org/")
	clipboard := s.Clipboard()
	dialog := s.tool("Cookies")
	jar := dialog.Role("status", "Jar")
	dialog.CSS("#cookie-file").Fill("nothing of the kind")
	dialog.Role("button", "Import").Click()
	dialog.CSS("#cookie-file-problem").WaitText("neither a cookies.txt")
	dialog.CSS("#cookie-file").WaitValue("nothing of the kind").WaitFocus()

	const file = "# Netscape HTTP Cookie File\n.example.org\tTRUE\t/\tTRUE\t0\twide\t1\nshop.example.org FALSE / FALSE 0 bad 2\n#HttpOnly_shop.example.org\tFALSE\t/\tFALSE\t4102444800\tid\t2\n"
	dialog.CSS("input[type=file]").Files(saved(t, "cookies.txt", []byte(file)))
	jar.WaitText("2 of 2 cookies would go")
	dialog.CSS("#cookie-file-problem").WaitText("1 cookie was not taken.")
	dialog.Role("list", "Not taken").WaitText("line 3: It has 1 of 7 columns.")

	dialog.Role("button", "Save all cookies").Click()
	text := s.Download()
	require.Equal(t, "cookies.txt", text.Name)
	require.Contains(t, string(text.Data), ".example.org\tTRUE\t/\tTRUE\t0\twide\t1\n")
	require.Contains(t, string(text.Data), "#HttpOnly_shop.example.org\tFALSE\t/\tFALSE\t")
	dialog.Role("combobox", "Export as").Choose("JSON")
	dialog.Role("button", "Copy all cookies").Click()
	copied := clipboard.Await()
	require.Contains(t, copied, `"name": "wide"`)

	dialog.Role("button", "Delete all").Click()
	jar.WaitText("The jar is empty.")
	dialog.CSS("#cookie-file").Paste(copied)
	dialog.Role("button", "Import").Click()
	jar.WaitText("2 of 2 cookies would go")
	dialog.CSS("#cookie-file").WaitValue("")
}

func TestTheJarLeadsToTheOptionThatRulesTheBrowsersCookies(t *testing.T) {
	s := start(t)
	dialog := s.tool("Cookies")
	dialog.WaitText("The browser sends its own cookies: never.")
	dialog.Role("button", "Change in Options").Click()
	dialog.WaitGone()
	option := s.request().Role("combobox", "Browser's cookies").WaitFocus()
	option.Choose("To every site")
	s.tool("Cookies").WaitText("The browser sends its own cookies: to every site.")
	s.Press("Escape")
	dialog.WaitGone()

	// A cookie of the jar never goes out with fetch.
	s.url().Fill(server.URL + echo(t))
	dialog = s.tool("Cookies")
	setCookie(dialog, server.URL+"/", "jar=own; Path=/")
	dialog.Role("status", "Jar").WaitText("1 of 1 cookie would go with this request.")
	s.Press("Escape")
	dialog.WaitGone()
	s.get(server.URL+echo(t), "200 OK")
	require.NotContains(t, s.arrived(echo(t)).Get("Cookie"), "jar=own")
}
