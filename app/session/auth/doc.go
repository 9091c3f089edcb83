// Package auth works out credentials that differ from request to request.
//
// [Sign] signs a request that is ready to be sent: OAuth 1.0a, AWS Signature Version 4, JSON Web Tokens, and keyed hashes
// in a header. [Digest] answers a server that asks for the Digest scheme, and remembers what it asked.
//
// What a person got wrong is a [*Problem], a sentence that says what to do. Any other error is of the body or of the
// transport.
package auth
