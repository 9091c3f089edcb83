package recipe

import (
	"slices"
	"strings"

	"roundtrip/app/request"
)

// Recipe is a request that shows one thing.
type Recipe struct {
	ID      string // names the recipe for ever, in lower case with hyphens
	Group   string // the heading that it stands under
	Title   string
	Text    string // what it shows, in one or two sentences
	Request request.Request
	Python  string // a program with requests that makes the same call and prints a line or a few
	Needs   Needs
}

// Needs is what a recipe needs besides its request. The zero value is nothing.
type Needs struct {
	// Files are the contents of the files that the request names, in the order of [request.Request.Files]. The files have
	// no ID yet: whoever puts a file beside the request gives it one.
	Files []string

	Sends   int              // how often the request must be sent to see what it shows; 0 means once
	Many    *request.Many    // how it is sent many times by the program
	Session *request.Request // the defaults that it takes over; its URL is the base URL
}

// groups are the headings and their recipes, from the first step to the last.
var groups = []struct {
	name    string
	recipes func(base string) []Recipe
}{
	{"First steps", firstSteps},
	{"Methods", methods},
	{"Headers and status", heads},
	{"Authentication", auths},
	{"Files and streams", streams},
	{"Timeouts", timeouts},
	{"Rate limits and retries", retries},
	{"Many requests", many},
	{"Webhooks", webhooks},
}

// All gives every recipe in the order in which to learn them. Base is the address of the demo API without a slash at its
// end, such as http://127.0.0.1:8080/demo. Key tells apart those who use it: some of its answers depend on what was asked
// before under the same key. Each call makes new values, which the caller may change.
func All(base, key string) []Recipe {
	var all []Recipe
	for _, g := range groups {
		for _, r := range g.recipes(base) {
			r.Group = g.name
			r.Request.SetURL(strings.ReplaceAll(r.Request.URL, "{key}", key+"-"+r.ID))
			r.Python = strings.NewReplacer("{base}", base, "{key}", key+"-"+r.ID).Replace(r.Python)
			all = append(all, r)
		}
	}
	return all
}

// Find gives a recipe by its ID.
func Find(base, key, id string) (Recipe, bool) {
	all := All(base, key)
	i := slices.IndexFunc(all, func(r Recipe) bool { return r.ID == id })
	if i < 0 {
		return Recipe{}, false
	}
	return all[i], true
}

// Everywhere reports whether a recipe needs nothing that go-httpbin, and so a public server of it, does not have.
func (r Recipe) Everywhere(base string) bool {
	path := strings.TrimPrefix(r.Request.URL, base+"/")
	return !slices.ContainsFunc(own, func(prefix string) bool { return strings.HasPrefix(path, prefix) })
}

// own are the parts of the demo API that are Roundtrip's.
var own = []string{"oauth/", "pages/", "flaky", "limited", "webhook/", "cached", "events", "lines"}

// call is a request without anything but its method and URL.
func call(method, url string) request.Request {
	r := request.Request{Method: method}
	r.SetURL(url)
	return r
}

// The accounts of the demo API. Package web/demo says the same; it is the server's half, which a page does not link.
const (
	demoUser     = "ada"
	demoPassword = "lovelace"
	demoClient   = "demo"
	demoSecret   = "demo-secret"
)
