//go:build !js

package relay

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"

	"roundtrip/httpwasm/relay/wire"
)

// Roots are certificates of authorities that the operator adds for those who use the relay, beside the ones that they trust anyway. The
// relay itself verifies nothing: whoever uses it decides whether to trust them.
type Roots struct {
	list []wire.Root
	pem  []byte // of the certificates alone, as they are served
}

const (
	maxRoots     = 32  // an operator adds a few; all of the web's are trusted anyway
	maxRootsName = 200 // characters
)

// ParseRoots reads certificates in PEM form. Everything else in the text is an error but comments: a key that stands beside its certificate
// is to be served to nobody, and a block that cannot be read was meant to be trusted.
func ParseRoots(text []byte) (Roots, error) {
	var r Roots
	begun := bytes.Count(text, []byte("-----BEGIN "))
	for rest := text; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		n := len(r.list) + 1
		if block.Type != "CERTIFICATE" {
			return Roots{}, fmt.Errorf("block %d is a %s: the file is to hold certificates only", n, block.Type)
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return Roots{}, fmt.Errorf("certificate %d cannot be read: %w", n, err)
		}
		if n > maxRoots {
			return Roots{}, fmt.Errorf("there are more than %d certificates: name those that are not trusted everywhere", maxRoots)
		}
		sum := sha256.Sum256(c.Raw)
		r.list = append(r.list, wire.Root{Name: rootName(c), SHA256: strings.ReplaceAll(fmt.Sprintf("% X", sum), " ", ":")})
		r.pem = append(r.pem, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	switch {
	case len(r.list) < begun:
		return Roots{}, fmt.Errorf("of %d blocks in PEM form %d can be read", begun, len(r.list))
	case begun == 0:
		return Roots{}, errors.New("it holds no certificate in PEM form")
	}
	return r, nil
}

// rootName is what an authority is called.
func rootName(c *x509.Certificate) string {
	name := c.Subject.CommonName
	if name == "" {
		name = c.Subject.String()
	}
	if name == "" {
		name = "a certificate without a name"
	}
	if runes := []rune(name); len(runes) > maxRootsName {
		name = string(runes[:maxRootsName]) + "…"
	}
	return name
}

func (r Roots) String() string {
	names := make([]string, len(r.list))
	for i, root := range r.list {
		names[i] = root.Name
	}
	return strings.Join(names, ", ")
}

func (c *Config) readRoots(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if c.Roots, err = ParseRoots(text); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// roots serves them to pages that may connect. No token is asked for: certificates are no secret.
func (h *Handler) roots(w http.ResponseWriter, r *http.Request) {
	openToPages(w)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if refusal := h.config.checkAsker(r); refusal != nil {
		http.Error(w, describe(refusal), http.StatusForbidden)
		return
	}
	if len(h.config.Roots.list) == 0 {
		http.Error(w, "This relay adds no root certificates.", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/pem-certificate-chain")
	_, _ = w.Write(h.config.Roots.pem) // whoever is gone needs no answer
}
