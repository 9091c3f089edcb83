package body

import "math"

// CheckJSON tells why text is not one JSON value, nil if it is.
func CheckJSON(text string) *Problem {
	p := counter(measure{row: math.MaxInt, markRows: math.MaxInt, markBytes: math.MaxInt64})
	return layoutJSON(&p, text)
}

// FormatJSON sets text out as [Pretty] does, without breaking long lines: two spaces a level, every token as it was typed.
// If text is not one JSON value it is returned as it is, with the problem.
func FormatJSON(text string) (string, *Problem) {
	p := collector(measure{row: math.MaxInt}, checkpoint{})
	p.text = make([]byte, 0, len(text)+len(text)/2)
	if problem := layoutJSON(&p, text); problem != nil {
		return text, problem
	}
	return string(p.text), nil
}

func layoutJSON(p *pen, text string) *Problem {
	b := []byte(text)
	j := newJSONLayout(0, false)
	j.scan(p, b, 0)
	j.finish(p, int64(len(b)))
	if j.state == jsonText {
		j.fail(int64(len(b)), true)
	}
	f := j.fault()
	if f == nil {
		return nil
	}
	at := b[f.off:]
	return f.problem(countRunes(b[f.lineStart:f.off]), at[:min(len(at), faultContext)])
}
