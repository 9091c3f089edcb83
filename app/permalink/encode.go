package permalink

import (
	"fmt"

	"roundtrip/app/request"
)

// Encode makes the fragment of a link, without its "#". The request may hold
// secrets: each stays out as a named hole, unless secrets has a value under the hole's
// name ([Contents] lists them), and so does what else is to: see [Suspects]. Errors wrap [ErrTooLargeForLink], or name a choice in
// the request that no link can hold.
func Encode(r request.Request, secrets map[string]string, also ...request.Sealed) (fragment string, err error) {
	if tooLarge(r) {
		return "", ErrTooLargeForLink
	}
	sealed, _ := seal(r, also...)
	if err := check(sealed); err != nil {
		return "", err
	}
	text, version := writeRequest(withOddSecrets(sealed, secrets), secrets)
	if len(text) > MaxDecoded {
		return "", ErrTooLargeForLink
	}
	return fmt.Sprintf("v%d.", version) + pack(text), nil
}
