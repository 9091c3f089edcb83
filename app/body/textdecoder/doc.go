// Package textdecoder makes UTF-8 of texts in the other encodings of the Encoding standard (https://encoding.spec.whatwg.org/).
//
// In a browser it is the browser's own TextDecoder, so that no program carries the tables of East Asian encodings, an eighth of
// what it would be; elsewhere it is golang.org/x/text.
package textdecoder
