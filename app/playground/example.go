package playground

import (
	"net/url"

	"roundtrip/app/request"
)

// Example is a request to begin with.
type Example struct {
	Name    string
	About   string
	Request request.Request
}

// Path is what distinguishes an example's URL from those of the others.
func (e Example) Path() string {
	u, err := url.Parse(e.Request.URL)
	if err != nil {
		return e.Request.URL
	}
	return u.Path
}

// PublicDemo is a public server of the demo API that allows calls from any origin
// (CORS). It is offered where the page's own host has no demo API.
const PublicDemo = "https://httpbingo.org"

// Examples are requests to begin with, against a demo API (go-httpbin) at base.
func Examples(base string) []Example {
	get := func(path string) request.Request {
		r := request.New()
		r.SetURL(base + path)
		return r
	}
	post := get("/post")
	post.Method = "POST"
	post.Body = request.Body{Kind: request.JSON, JSON: "{\n  \"hello\": \"world\",\n  \"id\": 9007199254740993\n}"}
	return []Example{
		{"Ask for JSON", "A small document, formatted and coloured.", get("/json")},
		{"Post JSON", "The server says back what it received.", post},
		{"Watch a stream", "Six events over three seconds, each shown as it comes.", get("/sse?count=6&duration=3s")},
	}
}

// ExampleChosen puts an example on the screen.
type ExampleChosen struct{ Index int }

// example puts an example in place of the request, which can be had back.
func (m Model) example(msg ExampleChosen) (Model, []Cmd) {
	examples := Examples(m.DemoBase())
	if msg.Index < 0 || msg.Index >= len(examples) {
		return m, nil
	}
	r := examples[msg.Index].Request
	cmds := m.present(r, "", LinkNotice{Source: "an example"})
	if !m.Link.Undo {
		m.Link = nil // it took no one's place
	}
	return m, append(cmds, Focus{Target{Control: "send"}})
}

// DemoBase is where the demo API is that the examples call.
func (m Model) DemoBase() string {
	if m.demo != "" {
		return m.demo
	}
	return PublicDemo
}
