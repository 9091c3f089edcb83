package cookie

import (
	"fmt"
	"strings"
)

// maxSize bounds name and value together, in bytes (section 5.7).
const maxSize = 4096

// problem says in a sentence why no jar may hold a cookie, wherever it comes from, or "" (section 5.7).
func problem(c Cookie) string {
	size := len(c.Name) + len(c.Value)
	switch {
	case size == 0:
		return "It has neither a name nor a value."
	case size > maxSize:
		return fmt.Sprintf("Its name and value take %d bytes, and %d is the most.", size, maxSize)
	case c.SameSite == None && !c.Secure:
		return "SameSite=None needs Secure with it."
	case c.Partitioned && !c.Secure:
		return "Partitioned needs Secure with it."
	}
	for _, text := range []string{c.Name, c.Value, c.Path} {
		if at := controlAt(text); at >= 0 {
			return controlSentence(text[at])
		}
	}
	return prefixProblem(c)
}

// prefixProblem holds a cookie to what its name promises (section 5.4). A server cannot see the attributes of a cookie
// that it gets back; the prefix of the name tells it some of them.
func prefixProblem(c Cookie) string {
	switch {
	case c.Name == "" && (hasPrefix(c.Value, "__Secure-") || hasPrefix(c.Value, "__Host-")):
		return "It has no name, and its value would be taken for a name with a prefix."
	case hasPrefix(c.Name, "__Secure-") && !c.Secure:
		return "A name that begins with __Secure- needs Secure."
	case !hasPrefix(c.Name, "__Host-"):
		return ""
	case !c.Secure:
		return "A name that begins with __Host- needs Secure."
	case !c.HostOnly:
		return "A name that begins with __Host- is for one host: it takes no Domain."
	case c.Path != "/":
		return "A name that begins with __Host- needs Path=/."
	}
	return ""
}

func hasPrefix(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}

// controlAt finds a control character other than a tab, or gives -1. One in a header field would end it on the way.
func controlAt(text string) int {
	for i := range len(text) {
		if b := text[i]; b < 0x20 && b != '\t' || b == 0x7f {
			return i
		}
	}
	return -1
}

func controlSentence(b byte) string {
	return fmt.Sprintf("It holds a control character, byte 0x%02X.", b)
}

// expiredOn says when a cookie ended.
func expiredOn(c Cookie) string {
	return "expired on " + c.Expires.UTC().Format("2 January 2006 at 15:04:05 UTC")
}
