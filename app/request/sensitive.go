package request

import (
	"slices"
	"strings"
)

// SensitiveName reports whether the value of a header, parameter or field of this
// name is to be kept secret: Authorization, Cookie, X-API-Key, clientSecret,
// access_token and the like, whatever way they are written.
func SensitiveName(name string) bool {
	n := plainName(name)
	if strings.HasSuffix(n, "token") {
		return !slices.ContainsFunc(pagingWords, func(w string) bool { return strings.Contains(n, w) })
	}
	contains := func(word string) bool { return strings.Contains(n, word) }
	ends := func(word string) bool { return strings.HasSuffix(n, word) }
	return slices.Contains(secretNames, n) || slices.ContainsFunc(secretWords, contains) || slices.ContainsFunc(secretEnds, ends)
}

// plainName writes a name in small letters without what stands between its words.
func plainName(name string) string {
	plain := make([]byte, 0, len(name))
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case strings.IndexByte("-_. :[]", c) >= 0:
		case 'A' <= c && c <= 'Z':
			plain = append(plain, c|0x20)
		default:
			plain = append(plain, c)
		}
	}
	return string(plain)
}

var (
	secretNames = []string{"authorization", "proxyauthorization", "cookie", "pass", "pwd", "sig", "jwt", "sid", "otp", "dbpass", "userpass"}
	secretWords = []string{"secret", "password", "passwd", "passphrase", "apikey", "privatekey", "subscriptionkey", "csrf", "xsrf"}
	secretEnds  = []string{"signature", "credential", "credentials", "sessionid", "sessid", "accesskey", "authkey", "applicationkey", "appkey",
		"functionskey", "masterkey", "servicekey", "securitykey", "accesstokens"}
	pagingWords = []string{"page", "next", "continuation", "sync", "cancel"} // pageToken and the like are no credentials
)

// shape is how tokens of one kind look: a prefix, and at least so many letters,
// digits, "-", "_" or other characters of more.
type shape struct {
	prefix string
	least  int
	more   string
}

var shapes = []shape{
	{"ghp_", 20, ""}, {"gho_", 20, ""}, {"ghu_", 20, ""}, {"ghs_", 20, ""}, {"ghr_", 20, ""}, {"github_pat_", 20, ""},
	{"glpat-", 16, ""}, {"xoxa-", 10, ""}, {"xoxb-", 10, ""}, {"xoxp-", 10, ""}, {"xoxr-", 10, ""}, {"xoxs-", 10, ""}, {"xapp-", 10, ""},
	{"sk_live_", 10, ""}, {"sk_test_", 10, ""}, {"rk_live_", 10, ""}, {"rk_test_", 10, ""}, {"whsec_", 16, "+/="},
	{"sk-", 20, ""}, {"AKIA", 16, ""}, {"ASIA", 16, ""}, {"AIza", 35, ""}, {"ya29.", 20, "."}, {"npm_", 36, ""}, {"SG.", 40, "."},
	{"hf_", 30, ""}, {"shpat_", 32, ""}, {"dop_v1_", 40, ""}, {"pypi-", 40, ""},
}

// jwt begins every JSON Web Token in compact form (RFC 7515): base64url of `{"`.
const jwt = "eyJ"

// shapesBy lists the shapes by the byte that they begin with.
var shapesBy = func() (by [256][]shape) {
	for _, s := range shapes {
		by[s.prefix[0]] = append(by[s.prefix[0]], s)
	}
	return by
}()

// replaceTokens passes every token of a well-known shape in text through f. It reads
// text once, whatever is in it.
func replaceTokens(text string, f func(token string) string) string {
	var out strings.Builder
	done, noJWT := 0, 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c != jwt[0] && shapesBy[c] == nil || i > 0 && isWordByte(text[i-1]) {
			continue
		}
		end := 0
		if i >= noJWT && strings.HasPrefix(text[i:], jwt) {
			end = tokenEnd(text, i, ".")
			if strings.Count(text[i:end], ".") < 2 {
				end, noJWT = 0, end // none begins inside either
			}
		}
		for _, s := range shapesBy[c] {
			least := i + len(s.prefix) + s.least
			if end == 0 && least <= len(text) && strings.HasPrefix(text[i:], s.prefix) && tokenEnd(text[:least], i, s.more) == least {
				end = tokenEnd(text, i, s.more)
			}
		}
		if end > 0 {
			out.WriteString(text[done:i])
			out.WriteString(f(text[i:end]))
			done, i = end, end-1
		}
	}
	if done == 0 {
		return text
	}
	return out.String() + text[done:]
}

// tokenEnd finds where the token that begins at i ends.
func tokenEnd(text string, i int, more string) int {
	for i < len(text) && isTokenByte(text[i], more) {
		i++
	}
	return i
}

func isWordByte(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_'
}

func isTokenByte(c byte, more string) bool {
	return isWordByte(c) || c == '-' || strings.IndexByte(more, c) >= 0
}
