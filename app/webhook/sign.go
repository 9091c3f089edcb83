package webhook

import (
	"strconv"
	"time"
)

// Sign gives the headers that a sender adds to a body, and the exact bytes that it hashed for them. An error is a sentence
// about what the preset or the secret lacks.
func Sign(p Preset, secret string, body []byte, at time.Time) (headers [][2]string, signed []byte, err error) {
	s := p.scheme()
	if err := p.check(s); err != nil {
		return nil, nil, err
	}
	if s.uses("[id]") && p.ID == "" {
		return nil, nil, wrong("Type the message's ID: it is signed with the body.")
	}
	key, err := s.key(secret)
	if err != nil {
		return nil, nil, err
	}
	timestamp := strconv.FormatInt(at.Unix(), 10)
	signed = s.text(p.ID, timestamp, body)
	signature := s.Prefix + s.encode(s.mac(key, signed))
	if s.layout == pairs {
		signature = "t=" + timestamp + "," + signature
	}
	if s.uses("[id]") {
		headers = append(headers, [2]string{s.IDHeader, p.ID})
	}
	if s.uses("[timestamp]") && s.layout != pairs {
		headers = append(headers, [2]string{s.TimestampHeader, timestamp})
	}
	return append(headers, [2]string{s.Header, signature}), signed, nil
}

func (p Preset) check(s scheme) error {
	if _, known := schemes[p.Kind]; !known && p.Kind != Custom {
		return wrong("There is no kind of signature " + strconv.Quote(string(p.Kind)) + " here.")
	}
	return s.check()
}
