// Package pages finds the next page of an answer that a server gives in parts, and joins the parts.
//
// A [request.Pages] says how a server names the next page: a Link header (RFC 8288), a URL or a cursor in the JSON, a page
// number, or an offset. [Next] works out the next URL from one answer. A [Joiner] writes the items of all answers into one
// JSON array, each item byte for byte as it arrived. Nothing here sends anything.
//
// What a server names is followed on the same host only: the headers of a request, and its secrets, go with it.
package pages
