package web

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// policy is the Content Security Policy. Scripts and styles are named by what they hold, never by where they are: an origin may
// serve more than this site. No text becomes a script. The one thing that is open is where requests may go, because sending them
// anywhere is what the site is for. Pictures, media and frames are what a preview draws (boot/preview.js).
//
// Workers cannot be named by a hash. They may be of our own origin, and only a script can start one.
var policy = []string{
	"default-src 'none'",
	"script-src 'wasm-unsafe-eval'SCRIPTS",
	"style-srcSTYLES",
	"img-src 'self' blob: data:",
	"media-src blob:",
	"frame-src blob: data:",
	"connect-src * ws: wss: blob: data:",
	"worker-src 'self'",
	"manifest-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
}

// Policy is the policy for a page: the scripts and styles that stand in it, and the scripts that it names with their
// integrity, are allowed by their hashes (CSP 3, 2.3.1 and 6.7.1.1). Of no page it is the policy for a worker, which allows no scripts.
// It suits a page on a host that sends no headers of ours: browsers ignore, and complain about, frame-ancestors there.
func Policy(page []byte) string {
	hashes := hashesOf(page)
	styles := cmp.Or(hashes[atom.Style], " 'none'")
	return strings.NewReplacer("SCRIPTS", hashes[atom.Script], "STYLES", styles).Replace(strings.Join(policy, "; "))
}

// hashesOf gives the hash sources of what stands between the tags of scripts and of styles, and of the files whose integrity is
// an attribute of a script: integrity itself, or data-NAME-integrity for one that is loaded later.
func hashesOf(page []byte) map[atom.Atom]string {
	hashes := map[atom.Atom]string{}
	var within atom.Atom
	for z := html.NewTokenizer(bytes.NewReader(page)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return hashes
		case html.StartTagToken:
			name, more := z.TagName()
			within = atom.Lookup(name)
			for within == atom.Script && more {
				var key, value []byte
				key, value, more = z.TagAttr()
				if string(key) == "integrity" || bytes.HasSuffix(key, []byte("-integrity")) {
					hashes[within] += " '" + string(value) + "'"
				}
			}
		case html.EndTagToken:
			within = 0
		case html.TextToken:
			if within == atom.Script || within == atom.Style {
				hashes[within] += " '" + Integrity(z.Raw()) + "'"
			}
		}
	}
}

// Integrity names a file by what it holds (Subresource Integrity, 3.1).
func Integrity(data []byte) string {
	sum := sha256.Sum256(data)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// The features that a request playground has no use for. The clipboard is left to its default, our own origin.
var denied = []string{
	"accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi",
	"payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
}

func permissions() string { return strings.Join(denied, "=(), ") + "=()" }

// SecurityHeaders are the fields that go with every file, under the policy of a page or, of "", of a worker.
func SecurityHeaders(policy string) map[string]string {
	return map[string]string{
		"Content-Security-Policy":      cmp.Or(policy, Policy(nil)) + "; frame-ancestors 'self'",
		"X-Content-Type-Options":       "nosniff",
		"X-Frame-Options":              "SAMEORIGIN",
		"Referrer-Policy":              "no-referrer",
		"Permissions-Policy":           permissions(),
		"Cross-Origin-Opener-Policy":   "same-origin-allow-popups", // so that the page sees its sign-in window close
		"Cross-Origin-Resource-Policy": "same-origin",
	}
}
