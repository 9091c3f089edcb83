//go:build !js

// Package relay lets a page in a browser open TCP connections that it cannot open itself.
//
// A [Handler] answers WebSockets, each of which asks for one host and port (package wire). It resolves the name, judges the address that
// is dialled, connects, and carries bytes both ways until one side ends. It never looks into what it carries: TLS ends in the page, so of
// an HTTPS request a relay sees host, port, sizes and times, as any router does.
//
// A relay is a way into the network that it stands in. So it refuses by default: what is not on the public internet, ports that speak
// something else than HTTP, pages of other origins, more than a fair share. Every refusal says why, and which setting would change it.
package relay
