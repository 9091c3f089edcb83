package main

import mozilla "golang.org/x/crypto/x509roots/fallback/bundle"

// roots are the certificates of the authorities that Mozilla trusts, in DER, one after the other. Those that it trusts with conditions,
// which no file of certificates can hold, are left out: one, as of this writing.
func roots() []byte {
	var list []byte
	for root := range mozilla.Roots() {
		if root.Constraint == nil {
			list = append(list, root.Certificate...)
		}
	}
	return list
}
