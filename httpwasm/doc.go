// Package httpwasm is an [http.RoundTripper] over the browser's fetch, for Go programs compiled to WebAssembly, in a page or in a worker.
//
// net/http has a transport over fetch of its own. It reads a whole request body into memory, replaces the server's reason
// phrase, offers three fetch options through made-up headers, and reports every failure as one sentence. This package sends
// what JavaScript already holds (a File, a Blob) without copying it into Go, streams the response with back-pressure, cancels
// at any moment, reads the browser's own timing of the request, and says what kind of failure stopped it. It uses the
// types of net/http but links neither [http.Client] nor [http.Transport], which keeps a small program small.
//
//	client := &http.Client{Transport: &httpwasm.Transport{}} // or call RoundTrip directly
//	resp, err := client.Get("https://api.example/things")
//
// Where fetch is too little, [Tunnel] gives [http.Transport] TCP connections through a relay.
//
// # What a browser changes
//
//   - Some headers and methods are the browser's own: see [ForbiddenHeader] and [ForbiddenMethod]. A forbidden header is dropped
//     without a word, by the browser; a forbidden method is an error. Chromium also drops User-Agent, which the standard allows.
//     Request.Host, Trailer and TransferEncoding cannot be sent.
//   - The methods delete, get, head, options, post and put are sent in upper case; others, such as patch, as they are written.
//   - To another origin only the headers that the server exposes arrive: Cache-Control, Content-Language, Content-Length,
//     Content-Type, Expires, Last-Modified, Pragma, and those in Access-Control-Expose-Headers. Set-Cookie never does.
//   - The browser decodes gzip, deflate, br and zstd bodies. [http.Response.Uncompressed] is then true and ContentLength -1; the header keeps
//     Content-Encoding and Content-Length as they were sent. From another origin that does not expose Content-Encoding nobody can
//     tell whether Content-Length counts encoded or decoded bytes, so ContentLength is -1 there too, and [Info.EncodedLength] has the header's number.
//   - Redirects are followed by the browser. [http.Response.Request] then has the final URL; the steps between are invisible.
//     With [RedirectManual] the answer to a redirect is opaque: status 0, no headers, no body.
//   - [http.Response.Proto] is empty. [Info.Timing] knows the protocol where the server allows it.
//   - Why a call was blocked is kept from programs on purpose: CORS, a refused connection, an unknown host, a bad certificate and an
//     extension all end as [Blocked].
//   - A response body must be read to its end or closed, as with any transport, else its callbacks stay.
package httpwasm
