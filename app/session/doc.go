// Package session is how a request is sent, with the semantics of Python's
// requests.
//
// [Prepare] turns a request into a [Prepared]: the final method and URL, the
// ordered headers with who set each, and the exact body. What a screen previews
// and what is sent both come from that one value. [Session.Do] sends it through a
// transport: httpwasm.Transport in a browser, network.Transport elsewhere.
//
// The chain of [Session.Do] has one file for each link: the cache, redirects (redirect.go), a jar, credentials (sign.go),
// retries (retry.go), rate limits (limit.go), the connect and the read timeout (timeout.go), the record of what goes out (record.go),
// which a [Watch] is told of, and over which connections it goes (connected.go), for a transport such as package network's.
//
// [Session.Wire] gives the bytes of a prepared request as HTTP/1.1 carries them, before it is sent; [Prepared.Limits] and
// [Prepared.Changing] say what of them a browser changes, and what is another each time.
//
// What a browser keeps a page from sending is not silently dropped: Prepare marks
// such a header with the reason, or refuses the request with what to change.
package session
