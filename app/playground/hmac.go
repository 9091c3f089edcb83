package playground

import (
	"maps"
	"strings"

	"roundtrip/app/request"
	"roundtrip/app/webhook"
)

// HMACFilled fills in the fields of HMAC auth as a kind of webhook has them, but the key.
type HMACFilled struct{ Kind webhook.Kind }

// HMACKinds lists the kinds of webhooks that HMAC auth can send: those with a single header, and no ID.
func HMACKinds() []webhook.Kind {
	var list []webhook.Kind
	for _, kind := range webhook.Kinds {
		if _, ok := signatureOf(kind); ok {
			list = append(list, kind)
		}
	}
	return list
}

// signatureOf gives the fields of HMAC auth for a kind of webhook.
func signatureOf(kind webhook.Kind) (request.Signature, bool) {
	s := webhook.Preset{Kind: kind}.Scheme()
	if s.Header == "" || s.TimestampHeader != "" || s.IDHeader != "" || s.Base64Key {
		return request.Signature{}, false
	}
	sig := request.Signature{Hash: s.Hash, Encoding: s.Encoding, Name: s.Header, Prefix: s.Prefix, Signed: s.Signed}
	if s.Layout == webhook.Pairs {
		sig.Prefix = "t=[timestamp]," + sig.Prefix
	}
	return sig, true
}

// HMACKind is the kind of webhook that the fields say, or "".
func (d Draft) HMACKind() webhook.Kind {
	have := d.Request.Auth.HMAC
	have.Key = request.Secret{}
	for _, kind := range webhook.Kinds {
		if sig, ok := signatureOf(kind); ok && sig == have {
			return kind
		}
	}
	return ""
}

func (d *Draft) fillHMAC(kind webhook.Kind) {
	sig, ok := signatureOf(kind)
	if !ok {
		return
	}
	sig.Key = d.Request.Auth.HMAC.Key
	d.Request.Auth.HMAC = sig
	d.Typed = maps.Clone(d.Typed)
	maps.DeleteFunc(d.Typed, func(name, _ string) bool { return strings.HasPrefix(name, "hmac-") })
}
