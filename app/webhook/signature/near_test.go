package signature

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/webhook"
)

func TestASmallDifferenceIsNamed(t *testing.T) {
	p := webhook.Preset{Kind: webhook.Stripe}
	for _, tt := range []struct{ name, signed, secret, body, want string }{
		{"a line feed that an editor added", "a", "s", "a\n", "without its last line end"},
		{"a line end of Windows that was added", "a", "s", "a\r\n", "without its last line end"},
		{"a line feed that was lost", "a\n", "s", "a", "one line feed more"},
		{"line ends of Windows", "a\nb\n", "s", "a\r\nb\r\n", "LF in place of each CR LF"},
		{"line ends that a text field changed", "a\r\nb\r\n", "s", "a\nb\n", "CR LF in place of each LF"},
		{"spaces around it", "{}", "s", " {}  ", "white space around it"},
		{"a byte order mark", "a", "s", "\ufeffa", "byte order mark"},
		{"a secret with a line feed behind it", "a", "s\n", "a", "secret without the white space"},
		{"a body that the sender did not sign", "", "s", "a", "empty body"},
		{"another body", "a", "s", "b", ""},
		{"another secret", "a", "t", "a", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			at := time.Unix(1_700_000_000, 0)
			headers, _, err := Sign(p, "s", []byte(tt.signed), at)
			require.NoError(t, err)
			header := func(string) string { return headers[0][1] }
			now := at.Add(time.Hour) // what is old may be near all the same
			require.False(t, Verify(p, tt.secret, header, []byte(tt.body), at).OK)
			got := Near(p, tt.secret, header, []byte(tt.body), now)
			if tt.want == "" {
				require.Empty(t, got)
				return
			}
			require.Contains(t, got, tt.want)
		})
	}
}
