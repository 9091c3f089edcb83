package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// policy is the Content Security Policy: only our own files run and what the page itself holds, no text becomes a
// script, and the one thing that is open is where requests may go, because sending them anywhere is what the site is for.
var policy = []string{
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'SCRIPTS",
	"style-src 'self'STYLES",
	"img-src 'self' blob: data:",
	"media-src blob:",
	"frame-src blob:",
	"connect-src * ws: wss: blob: data:",
	"worker-src 'self'",
	"manifest-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
}

// Policy is the policy for a page, which allows the scripts and styles that stand in it by their hashes (CSP 3, 2.3.1).
// It suits a page on a host that sends no headers of ours: browsers ignore, and complain about, frame-ancestors there.
func Policy(page []byte) string {
	hashes := inlineHashes(page)
	return strings.NewReplacer("SCRIPTS", hashes[atom.Script], "STYLES", hashes[atom.Style]).Replace(strings.Join(policy, "; "))
}

// inlineHashes gives the hash sources of what stands between the tags of scripts and of styles.
func inlineHashes(page []byte) map[atom.Atom]string {
	hashes := map[atom.Atom]string{}
	var within atom.Atom
	for z := html.NewTokenizer(bytes.NewReader(page)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return hashes
		case html.StartTagToken:
			name, _ := z.TagName()
			within = atom.Lookup(name)
		case html.EndTagToken:
			within = 0
		case html.TextToken:
			if within == atom.Script || within == atom.Style {
				sum := sha256.Sum256(z.Raw())
				hashes[within] += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
			}
		}
	}
}

// The features that a request playground has no use for. The clipboard is left to its default, our own origin.
var denied = []string{
	"accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi",
	"payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
}

func permissions() string { return strings.Join(denied, "=(), ") + "=()" }

func setSecurityHeaders(h http.Header, policy string) {
	h.Set("Content-Security-Policy", policy+"; frame-ancestors 'self'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Permissions-Policy", permissions())
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}
