package request

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const hush = "hunter2-is-the-password"

func TestNothingPrintsASecret(t *testing.T) {
	type hidden struct{ secret Secret }
	type deep struct {
		Map   map[string]Secret
		Slice []Secret
		Ptr   *Secret
		Any   any
		Auth  Auth
		hid   hidden
		list  []hidden
	}
	s := NewSecret(hush)
	r := Request{Auth: Auth{Kind: Basic, User: "me", Password: s, Token: s, Key: s}}
	values := map[string]any{
		"a secret":                 s,
		"a pointer to it":          &s,
		"in an unexported field":   hidden{s},
		"in a request":             r,
		"in a pointer to one":      &r,
		"deep inside":              deep{map[string]Secret{"k": s}, []Secret{s}, &s, s, r.Auth, hidden{s}, []hidden{{s}}},
		"as one of several errors": errors.Join(fmt.Errorf("bad auth %v", s), fmt.Errorf("%w: %+v", errors.New("x"), r)),
		"what Seal found":          Sealed{Hole: "h", Where: "w", Value: s},
	}
	encodings := []string{hush, fmt.Sprintf("%x", hush), fmt.Sprintf("%X", hush), "104 117 110 116 101 114"}
	for name, v := range values {
		t.Run(name, func(t *testing.T) {
			var printed []string
			for _, verb := range strings.Fields("%v %+v %#v %s %q %+q %x %X %d %t %U %c %b %o %e %g %p %10v %.2s %-30q") {
				printed = append(printed, fmt.Sprintf(verb, v))
			}
			printed = append(printed, fmt.Sprint(v), fmt.Sprintln(v))
			text, err := json.Marshal(v)
			require.NoError(t, err)
			printed = append(printed, string(text))
			var log strings.Builder
			slog.New(slog.NewTextHandler(&log, nil)).Info("x", "v", v)
			slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "v", v)
			printed = append(printed, log.String())
			for _, p := range printed {
				for _, e := range encodings {
					require.NotContains(t, p, e)
				}
			}
		})
	}
}

func TestSecretsStandForHoles(t *testing.T) {
	require.Equal(t, "{{secret}}", NewSecret(hush).String())
	require.Equal(t, "{{token}}", Hole("token").String())
	require.Empty(t, Secret{}.String())
	require.Equal(t, hush, NewSecret(hush).Reveal())
	require.Empty(t, Hole("token").Reveal())
	require.Empty(t, NewSecret(hush).Wanted())
	require.Equal(t, "token", Hole("token").Wanted())
	require.True(t, NewSecret("").IsZero())
	require.False(t, Hole("token").IsZero())
	require.True(t, NewSecret(hush) == NewSecret(strings.Clone(hush)), "secrets are compared by value")
	require.False(t, NewSecret(hush) == NewSecret("other"))
}

func TestSecretsInJSON(t *testing.T) {
	text, err := json.Marshal(Auth{Kind: Bearer, Token: Hole("token")})
	require.NoError(t, err)
	require.JSONEq(t, `{"kind":"bearer","token":"{{token}}"}`, string(text))
	var a Auth
	require.NoError(t, json.Unmarshal([]byte(`{"kind":"basic","password":"abc","token":"{{t}}","key":""}`), &a))
	require.Equal(t, Auth{Kind: Basic, Password: NewSecret("abc"), Token: Hole("t")}, a)
	require.Error(t, json.Unmarshal([]byte(`{"password":5}`), &a))
	for _, text := range []string{"{{}}", "{{", "}}", "{{{}}}", "{{a}} {{b}}", "x{{a}}", "{{a}", "{{a}}b"} {
		var s Secret
		quoted, _ := json.Marshal(text)
		require.NoError(t, json.Unmarshal(quoted, &s))
		require.Equal(t, text, s.Reveal(), "%q is a value, not a hole", text)
	}
}
