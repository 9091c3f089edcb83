// Package sse takes streams of text apart while they arrive: server-sent events (HTML standard, section 9.2.6), lines of
// JSON (NDJSON) and JSON text sequences (RFC 7464).
//
// A [Parser] and a [Records] are writers. Each is fed whatever has arrived, cut anywhere, and calls back for what is whole
// at once: nothing waits for a byte that belongs to what follows. They read as a browser does, so what a screen shows is
// what EventSource would have seen.
package sse
