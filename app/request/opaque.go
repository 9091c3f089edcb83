package request

import "strings"

// opaque reports whether a value looks like a credential rather than like a word, a number or a date: it has no spaces, is so long at
// least, and letters and digits are mixed in it as nobody writes them.
func opaque(value string, least int) bool {
	if len(value) < least || len(value) > 16<<10 || strings.ContainsAny(value, " \t\r\n<>(){}|,") || strings.Contains(value, "://") {
		return false
	}
	return isRandom(value) || isUUID(value)
}

// isRandom looks for a stretch of letters and digits whose kinds change too often for words: in words a capital may begin each.
func isRandom(value string) bool {
	const shortest = 10
	for start := 0; start < len(value); {
		end := start
		for end < len(value) && isAlnum(value[end]) {
			end++
		}
		if n := end - start; n >= shortest && runs(value[start:end])*10 >= n*3 {
			return true
		}
		start = end + 1
	}
	return isHexadecimal(value)
}

// runs counts stretches of one kind, such as "Word", "WORD" or "123".
func runs(text string) int {
	n := 0
	for i := 0; i < len(text); n++ {
		switch {
		case isDigit(text[i]):
			for i < len(text) && isDigit(text[i]) {
				i++
			}
		case isUpper(text[i]) && (i+1 == len(text) || !isLower(text[i+1])):
			for i < len(text) && isUpper(text[i]) && (i+1 == len(text) || !isLower(text[i+1])) {
				i++
			}
		default:
			for i++; i < len(text) && isLower(text[i]); {
				i++
			}
		}
	}
	return n
}

// isHexadecimal reports whether a value is a number of 128 bits or more, such as a key or a hash.
func isHexadecimal(value string) bool {
	digits := 0
	for i := 0; i < len(value); i++ {
		if !isHex(value[i]) {
			return false
		}
		if isDigit(value[i]) {
			digits++
		}
	}
	return len(value) >= 32 && digits > 0 && digits < len(value)
}

// isUUID reads RFC 9562, section 4.
func isUUID(value string) bool {
	if len(value) != 36 {
		return false
	}
	for i := 0; i < len(value); i++ {
		if dash := i == 8 || i == 13 || i == 18 || i == 23; dash != (value[i] == '-') || !dash && !isHex(value[i]) {
			return false
		}
	}
	return true
}

func isAlnum(c byte) bool { return isDigit(c) || isUpper(c) || isLower(c) }
