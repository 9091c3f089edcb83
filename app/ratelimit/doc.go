// Package ratelimit reads what a server says about how many requests it takes: RateLimit and RateLimit-Policy (IETF,
// draft-ietf-httpapi-ratelimit-headers, in the form of drafts 8 and later, of draft 7, and the three fields of drafts up to
// 6), the X-RateLimit-* and X-Rate-Limit-* fields that came before any draft, and Retry-After (RFC 9110, section 10.2.3).
//
// [Read] turns them into [Limits], one entry for each limit that a server named. [Limits.Wait] says how long to wait until
// a request may go. What cannot be read is passed over: a wrong hint must never keep an answer from being shown.
//
// The structured fields (RFC 9651) are parsed in full, since a parameter that nobody knows, of whatever type, must not
// hide those that are known.
package ratelimit
