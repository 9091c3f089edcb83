// Package engine is the work behind the screen, as a plain Go library: it
// prepares and sends requests, holds the bodies that come back, and reads them as
// rows of text. It knows nothing of messages, workers or web pages.
//
// In the browser it runs in a Web Worker (folder worker), and the page reaches it
// through package bridge. Work that can take long is done in slices with pauses
// between them, because a worker has one thread, and a Cancel must get through.
package engine
