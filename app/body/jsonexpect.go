package body

// expected says what the grammar wanted in the state.
func (j *jsonLayout) expected() string {
	switch j.state {
	case jsonText:
		return "a value"
	case jsonFirstName:
		return `a name in double quotes or } after {`
	case jsonName:
		return "a name in double quotes after , in an object"
	case jsonColon:
		return ": after a name in an object"
	case jsonValue:
		return "a value after : in an object"
	case jsonFirstItem:
		return "a value or ] after ["
	case jsonItem:
		return "a value after , in an array"
	case jsonAfter:
		if j.open.object() {
			return ", or } after a value in an object"
		}
		return ", or ] after a value in an array"
	case jsonEnd:
		return "nothing after the value"
	case jsonString:
		return `the closing " of a string, in which control characters are written as escapes`
	case jsonEscape:
		return `one of " \ / b f n r t u after \ in a string`
	case jsonHex:
		return `four hexadecimal digits after \u`
	case jsonWord:
		return j.word
	case jsonMinus:
		return "a digit after -"
	case jsonZero, jsonInteger, jsonFraction, jsonPower:
		return "no digit after a leading 0"
	case jsonPoint:
		return "a digit after the decimal point"
	case jsonExponent:
		return "a digit, + or - after the e of a number"
	case jsonSign:
		return "a digit in the exponent of a number"
	}
	return "JSON"
}
