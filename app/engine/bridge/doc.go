// Package bridge carries calls from the page to the engine in its worker, and
// events back.
//
// A call is a method's name, parameters as JSON, and Files beside them, which no
// JSON can hold. [Client] is the page's side, over a [Line]: in the browser that is
// the RPC of web/boot.js, in tests a function that calls an engine in the same
// process, which still takes every call through its JSON. The engine's side is
// engine.Engine.Serve.
//
// Rows of a body and bodies as Blobs do not pass here: the viewer asks the worker
// for them itself, without the page's Go program (methods rows, text and blob).
package bridge
