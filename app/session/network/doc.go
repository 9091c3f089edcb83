// Package network sends requests over connections of its own, where a browser's fetch would not do: natively, and in a worker through
// the tunnel of a relay. [Transport] is an http.RoundTripper for package session. It makes the connections that [request.Network]
// describes, and says all that can be known of them in the [Trace] of a request: the peer's certificates, the phases, the headers in
// their order, what came before the response and behind it, and of HTTP/1.1 every byte.
//
// HTTP itself is net/http's Transport, with one per description of connections (transport.go). Its dial functions are this package's
// own, proxies and handshakes included (dial.go, proxy.go, handshake.go), so that nothing of them stays hidden: a handshake always
// runs to its end and the certificate is judged there (verify.go). Bodies are decoded here (coding.go), because net/http knows gzip
// only and forgets the size on the wire.
//
// One thing net/http does not do: send headers in the order in which they were typed. It writes Host, User-Agent and Content-Length,
// then the others by name. What went out is in [Trace.Sent].
package network
