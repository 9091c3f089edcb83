package signature

import (
	"crypto/hmac"
	"strconv"
	"strings"
	"time"

	"roundtrip/app/webhook"
)

// Verify checks the signature of a body. Header gives the value of a header by its name, in any case, or "". The
// signature is judged before the timestamp: TooOld and TooNew say that all the rest is right.
func Verify(p webhook.Preset, secret string, header func(name string) string, body []byte, now time.Time) webhook.Verdict {
	var v webhook.Verdict
	s, err := schemeOf(p)
	if err != nil {
		return v.Fail(webhook.Unusable, err.Error())
	}
	key, err := s.key(secret)
	if err != nil {
		return v.Fail(webhook.Unusable, err.Error())
	}
	field := strings.TrimSpace(header(s.Header))
	if field == "" {
		return v.Fail(webhook.NoHeader, "The request has no header "+s.Header+".")
	}
	timestamp, received, wrong := s.read(field)
	v.Received = received
	if wrong != "" {
		return v.Fail(webhook.Malformed, wrong)
	}
	id := ""
	if s.Takes("[id]") {
		if id = strings.TrimSpace(header(s.IDHeader)); id == "" {
			return v.Fail(webhook.NoHeader, "The request has no header "+s.IDHeader+".")
		}
	}
	if s.Takes("[timestamp]") {
		if s.Layout != webhook.Pairs {
			if timestamp = strings.TrimSpace(header(s.TimestampHeader)); timestamp == "" {
				return v.Fail(webhook.NoHeader, "The request has no header "+s.TimestampHeader+".")
			}
		}
		seconds, ok := readSeconds(timestamp)
		if !ok {
			return v.Fail(webhook.Malformed, "The timestamp "+strconv.Quote(timestamp)+" is not a number of seconds since 1970.")
		}
		v.At = time.Unix(seconds, 0).UTC()
		v.Age = now.Sub(v.At)
	}
	v.Signed = s.text(id, timestamp, body)
	mac := s.mac(key, v.Signed)
	v.Expected = s.Prefix + s.encode(mac)
	right, read := false, false
	for _, r := range received {
		theirs, ok := s.decode(strings.TrimPrefix(r, s.Prefix))
		read = read || ok
		right = right || ok && hmac.Equal(theirs, mac)
	}
	limit := p.Limit()
	switch {
	case !read:
		return v.Fail(webhook.Malformed, s.Header+" holds no signature that can be read: "+s.shape()+" was expected.")
	case !right:
		return v.Fail(webhook.Differs, "The signature is of other bytes, or made with another secret. "+
			"Compare the signed bytes with what the sender sent, down to spaces and line ends.")
	case limit > 0 && !v.At.IsZero() && v.Age > limit:
		return v.Fail(webhook.TooOld, "The signature is right, but its timestamp is too old by "+seconds(v.Age-limit)+
			": it was made "+seconds(v.Age)+" ago, and "+seconds(limit)+" are allowed.")
	case limit > 0 && !v.At.IsZero() && v.Age < -limit && !s.TakesFuture:
		return v.Fail(webhook.TooNew, "The signature is right, but its timestamp lies "+seconds(-v.Age)+
			" ahead of this clock, and "+seconds(limit)+" are allowed.")
	}
	v.OK, v.Text = true, "The signature is right."
	return v
}

// read takes a header apart into signatures, each with the prefix, and into the timestamp where the header holds it.
func (s scheme) read(field string) (timestamp string, received []string, wrong string) {
	switch s.Layout {
	case webhook.Pairs:
		for part := range strings.SplitSeq(field, ",") {
			part = strings.TrimSpace(part)
			name, value, ok := strings.Cut(part, "=")
			switch {
			case !ok:
				return "", received, s.Header + " has a part without \"=\": " + strconv.Quote(part) + "."
			case name == "t":
				timestamp = value
			case strings.HasPrefix(part, s.Prefix):
				received = append(received, part)
			}
		}
		if timestamp == "" {
			return "", received, s.Header + " has no timestamp, t=…."
		}
	case webhook.Several:
		for part := range strings.FieldsSeq(field) {
			if strings.HasPrefix(part, s.Prefix) {
				received = append(received, part)
			}
		}
	default:
		if strings.HasPrefix(field, s.Prefix) {
			return "", []string{field}, ""
		}
		return "", []string{field}, s.Header + " does not begin with " + strconv.Quote(s.Prefix) + "."
	}
	if received == nil {
		return timestamp, nil, s.Header + " has no signature of version v1: " + s.shape() + "."
	}
	return timestamp, received, ""
}

// shape describes a signature for people.
func (s scheme) shape() string {
	digits := strconv.Itoa(s.size()*2) + " hex digits"
	if s.Encoding == "base64" {
		digits = strconv.Itoa(len(s.encode(make([]byte, s.size())))) + " characters of base64"
	}
	if s.Prefix == "" {
		return digits
	}
	return s.Prefix + " and " + digits
}

// readSeconds reads decimal digits only, as many as a clock can mean.
func readSeconds(text string) (int64, bool) {
	if len(text) > 12 || strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}

// seconds writes a duration without fractions.
func seconds(d time.Duration) string {
	if d < time.Second {
		return d.String()
	}
	return d.Round(time.Second).String()
}
