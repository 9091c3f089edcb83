package web

import (
	"net/http"
	"strings"
)

// policy is the Content Security Policy: only our own files run, no text becomes a script, and the one thing that
// is open is where requests may go, because sending them anywhere is what the site is for.
var policy = []string{
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"style-src 'self'",
	"img-src 'self' blob: data:",
	"media-src blob:",
	"frame-src blob:",
	"connect-src * blob: data:",
	"worker-src 'self'",
	"manifest-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
}

// MetaPolicy is the policy for a page on a host that sends no headers of ours. Browsers ignore, and complain about,
// frame-ancestors in a page.
func MetaPolicy() string { return strings.Join(policy, "; ") }

// The features that a request playground has no use for. The clipboard is left to its default, our own origin.
var denied = []string{
	"accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi",
	"payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
}

func permissions() string { return strings.Join(denied, "=(), ") + "=()" }

func setSecurityHeaders(h http.Header) {
	h.Set("Content-Security-Policy", MetaPolicy()+"; frame-ancestors 'self'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Permissions-Policy", permissions())
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}
