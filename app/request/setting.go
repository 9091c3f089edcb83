package request

import (
	"slices"
	"time"
)

// Setting is one named field of a request's auth or options. Screens, links and messages reach all of them by their names.
type Setting struct {
	Name    string
	Label   string     // for people
	Kinds   []AuthKind // the ways to authenticate that it belongs to; none: it is an option
	Choices []string   // all that it may be, the default first, by its name; none: a text

	// Of the person and of the moment, as a token that a server gave: links leave it out.
	Private bool

	Lines bool // a text of several lines

	pages []PageKind // the kinds of paging that it belongs to; none: it does not hang on that
	asked *AskPlace  // where the page is asked for with it; nil: it does not hang on that
	group string     // of settings that are taken over from the session together or not at all; "": it stands alone

	risk   func(*Request) string // see Risk
	secret func(*Request) *Secret
	text   func(*Auth) *string // a text that templates may stand in
	get    func(*Request) string
	set    func(*Request, string) (problem string)
}

// Get gives the setting of a request as text: "" is the default. A secret gives its hole.
func (s Setting) Get(r *Request) string { return s.get(r) }

// Set reads a setting from text. White space around it does not count but in secrets; "" is the default. What
// cannot be read is answered with a sentence that says what to type instead, and leaves the request as it was.
func (s Setting) Set(r *Request, text string) (problem string) { return s.set(r, text) }

// Secret gives a setting that is a secret; ok is false for any other.
func (s Setting) Secret(r *Request) (secret *Secret, ok bool) {
	if s.secret == nil {
		return nil, false
	}
	return s.secret(r), true
}

// IsSecret reports whether a setting is a secret.
func (s Setting) IsSecret() bool { return s.secret != nil }

// IsOption reports whether a setting is one of the options, not of the auth.
func (s Setting) IsOption() bool { return len(s.Kinds) == 0 }

// Of reports whether a setting says something about a request as it stands: options do, but those of other kinds of paging.
func (s Setting) Of(r *Request) bool {
	if s.pages != nil && !slices.Contains(s.pages, r.Options.Pages.Kind) {
		return false
	}
	if s.asked != nil && *s.asked != r.Options.Pages.In {
		return false
	}
	return len(s.Kinds) == 0 || slices.Contains(s.Kinds, r.Auth.Kind)
}

// SaidBy reports whether a request says something of its own of a setting, or of another of its group: credentials for one proxy do
// not belong to another.
func (s Setting) SaidBy(r *Request) bool {
	if s.group == "" {
		return s.get(r) != ""
	}
	return slices.ContainsFunc(s.Group(), func(other Setting) bool { return other.get(r) != "" })
}

// Group lists the settings that go together with a setting, itself among them.
func (s Setting) Group() []Setting {
	if s.group == "" {
		return []Setting{s}
	}
	return slices.DeleteFunc(slices.Clone(Settings), func(other Setting) bool { return other.group != s.group })
}

// FindSetting finds a setting by its name.
func FindSetting(name string) (Setting, bool) {
	i := slices.IndexFunc(Settings, func(s Setting) bool { return s.Name == name })
	if i < 0 {
		return Setting{}, false
	}
	return Settings[i], true
}

// Settings lists every setting, in the order in which links hold them.
var Settings = []Setting{
	textSetting("user", "User name", func(a *Auth) *string { return &a.User }, Basic, Digest, OAuth2),
	secretSetting("password", "Password", func(a *Auth) *Secret { return &a.Password }, Basic, Digest, OAuth2),
	secretSetting("token", "Token", func(a *Auth) *Secret { return &a.Token }, Bearer),
	textSetting("key-name", "Name", func(a *Auth) *string { return &a.KeyName }, APIKey),
	choiceSetting("key-in", "Sent in", "header", func(r *Request) *KeyPlace { return &r.Auth.KeyPlace }, keyPlaces, APIKey),
	secretSetting("key", "API key", func(a *Auth) *Secret { return &a.Key }, APIKey),

	choiceSetting("oauth2-flow", "Grant", "authorization_code", func(r *Request) *Flow { return &r.Auth.OAuth2.Flow },
		[]Flow{AuthorizationCode, ClientCredentials, PasswordGrant, DeviceCode}, OAuth2),
	risky(signInRisk, textSetting("oauth2-authorize-url", "Authorization URL", func(a *Auth) *string { return &a.OAuth2.AuthorizeURL }, OAuth2)),
	risky(tokenRisk, textSetting("oauth2-token-url", "Token URL", func(a *Auth) *string { return &a.OAuth2.TokenURL }, OAuth2)),
	risky(deviceRisk, textSetting("oauth2-device-url", "Device authorization URL", func(a *Auth) *string { return &a.OAuth2.DeviceURL }, OAuth2)),
	textSetting("oauth2-client", "Client ID", func(a *Auth) *string { return &a.OAuth2.ClientID }, OAuth2),
	secretSetting("oauth2-secret", "Client secret", func(a *Auth) *Secret { return &a.OAuth2.ClientSecret }, OAuth2),
	choiceSetting("oauth2-client-in", "Client named in", "header", func(r *Request) *ClientPlace { return &r.Auth.OAuth2.ClientIn }, []ClientPlace{ClientInHeader, ClientInRaw, ClientInBody}, OAuth2),
	textSetting("oauth2-scope", "Scope", func(a *Auth) *string { return &a.OAuth2.Scope }, OAuth2),
	textSetting("oauth2-audience", "Audience", func(a *Auth) *string { return &a.OAuth2.Audience }, OAuth2),
	private(secretSetting("oauth2-access", "Access token", func(a *Auth) *Secret { return &a.OAuth2.Access }, OAuth2)),
	private(secretSetting("oauth2-refresh", "Refresh token", func(a *Auth) *Secret { return &a.OAuth2.Refresh }, OAuth2)),
	private(timeSetting("oauth2-expires", "Expires", func(r *Request) *time.Time { return &r.Auth.OAuth2.Expires }, OAuth2)),

	textSetting("oauth1-key", "Consumer key", func(a *Auth) *string { return &a.OAuth1.Key }, OAuth1),
	secretSetting("oauth1-secret", "Consumer secret", func(a *Auth) *Secret { return &a.OAuth1.Secret }, OAuth1),
	textSetting("oauth1-token", "Access token", func(a *Auth) *string { return &a.OAuth1.Token }, OAuth1),
	secretSetting("oauth1-token-secret", "Token secret", func(a *Auth) *Secret { return &a.OAuth1.TokenSecret }, OAuth1),
	risky(plaintextRisk, choiceSetting("oauth1-method", "Signature method", "HMAC-SHA1", func(r *Request) *OAuth1Method { return &r.Auth.OAuth1.Method },
		[]OAuth1Method{HMACSHA1, HMACSHA256, RSASHA1, Plaintext}, OAuth1)),
	textSetting("oauth1-realm", "Realm", func(a *Auth) *string { return &a.OAuth1.Realm }, OAuth1),

	textSetting("aws-id", "Access key ID", func(a *Auth) *string { return &a.AWS.ID }, AWS),
	secretSetting("aws-secret", "Secret access key", func(a *Auth) *Secret { return &a.AWS.Secret }, AWS),
	secretSetting("aws-session", "Session token", func(a *Auth) *Secret { return &a.AWS.Session }, AWS),
	textSetting("aws-region", "Region", func(a *Auth) *string { return &a.AWS.Region }, AWS),
	textSetting("aws-service", "Service", func(a *Auth) *string { return &a.AWS.Service }, AWS),
	choiceSetting("aws-in", "Signature in", "header", func(r *Request) *KeyPlace { return &r.Auth.AWS.Place }, keyPlaces, AWS),

	choiceSetting("jwt-algorithm", "Algorithm", "HS256", func(r *Request) *string { return &r.Auth.JWT.Algorithm }, JWTAlgorithms, JWT),
	secretSetting("jwt-key", "Secret or private key", func(a *Auth) *Secret { return &a.JWT.Key }, JWT),
	choiceSetting("jwt-key-in", "Secret written in", "text", func(r *Request) *KeyIn { return &r.Auth.JWT.KeyIn }, []KeyIn{KeyInText, KeyInBase64}, JWT),
	textSetting("jwt-payload", "Payload", func(a *Auth) *string { return &a.JWT.Payload }, JWT),
	textSetting("jwt-header", "Header", func(a *Auth) *string { return &a.JWT.Header }, JWT),
	textSetting("jwt-life", "Valid for, seconds", func(a *Auth) *string { return &a.JWT.Life }, JWT),

	secretSetting("hmac-key", "HMAC key", func(a *Auth) *Secret { return &a.HMAC.Key }, HMAC),
	choiceSetting("hmac-hash", "Hash", "sha256", func(r *Request) *string { return &r.Auth.HMAC.Hash }, []string{"", "sha1", "sha512"}, HMAC),
	choiceSetting("hmac-encoding", "Encoding", "hex", func(r *Request) *string { return &r.Auth.HMAC.Encoding }, []string{"", "base64"}, HMAC),
	textSetting("hmac-name", "Header name", func(a *Auth) *string { return &a.HMAC.Name }, HMAC),
	textSetting("hmac-prefix", "Prefix", func(a *Auth) *string { return &a.HMAC.Prefix }, HMAC),
	textSetting("hmac-signed", "Signed text", func(a *Auth) *string { return &a.HMAC.Signed }, HMAC),

	durationSetting("timeout", "Timeout, seconds", func(r *Request) *time.Duration { return &r.Options.Timeout }, maxTimeout),
	durationSetting("connect", "Connect timeout, seconds", func(r *Request) *time.Duration { return &r.Options.Connect }, maxTimeout),
	durationSetting("read", "Read timeout, seconds", func(r *Request) *time.Duration { return &r.Options.Read }, maxTimeout),
	durationSetting("total", "Total timeout, seconds", func(r *Request) *time.Duration { return &r.Options.Total }, maxTimeout),
	choiceSetting("redirect", "Redirects", "follow", func(r *Request) *Redirect { return &r.Options.Redirect }, []Redirect{Follow, RedirectError, Stop}),
	numberSetting("max-redirect", "At most", func(r *Request) *int { return &r.Options.MaxRedirect }, 1000),
	risky(says("Sends your credentials on to other hosts that the server redirects to."), switchSetting("redirect-trusted", "Send credentials to other hosts", func(r *Request) *bool { return &r.Options.Trusted })),
	risky(cookieRisk, choiceSetting("credentials", "Browser's cookies", "omit", func(r *Request) *Credentials { return &r.Options.Credentials }, []Credentials{Omit, SameOrigin, Include})),
	choiceSetting("cache", "Browser's cache", "no-store", func(r *Request) *Cache { return &r.Options.Cache }, []Cache{NoStore, DefaultCache, Reload, NoCache, ForceCache}),
	switchSetting("stream", "Stream the upload", func(r *Request) *bool { return &r.Options.Stream }),
	switchSetting("raise", "Treat 4xx and 5xx as failures", func(r *Request) *bool { return &r.Options.Raise }),
	numberSetting("retry", "Retries", func(r *Request) *int { return &r.Options.Retry.Total }, 100),
	durationSetting("retry-backoff", "Backoff factor, seconds", func(r *Request) *time.Duration { return &r.Options.Retry.Backoff }, time.Hour),
	durationSetting("retry-jitter", "Jitter, seconds", func(r *Request) *time.Duration { return &r.Options.Retry.Jitter }, time.Hour),
	durationSetting("retry-max", "Longest wait, seconds", func(r *Request) *time.Duration { return &r.Options.Retry.Max }, maxTimeout),
	risky(retryStatusesRisk, statusSetting("retry-statuses", "Statuses", func(r *Request) *[]int { return &r.Options.Retry.Statuses })),
	risky(retryMethodsRisk, methodSetting("retry-methods", "Methods", func(r *Request) *[]string { return &r.Options.Retry.Methods })),
	switchSetting("retry-ignore-after", "Ignore Retry-After", func(r *Request) *bool { return &r.Options.Retry.NoHeader }),
	switchSetting("retry-return", "Return the last response", func(r *Request) *bool { return &r.Options.Retry.Return }),
	switchSetting("wait", "Wait when the rate limit is used up", func(r *Request) *bool { return &r.Options.Wait }),
	durationSetting("keep", "Keep responses, seconds", func(r *Request) *time.Duration { return &r.Options.Keep }, 365*24*time.Hour),
	switchSetting("keep-served", "Keep responses as the server says", func(r *Request) *bool { return &r.Options.KeepServed }),

	risky(pagesRisk, choiceSetting("pages", "Next page", "off", func(r *Request) *PageKind { return &r.Options.Pages.Kind }, PageKinds)),
	ofPages(phraseSetting("pages-path", "Path in the JSON", func(r *Request) *string { return &r.Options.Pages.Path }), ByURL, ByCursor),
	ofPages(choiceSetting("pages-in", "Asked for in", "query", func(r *Request) *AskPlace { return &r.Options.Pages.In }, []AskPlace{InURL, InBody}), ByCursor, ByNumber, ByOffset),
	askedIn(InURL, ofPages(phraseSetting("pages-parameter", "Query parameter", func(r *Request) *string { return &r.Options.Pages.Parameter }), ByCursor, ByNumber, ByOffset)),
	askedIn(InBody, ofPages(phraseSetting("pages-field", "Field of the body", func(r *Request) *string { return &r.Options.Pages.Field }), ByCursor, ByNumber, ByOffset)),
	ofPages(choiceSetting("pages-start", "First page", "1", func(r *Request) *FirstPage { return &r.Options.Pages.Start }, []FirstPage{FromOne, FromZero}), ByNumber),
	ofPages(numberSetting("pages-step", "Step", func(r *Request) *int { return &r.Options.Pages.Step }, 1_000_000), ByNumber),
	ofPages(phraseSetting("pages-items", "Path of the items", func(r *Request) *string { return &r.Options.Pages.Items }), PageKinds[1:]...),
	ofPages(phraseSetting("pages-more", "Stop where this is empty", func(r *Request) *string { return &r.Options.Pages.More }), ByNumber, ByOffset),
	ofPages(numberSetting("pages-max", "Most pages", func(r *Request) *int { return &r.Options.Pages.Max }, MaxPages), PageKinds[1:]...),
	risky(says("Saves the response as a file instead of showing it."), switchSetting("save", "Save the body to the disk", func(r *Request) *bool { return &r.Options.Save })),

	risky(says("Accepts any certificate: anyone on the way can read and change what you send."), choiceSetting("verify", "Verify the certificate", "on", func(r *Request) *Verify { return &r.Options.Network.Verify }, []Verify{VerifyOn, VerifyOff})),
	risky(says("Trusts certificate authorities of the link: whoever holds their keys can read and change what you send."), lines(checkedSetting("verify-ca", "Trust these too", func(r *Request) *string { return &r.Options.Network.CA }, certificateProblem))),
	risky(says("Identifies you to the server by a certificate of the link."), grouped("cert", lines(checkedSetting("cert", "Client certificate", func(r *Request) *string { return &r.Options.Network.Cert }, certificateProblem)))),
	risky(says("Identifies you to the server by a certificate."), grouped("cert", secretOption("cert-key", "Private key", func(r *Request) *Secret { return &r.Options.Network.Key }))),
	grouped("cert", secretOption("cert-passphrase", "Passphrase of the key", func(r *Request) *Secret { return &r.Options.Network.Passphrase })),
	risky(serverNameRisk, checkedSetting("tls-name", "Server name", func(r *Request) *string { return &r.Options.Network.ServerName }, serverNameProblem)),
	risky(minTLSRisk, choiceSetting("tls-min", "Oldest TLS version", "1.2", func(r *Request) *TLSVersion { return &r.Options.Network.MinTLS }, []TLSVersion{TLS12, TLS10, TLS11, TLS13})),
	choiceSetting("http-version", "HTTP version", "auto", func(r *Request) *HTTPVersion { return &r.Options.Network.HTTP }, []HTTPVersion{HTTPAuto, HTTP1, HTTP2}),
	risky(proxyRisk, grouped("proxy", checkedSetting("proxy", "Proxy", func(r *Request) *string { return &r.Options.Network.Proxy }, proxyProblem))),
	grouped("proxy", phraseSetting("proxy-user", "User name at the proxy", func(r *Request) *string { return &r.Options.Network.ProxyUser })),
	grouped("proxy", secretOption("proxy-password", "Password at the proxy", func(r *Request) *Secret { return &r.Options.Network.ProxyPassword })),
	risky(noProxyRisk, hostsSetting("no-proxy", "Not through the proxy", func(r *Request) *string { return &r.Options.Network.NoProxy })),
}

const maxTimeout = 24 * time.Hour

var keyPlaces = []KeyPlace{InHeader, InQuery}
