//go:build !js

package relay

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/httpwasm/relay/wire"
)

const rightToken = "correct-horse-battery-staple"

func TestATokenOpensARelayAndAGuessDoesNot(t *testing.T) {
	_, relay := serveRelay(t, func(c *Config) {
		require.NoError(t, c.addTokens("another-one-that-is-right "+rightToken, "test"))
	})
	for token, open := range map[string]bool{
		"":                             false,
		"c":                            false,
		rightToken[:len(rightToken)-1]: false,
		rightToken + "x":               false,
		strings.ToUpper(rightToken):    false,
		rightToken:                     true,
		"another-one-that-is-right":    true,
	} {
		ws, _, err := dialWire(t, relay, nil)
		require.NoError(t, err)
		opened := ask(t, ws, wire.Open{Host: "127.0.0.1", Port: 9, Window: wire.FullWindow, Token: token})
		require.NotNil(t, opened.Refusal) // of the port, where the token is right
		require.Equal(t, !open, opened.Refusal.Kind == wire.Denied, "%q: %s", token, opened.Refusal.Reason)
	}
}

// What takes time is the same for every guess: one hash of its own length, and a comparison of all 32 bytes with every token. The hashes
// are what is compared, so how many first characters are right tells nothing; allocations and results are what a test can hold it to.
func TestAGuessIsComparedWithAllTokensThroughTheirHashes(t *testing.T) {
	tokens, err := ParseTokens("aaaaaaaaaaaaaaaaaaaa\nbbbbbbbbbbbbbbbbbbbb\ncccccccccccccccccccc")
	require.NoError(t, err)
	require.Len(t, tokens.hashes, 3)
	for _, hash := range tokens.hashes {
		require.NotContains(t, string(hash[:]), "aaa")
		require.NotContains(t, string(hash[:]), "bbb")
	}
	allocations := func(guess string) float64 {
		return testing.AllocsPerRun(100, func() { tokens.accept(guess) })
	}
	near, far := "cccccccccccccccccccd", "dddddddddddddddddddd"
	require.Equal(t, allocations(near), allocations(far))
	require.False(t, tokens.accept(near))
	require.False(t, tokens.accept(far))
	for _, token := range []string{"aaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbb", "cccccccccccccccccccc"} {
		require.True(t, tokens.accept(token))
	}
	require.True(t, Tokens{}.accept("anything"))
}

func TestATokenThatStandsTwiceIsStillRight(t *testing.T) {
	tokens, err := ParseTokens(rightToken + "\n" + rightToken)
	require.NoError(t, err)
	require.True(t, tokens.accept(rightToken))
}

func TestTokensComeFromAFileAndTheEnvironment(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tokens")
	require.NoError(t, os.WriteFile(path, []byte("# of the team\n"+rightToken+"\n\n  another-one-that-is-right  \n"), 0o600))
	parse := func(args ...string) (Config, error) {
		config := Defaults()
		f := flag.NewFlagSet("", flag.ContinueOnError)
		f.SetOutput(io.Discard)
		config.Flags(f)
		err := f.Parse(args)
		return config, err
	}
	config, err := parse("-relay-token-file", path)
	require.NoError(t, err)
	t.Setenv(TokensVariable, "one-of-the-environment")
	require.NoError(t, config.TokensFromEnvironment())
	for _, token := range []string{rightToken, "another-one-that-is-right", "one-of-the-environment"} {
		require.True(t, config.Tokens.accept(token))
	}
	require.False(t, config.Tokens.accept("# of the team"))

	require.NoError(t, os.WriteFile(path, []byte("# nothing yet\n"), 0o600))
	_, err = parse("-relay-token-file", path)
	require.ErrorContains(t, err, "holds no access token")
	require.NoError(t, os.WriteFile(path, []byte("short"), 0o600))
	_, err = parse("-relay-token-file", path)
	require.ErrorContains(t, err, "shorter than 16")
	require.NotContains(t, err.Error(), `"short"`)
	_, err = parse("-relay-token-file", path+"-missing")
	require.Error(t, err)
	t.Setenv(TokensVariable, "")
	require.ErrorContains(t, config.TokensFromEnvironment(), "holds no access token")
}
