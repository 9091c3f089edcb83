package httpwasm

// Header values and reason phrases are bytes. JavaScript shows each byte as the character of that number (Fetch standard,
// "isomorphic decode"), so a Go string must be widened to cross unchanged, and narrowed on the way back.

// widen makes a string whose characters are the bytes of s.
func widen(s string) string {
	if isASCII(s) {
		return s
	}
	runes := make([]rune, len(s))
	for i := range len(s) {
		runes[i] = rune(s[i])
	}
	return string(runes)
}

// narrow makes a string whose bytes are the characters of s, each below 256.
func narrow(s string) string {
	if isASCII(s) {
		return s
	}
	bytes := make([]byte, 0, len(s))
	for _, r := range s {
		bytes = append(bytes, byte(r))
	}
	return string(bytes)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
