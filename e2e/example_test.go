//go:build !js

package e2e

import (
	"testing"
)

func TestEveryExampleOfTheFirstScreenWorksOnTheDemoAPI(t *testing.T) {
	t.Parallel()
	for name, shows := range map[string]string{"Ask for JSON": `"slideshow"`, "Post JSON": "9007199254740993", "Watch a stream": "· ping ·"} {
		t.Run(name, func(t *testing.T) {
			s := start(t)
			s.response().Role("button", "/^"+name+"/").Click()
			s.sendButton().WaitFocus()
			s.url().WaitText(site.Demo + "/") // nothing of a first try leaves for another host
			s.Press("Enter")
			s.showsText(shows)
			s.answered("200 OK")
		})
	}
}

func TestTenMegabytesOfJSONAreFormattedAndScrolled(t *testing.T) {
	s := start(t)
	s.get(server.URL+"/json?mb=10&nonce="+unique(t), "200 OK")
	s.showsFirst(`[`, `  {`, `    "id": 0,`)
	s.response().CSS(".body-about").WaitMatch(`[\d,]{7,} lines`)
	s.response().CSS(".cm-content").Focus()
	s.Press("Control+End")
	s.Wait("(" + shownLines + ").at(-1) === ']'")
	s.mode("Raw")
	s.lines().Nth(0).WaitText(`[{"id":0,"nonce":"` + unique(t) + `"`)
}
