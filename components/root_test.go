package components

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// TestRootDrawsOneStateAfterAnother goes through the states of the request's half in one
// page, since go-app changes what stands there into what follows.
func TestRootDrawsOneStateAfterAnother(t *testing.T) {
	r := &root{model: playground.New(), drawn: drawAll}
	page := app.NewClientTester(r)
	defer page.Close()
	show := func(name string, change func(m *playground.Model)) string {
		t.Helper()
		change(&r.model)
		r.Update()
		page.Consume()
		require.True(t, r.Mounted(), name)
		return app.HTMLString(r)
	}

	// The page is too long to be printed by require.Contains.
	has := func(html, text string) {
		t.Helper()
		require.True(t, strings.Contains(html, text), "the page has no %s", text)
	}
	lacks := func(html, text string) {
		t.Helper()
		require.False(t, strings.Contains(html, text), "the page has %s", text)
	}

	for _, tab := range playground.Tabs {
		html := show("tab "+string(tab), func(m *playground.Model) { m.Tab = tab })
		has(html, `id="`+panelID("request", requestTabKey(tab)))
	}
	for _, kind := range request.BodyKinds {
		html := show("body "+string(kind), func(m *playground.Model) { m.Tab, m.Request.Body.Kind = playground.BodyTab, kind })
		has(html, "reqbody-"+kindName(kind))
	}
	for _, kind := range request.AuthKinds {
		show("auth "+string(kind), func(m *playground.Model) { m.Tab, m.Request.Auth.Kind = playground.AuthTab, kind })
	}

	rows := []request.Field{{Name: "a", Value: "1"}, {Name: "b", Off: true}, {}}
	has(show("rows", func(m *playground.Model) { m.Request.Headers = rows }), `id="headers-2-name"`)
	lacks(show("fewer rows", func(m *playground.Model) { m.Request.Headers = rows[:1] }), `id="headers-2-name"`)
	bulk := show("rows as text", func(m *playground.Model) { m.Bulk = map[playground.List]bool{playground.HeaderList: true} })
	has(bulk, `id="`+bulkID(playground.HeaderList))
	lacks(bulk, `id="headers-0-name"`)

	parts := []request.Part{{Name: "t", Value: "v"}, {IsFile: true, File: &request.File{Name: "linked.txt"}}, {IsFile: true, File: &request.File{ID: "file-1", Name: "a.txt", Size: 6}}}
	html := show("parts", func(m *playground.Model) { m.Request.Body.Kind, m.Request.Body.Parts = request.Multipart, parts })
	has(html, "Choose it again")
	has(html, "6 B")

	for _, where := range []exchange.Where{exchange.AtMethod, exchange.AtURL, exchange.AtHeaders, exchange.AtBody, exchange.AtAuth, exchange.AtOptions} {
		message := "wrong at " + string(where)
		has(show(message, func(m *playground.Model) { m.Invalid = &playground.Invalid{Where: where, Message: message} }), message)
	}
	has(show("a method of one's own", func(m *playground.Model) { m.Request.Method = "PURGE" }), `id="method-custom"`)
	has(show("in flight", func(m *playground.Model) { m.Flight = &playground.Exchange{ID: 1} }), "Cancel (Ctrl")
}
