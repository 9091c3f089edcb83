// Package load is about sending many requests: a [Pool] runs them, several at a time and no faster than it is told, and a
// [Summary] says in numbers what came of them.
//
// Nothing here knows what a request is. A pool calls a function with an index; the function gives a [Result].
package load
