// Package demo is what go-httpbin lacks of an API to try requests on: an OAuth 2 server, pages of a list, failures
// that pass, a rate limit, signed webhooks, a response that is worth caching, and streams that drip.
//
//	/oauth/authorize, token, device, device/verify, me     RFC 6749, 7636, 8628, 6750
//	/pages/link, cursor, next, offset                      the ways of APIs to give a list in parts
//	/flaky, /flaky/reset                                   fails the first times
//	/limited                                               so many requests in a window
//	/webhook/{preset}, /webhook/{preset}/sample            checks a signature, and gives a signed sample
//	/cached                                                ETag, Last-Modified and 304
//	/events, /lines                                        server-sent events and JSON lines
//	/bytes/{n}, /stream-bytes/{n}, /range/{n}              bytes, in the place of go-httpbin's, which holds some of them in memory
//
// Whatever is kept is kept in memory, for a while and up to a number: it ends with the process. Accounts and secrets
// are known to all ([ClientID], [User], …); nothing behind them is worth protecting.
package demo
