//go:build !js

package relay

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"strings"
)

// Tokens are the words that open a relay. Only their hashes are kept.
type Tokens struct{ hashes [][sha256.Size]byte }

const minToken = 16 // characters; shorter ones are guessed

// ParseTokens reads tokens with white space between them. A line that begins with # is a comment.
func ParseTokens(text string) (Tokens, error) {
	var t Tokens
	for line := range strings.Lines(text) {
		if strings.HasPrefix(strings.TrimSpace(line), "#") {
			continue
		}
		for token := range strings.FieldsSeq(line) {
			if len(token) < minToken {
				return Tokens{}, errors.New("an access token is shorter than 16 characters: take a long random one, for example of openssl rand -hex 24")
			}
			t.hashes = append(t.hashes, sha256.Sum256([]byte(token)))
		}
	}
	return t, nil
}

// Needed reports whether there are any.
func (t Tokens) Needed() bool { return len(t.hashes) > 0 }

// accept compares with all of them, in a time that tells neither how much of a guess is right nor which one is.
func (t Tokens) accept(token string) bool {
	if !t.Needed() {
		return true
	}
	sum := sha256.Sum256([]byte(token))
	found := 0
	for _, hash := range t.hashes {
		found |= subtle.ConstantTimeCompare(hash[:], sum[:])
	}
	return found == 1
}
