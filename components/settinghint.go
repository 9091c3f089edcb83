package components

import "roundtrip/app/request"

// look is how the field of a text looks.
type look struct{ placeholder, mode string }

var settingLooks = map[string]look{
	"key-name":             {placeholder: "X-API-Key"},
	"oauth2-authorize-url": {placeholder: "https://example.com/oauth/authorize", mode: "url"},
	"oauth2-token-url":     {placeholder: "https://example.com/oauth/token", mode: "url"},
	"oauth2-device-url":    {placeholder: "https://example.com/oauth/device", mode: "url"},
	"oauth2-scope":         {placeholder: "read write"},
	"aws-id":               {placeholder: "AKIA…"},
	"aws-region":           {placeholder: "us-east-1"},
	"aws-service":          {placeholder: "execute-api"},
	"jwt-payload":          {placeholder: `{"sub": "ada"}`},
	"jwt-header":           {placeholder: `{"kid": "1"}`},
	"jwt-life":             {placeholder: "none", mode: "decimal"},
	"hmac-name":            {placeholder: "X-Signature"},
	"hmac-prefix":          {placeholder: "sha256="},
	"hmac-signed":          {placeholder: "[body]"},
	"timeout":              {placeholder: "30", mode: "decimal"},
	"connect":              {placeholder: "as Timeout", mode: "decimal"},
	"read":                 {placeholder: "as Timeout", mode: "decimal"},
	"total":                {placeholder: "none", mode: "decimal"},
	"max-redirect":         {placeholder: "30", mode: "numeric"},
	"retry":                {placeholder: "0", mode: "numeric"},
	"retry-backoff":        {placeholder: "0", mode: "decimal"},
	"retry-jitter":         {placeholder: "0", mode: "decimal"},
	"retry-max":            {placeholder: "120", mode: "decimal"},
	"retry-statuses":       {placeholder: "none", mode: "numeric"},
	"retry-methods":        {placeholder: "DELETE GET HEAD OPTIONS PUT TRACE"},
	"keep":                 {placeholder: "off", mode: "decimal"},
	"verify-ca":            {placeholder: "-----BEGIN CERTIFICATE-----"},
	"cert":                 {placeholder: "-----BEGIN CERTIFICATE-----"},
	"tls-name":             {placeholder: "the host of the URL"},
	"proxy":                {placeholder: "none", mode: "url"},
	"no-proxy":             {placeholder: "localhost .example.com 10.0.0.0/8"},
	"pages-items":          {placeholder: "the answer itself"},
	"pages-step":           {placeholder: "1", mode: "numeric"},
	"pages-max":            {placeholder: "100", mode: "numeric"},
}

// settingHints explain a setting in a sentence or two; those of a choice stand under "name=value".
var settingHints = map[string]string{
	"key-in=header": "Sent as a header of its own.",
	"key-in=query":  "Sent as a parameter of the URL. URLs end up in logs and histories; a header is safer where the server takes one.",

	"oauth2-flow=authorization_code": "You sign in at the server, in a window of its own. With PKCE (RFC 7636), so that no secret is needed.",
	"oauth2-flow=client_credentials": "The client itself is let in, without a person.",
	"oauth2-flow=password":           "Your user name and password go to the token endpoint. Servers that still take them mean tests and old clients.",
	"oauth2-flow=device_code":        "You type a code at the server's page, on any device (RFC 8628).",
	"oauth2-client-in=header":        "As basic auth, form-encoded first (RFC 6749, section 2.3.1).",
	"oauth2-client-in=raw":           "As basic auth, without form encoding. Many servers expect it.",
	"oauth2-client-in=body":          "As fields of the form. A client without a secret always names itself there.",

	"oauth1-method=RSA-SHA1":  "The consumer secret is a private key in PEM.",
	"oauth1-method=PLAINTEXT": "The secrets themselves are sent: over https only.",
	"aws-in=query":            "The URL itself is signed, and good for 15 minutes wherever it is opened.",
	"jwt-key-in=base64":       "For HS algorithms: base64 or base64url, padded or not.",
	"jwt-key":                 "The shared secret as text for HS algorithms, else a private key in PEM.",
	"jwt-life":                "Adds iat, now, and exp, so much later.",
	"hmac-signed":             "Text with [method], [url], [target], [host], [timestamp] and [body] in it. The body alone where it is empty.",

	"timeout":      "For connecting and for reading, on each attempt. Waits between attempts do not count.",
	"connect":      "Until connected. Browsers do not report this; there the read timeout includes it.",
	"read":         "Longest silence of the server, before and within its response.",
	"total":        "From Send to the last byte, with redirects, retries and their waits.",
	"max-redirect": "As many redirects as are followed. A browser follows by itself, up to 20.",

	"redirect-trusted": "Off: credentials go to the origin of the URL only, as in requests. On: wherever redirects lead, like curl --location-trusted.",

	"redirect=follow": "Browsers show only the last response. 307 and 308 send the body again, to another host too.",
	"redirect=error":  "A redirect ends the request. Browsers do not let a page see where it leads.",
	"redirect=stop":   "The redirect itself is the answer: allow_redirects=False. Browsers hide it from pages, so that it ends the request there like an error.",

	"credentials=omit":        "The browser's own cookies and client certificates stay out: what you see is what is sent.",
	"credentials=same-origin": "The browser adds its cookies when the URL is on the same origin as this page.",
	"credentials=include":     "The browser adds the cookies it holds for the server, which must then allow credentials by name.",

	"cache=no-store":    "Every Send asks the server, and the answer is not kept.",
	"cache=default":     "A fresh answer in the browser's cache is used without asking the server.",
	"cache=reload":      "Every Send asks the server, and the answer updates the browser's cache.",
	"cache=no-cache":    "A stored answer is used only after the server has said that it still holds (304).",
	"cache=force-cache": "A stored answer is used whatever its age; without one, the server is asked.",

	"keep":        "Answers to GET and HEAD are kept in this tab for so long, whatever the server says: expire_after of requests-cache. HIT or MISS stands beside the answer.",
	"keep-served": "Answers are fresh for as long as Cache-Control says. After that the server is asked whether they still hold (ETag, Last-Modified): REVALIDATED. Pages may ask only their own origin so.",
	"wait":        "When a server's RateLimit or Retry-After headers say that nothing is left, the next request to it waits until there is.",
	"stream":      "Shows how far an upload is. Needs a server that speaks HTTP/2 or newer over https, and always asks first (CORS preflight).",
	"raise":       "As raise_for_status() does. The answer is shown all the same.",

	"save": "For large bodies: stream=True and iter_content. What comes goes straight to a file, which is then offered as a download. Only where the status is 2xx; the body is not shown.",

	"verify=on":         "The certificate must be valid, for this host, and from an authority that is trusted. In a browser, the browser verifies it whatever is chosen here.",
	"verify=off":        "verify=False: anybody on the way can read and change what is sent, your credentials among it.",
	"verify-ca":         "verify=\"ca.pem\": certificates of authorities in PEM, trusted beside the usual ones.",
	"cert":              "cert=(\"client.pem\", \"key.pem\"): the certificate in PEM, with those between it and its root. Empty where what stands below holds both.",
	"cert-key":          "In PEM, with the certificate or without; or a PKCS #12 file (.p12, .pfx), which becomes base64 here. It stays out of links.",
	"cert-passphrase":   "Of a PKCS #12 file, where it has one.",
	"tls-name":          "Asked for in the TLS handshake (SNI), and what the certificate must be for, where that is not the URL's host.",
	"tls-min":           "Older versions are not secure. Some old servers speak nothing else.",
	"http-version=auto": "What the server prefers. The browser decides for itself.",
	"http-version=1.1":  "HTTP/1.1 only. Its raw traffic can be shown.",
	"http-version=2":    "HTTP/2 only, and without TLS in plain text with prior knowledge.",
	"proxy":             "http://, https:// or socks5://; socks5h:// means the same. The proxy looks up host names. For requests through a relay only.",
	"proxy-password":    "A proxy at http:// or socks5:// gets it unencrypted: everybody on the way can read it, the relay too. One at https:// gets it encrypted.",
	"no-proxy":          "A name stands for the hosts below it too, .example.com for those alone; addresses and networks such as 10.0.0.0/8 may be listed, and * is all.",

	"pages=off":       "The answer is shown as it is. Choose how the server names the next page, and the items of all pages become one JSON array.",
	"pages=link":      "The header Link names the next page, as GitHub has it: <…?page=2>; rel=\"next\". From other sites a page sees it only if the server exposes it.",
	"pages=url":       "The JSON holds the URL of the next page, such as {\"links\": {\"next\": \"…\"}}. Nothing, null or an empty text there is the end.",
	"pages=cursor":    "The JSON holds a cursor, which goes into the next request. Nothing, null or an empty text there is the end.",
	"pages=number":    "A parameter counts the pages, such as page=2. A page without items is the end.",
	"pages=offset":    "A parameter counts the items so far, such as offset=20. A page without items is the end. How many a page has is the request's own, such as limit=20.",
	"pages-path":      "Such as links.next, meta.next_cursor. A point leads into an object, a number into an array from 0 (gjson); data.@reverse.0.id is the last item's id.",
	"pages-parameter": "Its name, such as cursor, page or offset. The URL may have it already: then it begins there.",
	"pages-in=query":  "In a parameter of the URL.",
	"pages-in=body":   "In the body, JSON or a form. The rest of it stays as it was typed.",
	"pages-field":     "Such as cursor or page.after: a path as above, or the name in a form. The body may have it already: then it begins there.",
	"pages-start=1":   "The number of the page whose request has no such parameter or field.",
	"pages-start=0":   "The number of the page whose request has no such parameter or field.",
	"pages-step":      "How much the next number has more.",
	"pages-items":     "Where the array of items stands, such as data or result.items. Empty where the answer is the array.",
	"pages-more":      "Such as next or has_more: a path in the JSON that is empty, null or false on the last page.",
	"pages-max":       "At most 1000.",

	"retry":              "Attempts after the first, when there is no connection, or a status of those below: urllib3's Retry.",
	"retry-backoff":      "The second retry waits for twice as long, and each further one for twice the one before. The first comes at once.",
	"retry-jitter":       "Up to so much is added to each wait, by chance.",
	"retry-statuses":     "status_forcelist, such as 429 500 502 503 504. With Retry-After, 413, 429 and 503 count in any case.",
	"retry-methods":      "Only what may be repeated without harm is tried again, unless you list other methods here.",
	"retry-ignore-after": "Else the server's Retry-After says how long to wait.",
	"retry-return":       "raise_on_status=False: when the attempts are used up, the last answer is shown and is no failure.",
}

// settingHint explains a setting as it stands.
func settingHint(name, value string) string {
	if hint, ok := settingHints[name]; ok {
		return hint
	}
	if s, _ := request.FindSetting(name); value == "" && s.Choices != nil {
		value = s.Choices[0]
	}
	return settingHints[name+"="+value]
}

// choiceNames say in words what a choice is, where its value does not say it.
var choiceNames = map[string]string{
	"key-in=header": "a header", "key-in=query": "the query of the URL",
	"oauth2-flow=authorization_code": "Authorization code", "oauth2-flow=client_credentials": "Client credentials",
	"oauth2-flow=password": "Password", "oauth2-flow=device_code": "Device code",
	"oauth2-client-in=header": "the Authorization header", "oauth2-client-in=raw": "the Authorization header, not encoded", "oauth2-client-in=body": "the body",
	"aws-in=header": "the Authorization header", "aws-in=query": "the query of the URL",
	"hmac-hash=sha1": "SHA-1", "hmac-hash=sha256": "SHA-256", "hmac-hash=sha512": "SHA-512",
	"verify=on": "Yes", "verify=off": "No", "http-version=auto": "Automatic", "http-version=1.1": "HTTP/1.1", "http-version=2": "HTTP/2",
	"tls-min=1.0": "TLS 1.0", "tls-min=1.1": "TLS 1.1", "tls-min=1.2": "TLS 1.2", "tls-min=1.3": "TLS 1.3",
	"redirect=follow": "Follow", "redirect=error": "Treat as an error", "redirect=stop": "Stop at the first",
	"credentials=omit": "Never", "credentials=same-origin": "To this site only", "credentials=include": "To every site",
	"pages=off": "Not followed", "pages=link": "In the Link header", "pages=url": "As a URL in the JSON", "pages=cursor": "As a cursor in the JSON",
	"pages=number": "By page number", "pages=offset": "By offset", "pages-in=query": "The query of the URL", "pages-in=body": "The body",
	"cache=no-store": "Off (no-store)", "cache=default": "As in a page (default)", "cache=reload": "Fetch and store (reload)",
	"cache=no-cache": "Ask the server first (no-cache)", "cache=force-cache": "Prefer what is stored (force-cache)",
}

func choiceName(name, value string) string {
	if text, ok := choiceNames[name+"="+value]; ok {
		return text
	}
	return value
}
