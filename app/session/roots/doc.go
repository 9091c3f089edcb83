// Package roots is what TLS through a relay trusts: Mozilla's root certificates and those that the relay's operator adds. A browser keeps its
// own from programs, and 170 kB that most people never need would be too much for the bundle, so they are a file of the site (web/build writes
// it) that is fetched when the first TLS connection through a relay is made.
package roots
