// Package exchange describes what happened to a request: what was sent, the head
// and the body that came back, how long each part took, and why it failed.
//
// It is plain data that travels from the worker to the page as JSON. The bytes of
// a body are not in it: they stay in the worker, and the page asks for the rows
// that it shows.
package exchange
