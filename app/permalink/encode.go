package permalink

import (
	"fmt"

	"roundtrip/app/request"
)

// Kept is what a link or a file keeps of a request, with its secrets taken out: once for everything that is made of it.
type Kept struct {
	sealed  request.Request
	secrets []request.Sealed
}

// Keep takes the secrets out of what is kept of a request, and whatever else is to stay out: see [Kept.Suspects].
func Keep(r request.Request, also ...request.Sealed) Kept {
	r, secrets := keep(r).Seal(also...)
	r.Holes = heldHoles(r)
	return Kept{r, secrets}
}

// Secrets lists what was taken out, under the names of the holes that it leaves: those that the secrets of Link and File go by.
func (k Kept) Secrets() []request.Sealed { return k.secrets }

// Suspects lists the values that may be secret and are kept all the same. Passed to [Keep], they stay out too.
func (k Kept) Suspects() []request.Sealed { return k.sealed.Suspects() }

// Link makes the fragment of a link, without its "#". Each secret stays out as a named hole, unless secrets has a value under the
// hole's name. Errors wrap [ErrTooLargeForLink], or name a choice in the request that no link can hold.
func (k Kept) Link(secrets map[string]string) (fragment string, err error) {
	if tooLarge(k.sealed) {
		return "", ErrTooLargeForLink
	}
	if err := check(k.sealed); err != nil {
		return "", err
	}
	text, version := writeRequest(withOddSecrets(k.sealed, secrets), secrets)
	if len(text) > MaxDecoded {
		return "", ErrTooLargeForLink
	}
	return fmt.Sprintf("v%d.", version) + pack(text), nil
}
