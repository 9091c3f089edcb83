package httpwasm

import (
	"runtime"
	"sync/atomic"
	"syscall/js"
)

// Go keeps every JavaScript value that it has seen until its garbage collector finds that nobody needs it. The collector sees a few bytes where
// JavaScript holds megabytes, and is in no hurry. So what is large is let go of by hand: arrays by free, Blobs, which
// cannot be, by a collection once there may be many.

// free lets go of an array's memory now, where the browser can.
func free(array js.Value) {
	if missing(array) {
		return
	}
	if buffer := array.Get("buffer"); buffer.Get("transfer").Type() == js.TypeFunction {
		try(func() js.Value { return buffer.Call("transfer", 0) }) // throws if it has gone already
	}
}

// messageLimit is how many bytes of messages a WebSocket may bring between two collections. Their arrays are not let go of by hand: Chromium
// keeps the memory of a message until its own collector finds the message, and one whose array was freed looks like nothing to it.
const messageLimit = 8 << 20

var messageBytes atomic.Int64

// messageTaken counts the bytes of a message that has been copied.
func messageTaken(size int) {
	if messageBytes.Add(int64(size)) > messageLimit {
		messageBytes.Store(0)
		go runtime.GC()
	}
}

// blobLimit is how many bytes of Blobs Go may make between two collections. Chromium keeps some hundreds of megabytes
// in memory, then refuses to send them.
const blobLimit = 128 << 20

var blobBytes atomic.Int64

// blobMade counts the bytes of a new Blob.
func blobMade(size int) {
	if blobBytes.Add(int64(size)) > blobLimit {
		blobBytes.Store(0)
		go runtime.GC()
	}
}
