// Package cors is the CORS protocol of the Fetch standard (https://fetch.spec.whatwg.org/#http-cors-protocol) as plain functions:
// whether a page may make a request and read its answer, and if not, why.
//
// A browser tells a page only that a call failed. [Judge] is given what the browser saw, the request and the answers to it, and says
// what the browser thought, line by line. [Call] does the same step by step, for those who send each step themselves.
// [NeedsPreflight] says beforehand what makes a browser ask first, and [Fix] writes the configuration that allows a request.
//
// Where Chromium departs from the standard, Chromium is followed, and the comment says so: package e2e compares the two.
package cors
