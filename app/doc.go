// Package main is app.wasm, the page's program: it draws the playground and leaves
// everything that takes long to engine.wasm in a Web Worker (app/engine/worker).
//
// It links neither net/http's Client nor its Transport, which would double it.
package main
