package signature

import (
	"strconv"
	"time"

	"roundtrip/app/webhook"
)

// Sign gives the headers that a sender adds to a body, and the exact bytes that it hashed for them. An error is a sentence
// about what the preset or the secret lacks.
func Sign(p webhook.Preset, secret string, body []byte, at time.Time) (headers [][2]string, signed []byte, err error) {
	s, err := schemeOf(p)
	if err != nil {
		return nil, nil, err
	}
	if s.Takes("[id]") && p.ID == "" {
		return nil, nil, wrong("Type the message's ID: it is signed with the body.")
	}
	key, err := s.key(secret)
	if err != nil {
		return nil, nil, err
	}
	timestamp := strconv.FormatInt(at.Unix(), 10)
	signed = s.text(p.ID, timestamp, body)
	signature := s.Prefix + s.encode(s.mac(key, signed))
	if s.Layout == webhook.Pairs {
		signature = "t=" + timestamp + "," + signature
	}
	if s.Takes("[id]") {
		headers = append(headers, [2]string{s.IDHeader, p.ID})
	}
	if s.Takes("[timestamp]") && s.Layout != webhook.Pairs {
		headers = append(headers, [2]string{s.TimestampHeader, timestamp})
	}
	return append(headers, [2]string{s.Header, signature}), signed, nil
}

// schemeOf gives the scheme of a preset, or says what is wrong with it.
func schemeOf(p webhook.Preset) (scheme, error) {
	s := scheme{p.Scheme()}
	if s.Scheme == (webhook.Scheme{}) && p.Kind != webhook.Custom {
		return s, wrong("There is no kind of signature " + strconv.Quote(string(p.Kind)) + " here.")
	}
	return s, s.check()
}
