// Package body turns the bytes of a body into text that a screen can show.
//
// A [Store] holds the bytes of one body, once, exactly as they arrived. A [View] reads a store as rows of text: pretty
// (JSON, XML or HTML set out on lines), raw (the text in its charset) or hex. A view never holds the text that it shows:
// it passes once over the bytes, counting rows and noting a checkpoint every few hundred of them, and sets out again the
// few rows that are asked for from the checkpoint before them. So a body of hundreds of megabytes costs its own size and
// little more, and any part of it is on screen in a millisecond or two.
//
// Everything is incremental, because the package runs in a Web Worker whose only thread must not be held: [View.Advance]
// works for as long as it is given and returns, also while the body is still arriving:
//
//	st := body.NewStore()
//	go func() { _, err := io.Copy(st, response.Body); st.Close(err) }()
//
//	format := body.Detect(response.Header.Get("Content-Type"), head)
//	view := body.NewView(st, format.Modes()[0], format)
//	for view.Advance(8*time.Millisecond) { yield() } // again whenever bytes have arrived
//	window := view.Window(0, 200)                    // at any time, also before the end
//
// Pretty JSON is set out by tokens: numbers, strings, escapes, duplicate names and their order are copied byte for byte,
// and never pass through a float64 or a map. Text that turns out not to be JSON is a [Problem] with its place: what came
// before it stays set out and the rest follows as it came. Markup is set out where white space means nothing; text, mixed
// content, comments, CDATA, pre, textarea, script and style are copied.
//
// Server-sent events and records of JSON (NDJSON, JSON text sequences) are set out one by one: a row with the number of the
// entry and, where [Store.StartClock] was called, when it came, and below it its data. [View.Tally] counts them. A record
// that is not JSON ends nothing: those after it are set out again.
//
// A row of more than about 4,096 bytes is broken over several rows, since a screen cannot draw one line of 10 MB;
// [Window.Continued] says which rows are such continuations. A text in a charset other than UTF-8 is the one case in which
// a second copy is held: its UTF-8.
package body
