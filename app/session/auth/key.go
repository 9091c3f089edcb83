package auth

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"regexp"
	"strings"
)

// PrivateKey reads a private key in PEM: PKCS #1, PKCS #8 or SEC 1 (RFC 7468, sections 10 and 13). Line breaks do not
// count, because fields of one line lose them and environment files write them as \n; package encoding/pem needs them.
func PrivateKey(text string) (crypto.Signer, error) {
	if strings.TrimSpace(text) == "" {
		return nil, problem("Type the private key in PEM: it begins with -----BEGIN PRIVATE KEY-----.")
	}
	blocks := pemBlock.FindAllStringSubmatch(text, -1)
	if blocks == nil {
		return nil, problem("The private key is not in PEM: it begins with -----BEGIN PRIVATE KEY----- and ends with -----END PRIVATE KEY-----.")
	}
	label := ""
	for _, block := range blocks {
		label = block[1]
		if label != block[3] {
			return nil, problem("The private key is not in PEM: it begins as %q and ends as %q.", label, block[3])
		}
		if strings.Contains(label+block[2], "ENCRYPTED") {
			return nil, problem("The private key is locked with a passphrase. Unlock it first, for example with openssl pkey -in key.pem.")
		}
		if label == "OPENSSH PRIVATE KEY" {
			return nil, problem("This key is in the format of OpenSSH. Convert a copy of its file and paste that: %s", convert(block[2]))
		}
		parse := keyParsers[label]
		if parse == nil {
			continue // such as EC PARAMETERS, which openssl puts before a key
		}
		der, err := base64.StdEncoding.DecodeString(notBase64.Replace(block[2]))
		if err != nil {
			return nil, problem("The private key is not in PEM: %v.", err)
		}
		key, err := parse(der)
		if err != nil {
			return nil, problem("The private key cannot be read: %s.", strings.TrimPrefix(err.Error(), "x509: "))
		}
		signer, ok := key.(crypto.Signer)
		if !ok {
			return nil, problem("The private key cannot sign: it is of another kind than RSA, ECDSA and Ed25519.")
		}
		return signer, nil
	}
	return nil, problem("A private key is wanted, but this is a %s.", strings.ToLower(label))
}

// convert is the command that writes a key of OpenSSH as PKCS #8. OpenSSH itself does not do that for Ed25519.
func convert(body string) string {
	blob, _ := base64.StdEncoding.DecodeString(notBase64.Replace(body))
	if strings.Contains(string(blob), "ssh-ed25519") {
		return `python3 -c "from cryptography.hazmat.primitives.serialization import *; ` +
			`print(load_ssh_private_key(open('copy-of-key', 'rb').read(), None).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())"`
	}
	return "ssh-keygen -p -N '' -m PKCS8 -f copy-of-key"
}

var (
	pemBlock  = regexp.MustCompile(`(?s)-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END ([A-Z0-9 ]+)-----`)
	notBase64 = strings.NewReplacer(`\r`, "", `\n`, "", "\r", "", "\n", "", " ", "", "\t", "")
)

var keyParsers = map[string]func([]byte) (any, error){
	"PRIVATE KEY":     x509.ParsePKCS8PrivateKey,
	"RSA PRIVATE KEY": func(der []byte) (any, error) { return x509.ParsePKCS1PrivateKey(der) },
	"EC PRIVATE KEY":  func(der []byte) (any, error) { return x509.ParseECPrivateKey(der) },
}

// keyKind names a key for people.
func keyKind(key crypto.Signer) string {
	switch k := key.(type) {
	case *rsa.PrivateKey:
		return "an RSA key"
	case *ecdsa.PrivateKey:
		return "an ECDSA key of the curve " + k.Curve.Params().Name
	case ed25519.PrivateKey:
		return "an Ed25519 key"
	}
	return "a key of another kind"
}
