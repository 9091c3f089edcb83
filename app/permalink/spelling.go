package permalink

import (
	"slices"

	"roundtrip/app/request"
)

// Formats 1 and 2 spell a secret that stands in a row of the query as it stood in the URL, and one that stands anywhere
// else as it is: a value that differs in the two is odd.

// odd gives the odd secrets that rows of the query want, by their holes, respelled.
func odd(r request.Request, secrets map[string]string, respell func(request.Field) request.Field) map[string]string {
	found := map[string]string{}
	for hole, value := range secrets {
		f := request.Field{Value: value}
		if !request.IsRawHole(hole) && request.SpellParam(f) != f && slices.ContainsFunc(r.Params, func(f request.Field) bool { return f.Holds(hole) }) {
			found[hole] = respell(f).Value
		}
	}
	return found
}

// withOddSecrets puts odd secrets that are shared on purpose into the rows of a sealed request, where both formats can hold them.
func withOddSecrets(sealed request.Request, secrets map[string]string) request.Request {
	values := odd(sealed, secrets, func(f request.Field) request.Field { return f })
	if len(values) > 0 {
		sealed = sealed.FillParams(values)
		sealed.Holes = heldHoles(sealed)
	}
	return sealed
}
