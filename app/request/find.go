package request

import (
	"slices"
	"sort"
	"strings"
)

// finding is a secret in a text: where its bytes stand, and what it is.
type finding struct {
	start, end int
	name       string // that it goes by
	what       string // kind of place, for people: "member", "value"; "" for a token that its shape gives away
}

// finder looks for secrets in one text.
type finder struct {
	text    layer
	found   []finding
	names   map[string]sensitivity // by name as it stands: names repeat
	context string                 // of the request, in small letters: what a code is for
	pending pair
	jwk     bool // there is a JSON Web Key in the text
}

// privateMembers are the members of a JSON Web Key that its owner alone knows (RFC 7518, section 6).
var privateMembers = []string{"d", "p", "q", "dp", "dq", "qi", "k"}

// findSecrets finds the secrets in a text of any kind, in order: private keys, tokens of well-known shapes, passwords and secret paths
// of URLs, and the values that stand under sensitive names as assignments, members, attributes, elements, pairs or columns, also where the text,
// or a part of it, is written inside a JSON string, a URL or XML. It reads the text once for each such layer.
func findSecrets(text, context string) []finding {
	f := &finder{names: map[string]sensitivity{}, context: context}
	for l, more := newLayer(text), true; more; l, more = l.next() {
		f.text, f.pending, f.jwk = l, pair{}, strings.Contains(l.text, `"kty"`)
		f.keys()
		f.tokens()
		f.urls()
		f.elements()
		f.flags()
		f.commandLines()
		f.assignments()
		f.columns()
	}
	return f.settle()
}

// add notes a secret by its place in the layer that is read.
func (f *finder) add(start, end int, name, what string) {
	if start < end {
		f.found = append(f.found, finding{f.text.origin(start), f.text.origin(end), name, what})
	}
}

// settle sorts what was found. Of two that overlap the longer one stays, and of two that are the same the first.
func (f *finder) settle() []finding {
	sort.SliceStable(f.found, func(i, j int) bool { return f.found[i].start < f.found[j].start })
	var kept []finding
	for _, x := range f.found {
		n := len(kept)
		switch {
		case n == 0 || x.start >= kept[n-1].end:
			kept = append(kept, x)
		case x.end-x.start > kept[n-1].end-kept[n-1].start && x.start >= kept[n-1].start:
			kept[n-1].end = max(kept[n-1].end, x.end)
			if kept[n-1].what == "" {
				kept[n-1].name, kept[n-1].what = x.name, x.what
			}
		case x.end > kept[n-1].end:
			kept[n-1].end = x.end
		}
	}
	return kept
}

// judge tells what a name says of its value.
func (f *finder) judge(name string) sensitivity {
	if f.jwk && slices.Contains(privateMembers, name) {
		return likely
	}
	s, known := f.names[name]
	if !known {
		s = nameOf(name)
		f.names[name] = s
	}
	return s
}

// secret reports whether a value that stands under a name of a kind is one to be kept.
func (f *finder) secret(name string, kind sensitivity, value string) bool {
	if kind == ordinary || isPlaceholder(value) {
		return false
	}
	plain := plainName(name)
	if kind == sensitive {
		switch {
		case strings.HasSuffix(plain, "auth"): // auth=basic
			lower := strings.ToLower(value)
			return !slices.Contains(schemes, lower) && !slices.Contains(kindsOfAuth, lower)
		case strings.HasSuffix(plain, "token"): // of cryptocurrencies, of a text
			return len(value) > 5 || !isWordOf(strings.ToLower(value), 5) || value != strings.ToUpper(value)
		case strings.HasSuffix(plain, "signature"): // of a letter
			return len(value) >= 16 && !strings.Contains(value, " ")
		case strings.HasSuffix(plain, "pin"), strings.HasSuffix(plain, "pass"):
			return len(value) >= 3
		case plain == "pwd":
			return value[0] != '/' // the folder of a shell
		case strings.HasPrefix(plain, "credential"):
			return len(value) > 3 && !slices.Contains(fetchCredentials, value)
		}
		return true
	}
	switch {
	case plain == "code":
		otp := len(value) >= 4 && len(value) <= 8 && strings.Trim(value, "0123456789") == "" && aboutCodes(f.context)
		return otp || opaque(value, 16) || strings.HasPrefix(value, "4/") && len(value) > 16 || strings.Contains(f.context, "authorization_code") && len(value) >= 6
	case strings.HasSuffix(plain, "key"):
		return opaque(value, 16) && !strings.ContainsAny(value, "/.:")
	case plain == "appid":
		return isHexadecimal(value)
	case strings.HasSuffix(plain, "sign"), strings.HasSuffix(plain, "hmac"):
		return opaque(strings.NewReplacer("=", "", ",", "").Replace(value), 16)
	}
	return opaque(value, 8) || len(value) >= 12 && strings.ContainsAny(value, "0123456789") && strings.Trim(value, "0123456789abcdefABCDEF") == ""
}

func isWordOf(text string, most int) bool {
	if len(text) > most {
		return false
	}
	for i := 0; i < len(text); i++ {
		if !isLower(text[i]) {
			return false
		}
	}
	return true
}

// aboutCodes reports whether a request is about codes that prove who somebody is.
func aboutCodes(context string) bool {
	return slices.ContainsFunc([]string{"otp", "2fa", "mfa", "verif", "one-time", "onetime", "two-factor", "twofactor", "passwordless", "signin", "sign-in", "login", "confirm"},
		func(w string) bool { return strings.Contains(context, w) })
}

// schemes are the schemes of credentials that are no secret themselves.
var schemes = []string{"basic", "bearer", "digest", "dpop", "hoba", "mutual", "negotiate", "ntlm", "oauth", "token", "apikey",
	"api-key", "hawk", "mac", "aws", "aws4-hmac-sha256", "scram-sha-1", "scram-sha-256", "vapid", "key", "jwt", "signature", "genie", "genikey", "geniekey", "klaviyo-api-key",
	"sso-key", "pve", "googlelogin", "sharedaccesssignature", "sharedkey", "sharedkeylite", "bot", "ssws", "zoho-oauthtoken", "cpanel", "whm", "discogs", "deepl-auth-key", "apitoken", "splunk", "eg1-hmac-sha256", "acs3-hmac-sha256", "tc3-hmac-sha256"}

// kindsOfAuth are words that say which credentials there are, or whether any: X-Auth: required.
var kindsOfAuth = strings.Fields("admin anonymous any api app basicauth bearertoken cert certificate client cookie cookies credentials default device email " +
	"external form google github gitlab azure guest iam inherit internal kerberos gssapi ldap local login mtls noauth no-auth oauth1 oauth2 oauth-2.0 oidc openid " +
	"openidconnect openid-connect optional passkey password pat plain private public required saml scram self service session sigv4 awsv4 awssigv4 sso tls user userpass users web webauthn x509")

// fetchCredentials are the modes of credentials of the Fetch standard, but for "omit": RequestCredentials.
var fetchCredentials = []string{"include", "same-origin"}

// withoutScheme skips the scheme of credentials (RFC 9110, section 11.4), and gives where they begin.
func withoutScheme(name, value string) int {
	scheme, rest, ok := strings.Cut(value, " ")
	if !ok || rest == "" || !slices.Contains(schemes, strings.ToLower(scheme)) {
		return 0
	}
	plain := plainName(name)
	if !strings.HasSuffix(plain, "authorization") && !strings.HasSuffix(plain, "auth") && !strings.HasSuffix(plain, "token") && !strings.HasSuffix(plain, "authentication") {
		return 0
	}
	return len(value) - len(strings.TrimLeft(rest, " "))
}
