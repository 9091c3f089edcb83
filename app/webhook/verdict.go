package webhook

import "time"

// Problem is why a signature was not accepted.
type Problem string

// The problems. The zero value is none.
const (
	Unusable  Problem = "unusable"  // the preset or the secret lacks something: nothing was checked
	NoHeader  Problem = "no-header" // a header that the kind needs is missing
	Malformed Problem = "malformed" // a header does not look as it should
	Differs   Problem = "differs"   // the signature is of other bytes, or made with another secret
	TooOld    Problem = "too-old"   // the signature is right, the timestamp is further back than the tolerance
	TooNew    Problem = "too-new"   // the signature is right, the timestamp is further ahead than the tolerance
)

// Verdict is what came of a check.
type Verdict struct {
	OK      bool
	Problem Problem
	Text    string // a sentence that says so

	Signed   []byte   `json:"-"` // the exact bytes that were hashed, as far as the headers said
	Expected string   // the right signature as the header would hold it
	Received []string // the signatures that the header holds, in order, of the version that is checked

	At  time.Time     // the timestamp; zero where there is none
	Age time.Duration // from the timestamp to now; less than zero where it lies ahead
}

// Fail gives the verdict as one that found a problem, with the sentence that says so.
func (v Verdict) Fail(p Problem, text string) Verdict {
	v.Problem, v.Text = p, text
	return v
}
