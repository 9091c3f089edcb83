package auth

import "fmt"

// Problem is what a person has to correct before a request can be signed: a sentence.
type Problem struct{ sentence string }

func (p *Problem) Error() string { return p.sentence }

func problem(format string, args ...any) *Problem { return &Problem{fmt.Sprintf(format, args...)} }
