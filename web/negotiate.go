package web

import (
	"strconv"
	"strings"
)

// identity is the coding of a file as it is.
const identity = "identity"

// negotiate picks one of the available content codings, best first, for an Accept-Encoding field
// (RFC 9110, section 12.5.3). present tells an absent field from an empty one: both mean identity here, as the
// client has not shown that it can decode anything. ok is false when the client refuses all that there is.
func negotiate(accept string, present bool, available []string) (coding string, ok bool) {
	if !present {
		return identity, true
	}
	weights := acceptWeights(accept)
	weight := func(coding string) float64 {
		if w, named := weights[coding]; named {
			return w
		}
		if w, any := weights["*"]; any {
			return w
		}
		if coding == identity {
			// Acceptable unless excluded, but only when nothing that was asked for is there.
			return 0.0001
		}
		return 0
	}
	best := 0.0
	for _, c := range append(available, identity) {
		if w := weight(c); w > best {
			coding, best = c, w
		}
	}
	return coding, best > 0
}

// acceptWeights reads the field's codings, in lower case, with their q values. A malformed q counts as 0: to send
// what the client may not be able to read is worse than to send more bytes.
func acceptWeights(accept string) map[string]float64 {
	weights := map[string]float64{}
	for member := range strings.SplitSeq(accept, ",") {
		name, parameters, _ := strings.Cut(member, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "" {
			continue
		}
		if name == "x-gzip" {
			name = "gzip" // RFC 9110, section 8.4.1.3
		}
		weights[name] = qValue(parameters)
	}
	return weights
}

func qValue(parameters string) float64 {
	for parameter := range strings.SplitSeq(parameters, ";") {
		key, value, _ := strings.Cut(parameter, "=")
		if !strings.EqualFold(strings.TrimSpace(key), "q") {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || !(q >= 0 && q <= 1) {
			return 0
		}
		return q
	}
	return 1
}
