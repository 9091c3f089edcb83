package signature

import (
	"bytes"
	"strings"
	"time"

	"roundtrip/app/webhook"
)

// Near says in a sentence which small change of the body or the secret makes a signature right that was not, or "". They are those
// that editors, terminals and frameworks make unasked.
func Near(p webhook.Preset, secret string, header func(name string) string, body []byte, now time.Time) string {
	p.Tolerance = -1
	unix := bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n"))
	for _, n := range []struct {
		text   string
		secret string
		body   []byte
	}{
		{"The signature is right for the body without its last line end.", secret, bytes.TrimSuffix(bytes.TrimSuffix(body, []byte("\n")), []byte("\r"))},
		{"The signature is right for the body with one line feed more at its end.", secret, append(bytes.Clone(body), '\n')},
		{"The signature is right for the body with LF in place of each CR LF.", secret, unix},
		{"The signature is right for the body with CR LF in place of each LF.", secret, bytes.ReplaceAll(unix, []byte("\n"), []byte("\r\n"))},
		{"The signature is right for the body without the white space around it.", secret, bytes.TrimSpace(body)},
		{"The signature is right for the body without its byte order mark.", secret, bytes.TrimPrefix(body, []byte("\ufeff"))},
		{"The signature is right for the secret without the white space around it.", strings.TrimSpace(secret), body},
		{"The signature is right for an empty body: the sender signed nothing else.", secret, nil},
	} {
		if (n.secret != secret || !bytes.Equal(n.body, body)) && Verify(p, n.secret, header, n.body, now).OK {
			return n.text
		}
	}
	return ""
}
