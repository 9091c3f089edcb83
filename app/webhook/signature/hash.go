package signature

import (
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"hash"
)

// Hash gives a hash by its name: sha1, sha256, sha512; "" is sha256. It is nil for any other name.
func Hash(name string) func() hash.Hash {
	switch name {
	case "sha1":
		return sha1.New
	case "", "sha256":
		return sha256.New
	case "sha512":
		return sha512.New
	}
	return nil
}

// Encoder writes a signature as text, and reads it again.
type Encoder interface {
	EncodeToString(mac []byte) string
	DecodeString(text string) ([]byte, error)
}

// Encoding gives a way to write a signature by its name: hex or base64; "" is hex. It is nil for any other name.
func Encoding(name string) Encoder {
	switch name {
	case "", "hex":
		return hexadecimal{}
	case "base64":
		return base64.StdEncoding.Strict()
	}
	return nil
}

// hexadecimal writes small letters and reads capitals too.
type hexadecimal struct{}

func (hexadecimal) EncodeToString(mac []byte) string         { return hex.EncodeToString(mac) }
func (hexadecimal) DecodeString(text string) ([]byte, error) { return hex.DecodeString(text) }
