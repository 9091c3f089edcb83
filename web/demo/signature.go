package demo

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// tolerance is how old or how far ahead a signed time may be, as the makers of the presets have it.
const tolerance = 5 * time.Minute

// preset is how one sender of webhooks signs.
type preset struct {
	secret string
	signed string // what is signed, for people

	// sign gives the headers of a call that is made now.
	sign func(body []byte, now time.Time) map[string]string

	// verify gives the signature that a call should have had, where that can be said, and what is wrong with the call.
	verify func(h http.Header, body []byte, now time.Time) (expected, problem string)
}

var presets = map[string]preset{
	"github": {
		secret: WebhookSecret, signed: "{body}",
		sign: func(body []byte, _ time.Time) map[string]string {
			return map[string]string{"X-Hub-Signature-256": "sha256=" + hexMAC(WebhookSecret, body)}
		},
		verify: func(h http.Header, body []byte, _ time.Time) (string, string) {
			expected := "sha256=" + hexMAC(WebhookSecret, body)
			return compare(h, "X-Hub-Signature-256", expected, []string{h.Get("X-Hub-Signature-256")})
		},
	},
	"stripe": {
		secret: WebhookSecret, signed: "{timestamp}.{body}",
		sign: func(body []byte, now time.Time) map[string]string {
			stamp := stampOf(now)
			return map[string]string{"Stripe-Signature": "t=" + stamp + ",v1=" + hexMAC(WebhookSecret, []byte(stamp+"."), body)}
		},
		verify: func(h http.Header, body []byte, now time.Time) (string, string) {
			stamp, given := "", []string(nil)
			for _, part := range strings.Split(h.Get("Stripe-Signature"), ",") {
				switch name, value, _ := strings.Cut(strings.TrimSpace(part), "="); name {
				case "t":
					stamp = value
				case "v1": // several while a secret is replaced by another
					given = append(given, value)
				}
			}
			if h.Get("Stripe-Signature") != "" {
				if problem := staleness("t in Stripe-Signature", stamp, now); problem != "" {
					return "", problem
				}
			}
			return compare(h, "Stripe-Signature", hexMAC(WebhookSecret, []byte(stamp+"."), body), given)
		},
	},
	"slack": {
		secret: WebhookSecret, signed: "v0:{timestamp}:{body}",
		sign: func(body []byte, now time.Time) map[string]string {
			stamp := stampOf(now)
			return map[string]string{"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": "v0=" + hexMAC(WebhookSecret, []byte("v0:"+stamp+":"), body)}
		},
		verify: func(h http.Header, body []byte, now time.Time) (string, string) {
			stamp := h.Get("X-Slack-Request-Timestamp")
			if problem := staleness("X-Slack-Request-Timestamp", stamp, now); problem != "" {
				return "", problem
			}
			return compare(h, "X-Slack-Signature", "v0="+hexMAC(WebhookSecret, []byte("v0:"+stamp+":"), body), []string{h.Get("X-Slack-Signature")})
		},
	},
	// https://www.standardwebhooks.com
	"standard": {
		secret: WebhookSecretStandard, signed: "{webhook-id}.{webhook-timestamp}.{body}",
		sign: func(body []byte, now time.Time) map[string]string {
			id, stamp := "msg_"+rand.Text(), stampOf(now)
			return map[string]string{"webhook-id": id, "webhook-timestamp": stamp, "webhook-signature": standardMAC(WebhookSecretStandard, id, stamp, body)}
		},
		verify: func(h http.Header, body []byte, now time.Time) (string, string) {
			id, stamp := h.Get("webhook-id"), h.Get("webhook-timestamp")
			if id == "" {
				return "", "The header webhook-id is missing."
			}
			if problem := staleness("webhook-timestamp", stamp, now); problem != "" {
				return "", problem
			}
			return compare(h, "webhook-signature", standardMAC(WebhookSecretStandard, id, stamp, body), strings.Fields(h.Get("webhook-signature")))
		},
	},
}

func mac(secret []byte, parts ...[]byte) []byte {
	sum := hmac.New(sha256.New, secret)
	for _, part := range parts {
		sum.Write(part)
	}
	return sum.Sum(nil)
}

func hexMAC(secret string, parts ...[]byte) string {
	return hex.EncodeToString(mac([]byte(secret), parts...))
}

func standardMAC(secret, id, stamp string, body []byte) string {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil {
		panic(err) // secrets are constants
	}
	return "v1," + base64.StdEncoding.EncodeToString(mac(key, []byte(id+"."+stamp+"."), body))
}

// compare looks for the expected signature among those that a header holds.
func compare(h http.Header, name, expected string, given []string) (string, string) {
	if h.Get(name) == "" {
		return expected, "The header " + name + " is missing."
	}
	for _, signature := range given {
		if hmac.Equal([]byte(signature), []byte(expected)) {
			return expected, ""
		}
	}
	return expected, "The signature in " + name + " does not match: another secret, or another body, was signed."
}

// staleness says what is wrong with the time of a call: old ones may be sent again by anyone who saw them.
func staleness(name, stamp string, now time.Time) (problem string) {
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return name + " is not a time in seconds since 1970."
	}
	if age := now.Unix() - seconds; age > int64(tolerance.Seconds()) || age < -int64(tolerance.Seconds()) {
		return name + " is more than five minutes away from now."
	}
	return ""
}

func stampOf(now time.Time) string { return strconv.FormatInt(now.Unix(), 10) }
