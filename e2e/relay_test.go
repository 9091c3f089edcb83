//go:build !js

package e2e

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/product"
)

// relayed is a page whose own host has a relay: the product's own, at a port of the test's own.
func relayed(t *testing.T, flags ...string) (screen, *product.Server) {
	t.Helper()
	t.Parallel()
	host, err := product.Start(append([]string{"-relay"}, flags...)...)
	require.NoError(t, err)
	t.Cleanup(func() { _ = host.Stop() })
	return startAt(t, host.URL), host
}

func (s screen) transport() browser.Locator { return s.Role("combobox", "Transport") }

// byRelay chooses the relay for a URL.
func (s screen) byRelay(url string) {
	s.Helper()
	s.url().Fill(url)
	s.transport().Focus()
	s.Press("ArrowDown")
	s.transport().WaitValue("relay")
}

// getByRelay sends what is on the screen to a URL through the relay, and waits for its answer.
func (s screen) getByRelay(url, status string) {
	s.Helper()
	s.byRelay(url)
	s.again(status)
}

// again sends what is on the screen once more, and waits for its answer.
func (s screen) again(status string) {
	s.Helper()
	s.Press("Control+Enter")
	s.answered(status)
}

// failsByRelay sends what is on the screen to a URL through the relay, and gives how it failed.
func (s screen) failsByRelay(url, title string) browser.Locator {
	s.Helper()
	s.byRelay(url)
	return s.failsAgain(title)
}

// failsAgain sends what is on the screen once more, and gives how it failed.
func (s screen) failsAgain(title string) browser.Locator {
	s.Helper()
	s.Press("Control+Enter")
	s.Drawn() // an answer of before has gone from the status line
	s.status().WaitText(title)
	s.sendButton().Wait()
	return s.responseTab("Body").CSS(".failure")
}

func TestABlockedCallIsSentThroughTheRelayWithOneClick(t *testing.T) {
	s, _ := relayed(t)
	path := "/no-cors" + echo(t)
	s.CSS("#transport-reason").WaitText("Sent by your browser")
	failure := s.failed(server.URL+path, "Blocked by CORS")
	s.transport().WaitValue("browser")
	failure.Role("button", "Send through relay").Click()
	s.answered("200 OK")
	s.transport().WaitValue("relay")
	s.CSS("#transport-reason").WaitText("Via relay 127.0.0.1:").WaitText("your choice for")
	seen := server.Seen(path)
	require.Empty(t, seen[len(seen)-1].Get("Origin"), "no page sent it")

	// What was chosen for a host is remembered for it, and for no other.
	s.url().Fill(server.Other + path)
	s.transport().WaitValue("browser")
	s.Reload()
	s.waitReady()
	s.url().Fill(server.URL + path)
	s.transport().WaitValue("relay")
	s.get(server.URL+path, "200 OK")
	s.transport().Focus()
	s.Press("ArrowUp")
	s.transport().WaitValue("browser")
	s.failed(server.URL+path, "Blocked by CORS")
}

func TestWhatABrowserDoesNotSendIsProposedToTheRelay(t *testing.T) {
	s, _ := relayed(t)
	path := "/no-cors" + echo(t)
	s.url().Fill(server.URL + path)
	name, value := row(s.tab("Headers"), "1")
	name.Fill("Cookie")
	value.Fill("typed=1")
	s.CSS("#headers-0-note").WaitText("Not sent: browsers set Cookie themselves.")
	note := s.Role("note", "Not by the browser").WaitText("1 header will not be sent as typed.")
	note.Role("button", "Use the relay").Click()
	s.transport().WaitValue("relay")
	note.WaitGone()
	s.url().Focus()
	s.Press("Enter")
	s.answered("200 OK")
	require.Equal(t, "typed=1", s.arrived(path).Get("Cookie"))
}

func TestARefusalOfTheRelayIsShownWithItsFlag(t *testing.T) {
	s, _ := relayed(t, "-relay-deny", "127.0.0.1")
	s.byRelay(server.URL + echo(t))
	s.failed(server.URL+echo(t), "Refused by the relay").WaitText("has ruled that out with -relay-deny")
	require.Empty(t, server.Seen(echo(t)))
}

func TestARedirectLeadsNoFurtherThanTheRelayAllows(t *testing.T) {
	denied := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(denied.Close)
	_, port, err := net.SplitHostPort(denied.Listener.Addr().String())
	require.NoError(t, err)
	s, _ := relayed(t, "-relay-ports", "default,-"+port)
	path := "/no-cors/redirect?to=" + denied.URL + "/inside"
	s.byRelay(server.URL + path)
	s.failed(server.URL+path, "Refused by the relay").WaitText("-relay-ports")
	s.responseTab("Traffic").WaitText("302 Found").WaitText("2. Redirected: GET " + denied.URL + "/inside")
}

func TestTheDialogSaysWhatARelayAllows(t *testing.T) {
	s, host := relayed(t)
	dialog := s.tool("Relay")
	dialog.CSS("#relay-address").WaitValue(host.URL + "relay/")
	said := dialog.Role("status", "What the relay says").WaitText("Connected. This relay serves this page.")
	require.NotContains(t, dialog.Content(), "At most 512 at once", "the facts are folded")
	dialog.CSS("summary").Text("What it allows").Click()
	dialog.WaitText("its own machine").WaitText("At most 512 at once").WaitText("80, 443, 1024-65535, with exceptions")
	require.NotContains(t, dialog.Content(), "1719")
	dialog.CSS("summary").Text("Ports that are exceptions").Click()
	dialog.WaitText("1719, 1720")
	dialog.CSS("#relay-address").Fill("ftp://relay.example")
	dialog.Role("button", "Check").Click()
	dialog.CSS("#relay-address-problem").WaitText("begins with https://")
	dialog.CSS("#relay-address").WaitFocus().Fill(site.URL)
	dialog.Role("button", "Check").Click()
	said.WaitText("There is no relay at " + site.URL + "relay/")
}

func TestARelayElsewhereMustAcceptThePage(t *testing.T) {
	_, host := relayed(t)
	s := startAt(t, site.URL, browser.Alone) // what is remembered is for this page alone
	s.Expect("Unexpected response code: 403")
	s.CSS("#transport-reason").WaitGone()
	s.url().Fill(server.URL + echo(t))
	s.transport().Focus()
	s.Press("ArrowDown")
	dialog := s.Role("dialog", "Relay").Wait()
	dialog.WaitText("This page's own host has no relay.")
	dialog.CSS("#relay-address").Fill(host.URL)
	dialog.Role("button", "Check").Click()
	dialog.Role("status", "What the relay says").WaitText("does not serve pages of")
	dialog.WaitText("-relay-origin")
	dialog.Role("button", "Use this relay").Click()
	dialog.WaitGone()
	s.transport().WaitValue("browser")
	s.byRelay(server.URL + echo(t))
	s.failed(server.URL+echo(t), "Refused by the relay").WaitText("does not serve pages of").WaitText("by starting it with -relay-origin " + strings.TrimSuffix(site.URL, "/") + ".")
}

func TestAChoiceInOneTabHoldsInTheOthers(t *testing.T) {
	one, host := relayed(t)
	another := startAt(t, host.URL)
	path := "/no-cors" + echo(t)
	another.url().Fill(server.URL + path)
	another.transport().WaitValue("browser")
	one.byRelay(server.URL + path)
	another.transport().WaitValue("relay")
	one.byRelay(server.Other + path)
	another.transport().Focus()
	another.Press("ArrowUp")
	another.transport().WaitValue("browser")
	one.transport().WaitValue("relay")
	one.url().Fill(server.URL + path)
	one.transport().WaitValue("browser")
	one.tool("Relay").Role("button", "Forget").Click()
	another.url().Fill(server.Other + path)
	another.transport().WaitValue("browser")
}

// What is chosen beside Send can be read there. Where there is no room for all of it, the line below says it.
func TestTheTransportIsReadableAtEveryWidth(t *testing.T) {
	s, host := relayed(t)
	s.byRelay(server.URL + echo(t))
	name := strings.TrimSuffix(strings.TrimPrefix(host.URL, "http://"), "/")
	for width, text := range map[int64]string{1280: "Relay · " + name, 400: "Relay · …", 320: "Relay · …"} {
		require.Equal(t, "Relay · "+name, browser.Get[string](s.transport(), "element.selectedOptions[0].text"))
		s.Size(width, 800)
		s.Settle()
		room := browser.Get[float64](s.transport(), `(() => {
			const style = getComputedStyle(element), text = document.createElement('canvas').getContext('2d')
			text.font = style.font
			const arrow = 20 // that the browser draws, and its margin
			return element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow - text.measureText(%s).width
		})()`, text)
		require.GreaterOrEqual(t, room, 0.0, "at %d", width)
		s.CSS("#transport-reason").WaitText("Via relay " + name)
	}
}

func TestTheRelayIsChosenWithTheKeyboardAlone(t *testing.T) {
	s, _ := relayed(t)
	path := "/no-cors" + echo(t)
	s.tabTo("Shift+Tab", s.url())
	s.Press("Control+A")
	s.Type(server.URL + path)
	s.tabTo("Tab", s.transport())
	s.Press("ArrowDown")
	s.transport().WaitValue("relay").WaitFocus()
	s.tabTo("Tab", s.sendButton())
	s.Press("Enter")
	s.answered("200 OK")
}

// What a page gets that opens a WebSocket to the relay of the site and asks for a connection: the answer, or how it was closed.
const askRelay = `(async () => {
	const relay = new WebSocket(%s, 'roundtrip-relay-1')
	return new Promise(done => {
		relay.onopen = () => relay.send(JSON.stringify({host: '127.0.0.1', port: %s, window: 65536}))
		relay.onmessage = event => { done(event.data); relay.close() }
		relay.onerror = () => done('refused')
	})
})()`

const askPolicy = `(async () => {
	const policy = await (await fetch(%s)).json()
	return policy.accepts ? 'accepts' : policy.refusal.reason
})()`

func TestThePageMayUseTheRelayOfItsOwnHostAndAnotherPageMayNot(t *testing.T) {
	s, host := relayed(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	port := listener.Addr().(*net.TCPAddr).Port
	connect, policy := strings.Replace(host.URL, "http:", "ws:", 1)+"relay/connect", host.URL+"relay/policy"

	require.Contains(t, browser.Eval[string](s.Tab, askRelay, connect, port), `"address":"`+listener.Addr().String())
	require.Equal(t, "accepts", browser.Eval[string](s.Tab, askPolicy, policy))

	another := proxied(t)
	s = startAt(t, another.URL)
	s.Expect(`WebSocket connection to .*/relay/connect' failed`)
	require.Equal(t, "refused", browser.Eval[string](s.Tab, askRelay, connect, port))
	require.Contains(t, browser.Eval[string](s.Tab, askPolicy, policy), "This relay does not serve pages of "+strings.TrimSuffix(another.URL, "/")+".")
}

func TestWhatElseABrowserDoesNotDoIsProposedToTheRelay(t *testing.T) {
	s, _ := relayed(t)
	s.url().Fill(server.URL + "/no-cors" + echo(t))
	note := s.Role("note", "Not by the browser")
	panel := s.tab("Options")
	panel.CSS("#set-redirect").Choose("Stop at the first")
	note.WaitText("Redirects. The browser does not say where a redirect leads")
	panel.CSS("#set-redirect").Choose("Follow")
	note.WaitGone()
	panel.CSS("#set-verify").Choose("No")
	note.WaitText("Connection. The browser makes its connections itself. Through a relay only do these options hold: Verify the certificate.")
	panel.CSS("#set-verify").Choose("Yes")
	note.WaitGone()
	panel.CSS("#set-connect").Fill("2")
	note.WaitText("Connect timeout.")
	panel.CSS("#set-connect").Fill("")
	note.WaitGone()
	body := s.tab("Body")
	body.Role("radio", "Text").Click()
	body.Role("textbox", "Text body").Paste("x")
	note.WaitText("Body. Browsers do not send a body with GET").Role("button", "Use the relay").Click()
	s.transport().WaitValue("relay")
	s.again("200 OK")
	require.Equal(t, "x", string(s.arrived("/no-cors"+echo(t)).Body))
}
