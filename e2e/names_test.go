//go:build !js

package e2e

import "testing"

func TestTheAccessibleNamesOfTheContractHold(t *testing.T) {
	s := start(t)
	s.Role("combobox", "Method").Wait()
	s.Role("button", "Send").Wait()
	s.Role("button", "Share").Wait()
	s.Role("button", "Import").Wait()
	s.url().Wait()
	s.Wait(`["textbox", "combobox"].includes(document.querySelector("input[name=url]").computedRole) && document.querySelector("input[name=url]").computedName === "URL"`)
	names := func() {
		for _, name := range []string{"Params", "Headers", "Body", "Auth", "Options", "Many", "Preview"} {
			s.Role("region", "Request").Role("tab", name).Wait()
		}
		for _, name := range []string{"Body", "Headers", "Request", "Timing", "Traffic"} {
			s.Role("region", "Response").Role("tab", name).Wait()
		}
		s.Role("region", "Response").Role("status").Wait()
	}
	names()
	// Counts beside the names do not change them.
	s.url().Fill(server.URL + echo(t) + "?a=1&b=2")
	name, _ := row(s.tab("Headers"), "1")
	name.Fill("X-A")
	s.tab("Auth").Role("combobox", "Auth type").Choose("Basic")
	s.Press("Control+Enter")
	s.answered("200 OK")
	names()
	s.Role("main").Wait()
	s.Role("banner").Wait()
	flow := server.Flow(unique(t))
	s.send(server.URL + "/flow/" + unique(t))
	s.cancelButton().Wait()
	s.sendButton().WaitGone()
	flow.Head(200)
	flow.End()
	s.sendButton().Wait()
	s.Wait("document.title === 'Roundtrip' || document.title.includes('Roundtrip')")
}
