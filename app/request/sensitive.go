package request

import (
	"slices"
	"strings"
)

// sensitivity says what the name of a header, parameter or field tells of its value.
type sensitivity int

const (
	ordinary  sensitivity = iota
	likely                // a secret where the value looks like one: key, code, session, signature
	sensitive             // a secret, whatever it looks like: password, token, X-API-Key
)

// SensitiveName reports whether the value of a header, parameter or field of this
// name is to be kept secret: Authorization, Cookie, X-API-Key, clientSecret,
// access_token and the like, whatever way they are written.
func SensitiveName(name string) bool { return nameOf(name) == sensitive }

// nameOf judges a name by its words, however they are joined. What a name ends with counts for more than what it begins
// with: token_type is no token.
func nameOf(name string) sensitivity {
	if len(name) > 128 {
		return ordinary
	}
	plain := plainName(name)
	if cut := strings.TrimRight(plain, "0123456789"); cut != "" {
		plain = cut // X-Hub-Signature-256
	}
	plain = secretaries.Replace(plain)
	words := nameWords(name)
	if len(words) == 0 || plain == "" {
		return ordinary
	}
	last := words[len(words)-1]
	word := func(list []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
	}
	ends := func(list []string) bool {
		return slices.ContainsFunc(list, func(w string) bool { return strings.HasSuffix(plain, w) })
	}
	contains := func(list []string) bool {
		return slices.ContainsFunc(list, func(w string) bool { return strings.Contains(plain, w) })
	}
	switch {
	case slices.Contains(sessionNames, plain):
		return sensitive
	case slices.Contains(descriptions, last):
		return ordinary
	case ends([]string{"token"}):
		if contains(pagingWords) {
			return ordinary
		}
		return sensitive
	case ends(harmlessKeys):
		return ordinary
	case contains(secretParts), word(secretWords), ends(secretEnds), last == "auth":
		return sensitive
	case last == "key" && len(words) > 2 && words[0] == "x": // X-Functions-Key
		return sensitive
	case slices.Contains(likelyWords, last), slices.Contains(likelyNames, plain):
		return likely
	}
	return ordinary
}

// plainName writes a name in small letters without what stands between its words.
func plainName(name string) string {
	plain := make([]byte, 0, len(name))
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case strings.IndexByte("-_. :[]/$@", c) >= 0:
		case 'A' <= c && c <= 'Z':
			plain = append(plain, c|0x20)
		default:
			plain = append(plain, c)
		}
	}
	return string(plain)
}

// nameWords splits a name at what stands between its words, and where a capital begins the next one. A number at its end is none of them.
func nameWords(name string) []string {
	var words []string
	start := 0
	add := func(end int) {
		if start < end {
			words = append(words, strings.ToLower(name[start:end]))
		}
		start = end
	}
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case strings.IndexByte("-_. :[]/$@", c) >= 0:
			add(i)
			start = i + 1
		case isUpper(c) && i > 0 && (isLower(name[i-1]) || i+1 < len(name) && isLower(name[i+1]) && isUpper(name[i-1])):
			add(i)
		}
	}
	add(len(name))
	for len(words) > 1 && strings.Trim(words[len(words)-1], "0123456789") == "" {
		words = words[:len(words)-1]
	}
	return words
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// secretaries have secrets, and are none.
var secretaries = strings.NewReplacer("secretariat", "", "secretarial", "", "secretaries", "", "secretary", "")

var (
	sessionNames = []string{"sessionid", "sessid", "phpsessid", "jsessionid", "aspsessionid", "connectsid", "asp.netsessionid", "xsessionid", "sessiontoken"}

	// Words that make the others a property of something secret, not the secret itself.
	descriptions = []string{"type", "name", "names", "id", "ids", "url", "urls", "uri", "endpoint", "path", "file", "filename", "length", "len", "size", "count", "limit",
		"max", "min", "policy", "hint", "question", "expires", "expiry", "expiration", "expire", "ttl", "lifetime", "age", "at", "date", "time", "field", "label", "placeholder",
		"required", "enabled", "disabled", "rules", "strength", "algorithm", "alg", "method", "methods", "format", "version", "encoding", "header", "location", "scope", "scopes",
		"status", "usage", "used", "visible", "visibility", "mode", "kind", "description", "title", "column", "index", "changed", "updated", "created", "valid", "validated",
		"verified", "total", "budget", "reset", "present", "exists", "configured", "set", "info", "text", "message", "error", "errors", "challenge", "arn", "ref", "provider",
		"manager", "key_id", "keyid", "issuer", "audience", "symbol", "decimals", "address", "details", "metadata", "options", "settings", "config", "mask", "attempts", "days"}

	secretParts = []string{"secret", "password", "passwd", "passphrase", "passcode", "apikey", "privatekey", "privkey", "subscriptionkey", "csrf", "xsrf", "codeverifier", "samlresponse",
		"motdepasse", "securityanswer", "secretanswer"}
	secretWords = []string{"authorization", "cookie", "cookies", "pwd", "pswd", "jwt", "otp", "totp", "pin", "cvv", "cvc", "cvv2", "mnemonic", "bearer", "credential", "credentials",
		"passwort", "kennwort", "contraseña", "contrasena", "contrasenha", "senha", "mdp", "wachtwoord", "lösenord", "losenord",
		"adgangskode", "salasana", "hasło", "haslo", "heslo", "jelszó", "jelszo", "parola", "şifre", "sifre", "пароль", "密码", "密碼", "パスワード", "비밀번호"}
	secretEnds = []string{"authorization", "proxyauthorization", "pass", "dbpass", "sig", "accesskey", "authkey", "applicationkey", "appkey", "functionskey", "masterkey", "servicekey", "securitykey",
		"secretkey", "signingkey", "encryptionkey", "accountkey", "storagekey", "sharedkey", "licensekey", "licencekey", "activationkey", "deploykey", "sshkey", "hookkey", "serverkey",
		"accesstokens", "refreshtokens", "authtokens", "apitokens", "assertion", "devicecode", "recoverycode", "backupcode", "verificationcode", "securitycode", "accesscode", "authcode",
		"authorizationcode", "mfacode", "2facode", "twofactorcode", "onetimecode", "smscode", "logincode", "invitecode", "recoveryphrase", "seedphrase", "hmacsha256", "idtokenhint", "signature"}

	// Names of keys that open nothing.
	harmlessKeys = []string{"idempotencykey", "cachekey", "surrogatekey", "websocketkey", "routingkey", "partitionkey", "sortkey", "primarykey", "foreignkey", "publickey", "objectkey",
		"rangekey", "groupkey", "dedupkey", "deduplicationkey", "correlationkey", "messagekey", "orderkey", "translationkey", "lookupkey", "projectkey", "issuekey", "publishablekey",
		"compass", "bypass", "trespass", "overpass", "boardingpass"}

	likelyWords = []string{"key", "code", "session", "hmac", "mac", "authentication", "ticket", "license", "licence", "crumb", "tokens", "sid", "sas", "psk"}
	likelyNames = []string{"appid", "secretid", "sign"}
	pagingWords = []string{"page", "next", "continuation", "sync", "cancel", "skip", "prev", "cursor", "fromtoken", "totoken", "selltoken", "buytoken"} // pageToken and the like are no credentials
)
