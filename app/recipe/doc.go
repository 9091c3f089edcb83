// Package recipe is a collection of requests to learn from: one for each thing that HTTP and the playground can do, with
// the same call in Python's requests.
//
// Recipes are plain data. They call the demo API of Roundtrip's own server (package web/demo and go-httpbin), and hold no
// secrets but those that the demo API tells everyone. Defaults of a session have no recipe: package request has none.
package recipe
