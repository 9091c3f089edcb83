// Package product starts the built product for tests: the server as make build leaves it, the same behind a proxy that delays or
// changes single files, and the static site behind a file server that knows nothing of it.
package product
