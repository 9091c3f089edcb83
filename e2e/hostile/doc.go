// Package hostile is an HTTP server that misbehaves on purpose, for tests of clients: it hangs, stalls, resets connections, lies about
// lengths, redirects in circles and answers in every form that a response can take. It also remembers every request to the byte.
//
//	server, err := hostile.Start()
//	defer server.Close()
//	http.Get(server.URL + "/reset")        // the connection is reset before any answer
//	http.Get(server.URL + "/echo/greeting") // answered in good order
//	server.Seen("/echo/greeting")          // the request line, the headers in their order and the body, as they came
//
// Paths:
//
//	/echo/…                     answers with JSON that tells what came
//	/flow/NAME                  answers what the test says, when it says so: see [Server.Flow]
//	/flow/NAME?upload           reads the request's body as the test says, too: see [Flow.Take]
//	/hang                       never answers
//	/stall?n=10                 sends n bytes of a body, then nothing more
//	/reset, /reset?n=10         resets the connection (RST) before the head, or after n bytes of the body
//	/lie?said=10&sent=4         Content-Length says so many bytes, so many are sent before the connection ends
//	/drip?lines=3&every=100     a line each so many milliseconds
//	/redirect?to=URL&code=302   /loop redirects to itself
//	/status/404?reason=Gone     an answer with this status and a text
//	/nobody/204                 an answer with this status and no body (HEAD to any path works too)
//	/coded?as=gzip&n=1000       n bytes of text in a content coding: gzip, deflate, br, zstd
//	/json?mb=10&nonce=x         that much JSON, chunked
//	/bytes?n=1000               n bytes of nothing in particular, with their length
//	/list/NAME?pages=3&per=2    a page of a list as JSON, the next one named in Link; hang=2 says which never comes, on=URL where the next is
//	/document/NAME              one of [Documents]: charsets, images, XML, JSON whose spelling matters …
//	/home/NAME                  what documents with scripts call when a script runs
//	/cookie?name=value          sets a cookie
//
// Every response allows every origin, method and header (CORS), and exposes its headers and its timing. A first segment takes that
// away: /no-cors/…, /no-preflight/… (preflights get 403), /no-methods/… (preflights allow no method and no header), /no-expose/…,
// /no-timing/….
//
// Every connection serves one request, so that what came on it is that request.
package hostile
