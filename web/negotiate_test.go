package web

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestNegotiate(t *testing.T) {
	both := []string{"br", "gzip"}
	for _, c := range []struct {
		name, accept string
		available    []string
		want         string
		refused      bool
	}{
		{name: "a browser's field gets brotli", accept: "gzip, deflate, br, zstd", available: both, want: "br"},
		{name: "weights decide", accept: "br;q=0.5, gzip;q=0.8", available: both, want: "gzip"},
		{name: "of equal weights the smaller coding wins", accept: "gzip;q=0.8, br;q=0.8", available: both, want: "br"},
		{name: "a coding that is asked for wins over identity", accept: "gzip;q=0.1", available: both, want: "gzip"},
		{name: "identity wins when it is preferred", accept: "identity, br;q=0.5", available: both, want: "identity"},
		{name: "q=0 refuses", accept: "br;q=0, gzip;q=0", available: both, want: "identity"},
		{name: "the wildcard means any", accept: "*", available: both, want: "br"},
		{name: "the wildcard leaves out what is named", accept: "*;q=0.5, br;q=0", available: both, want: "gzip"},
		{name: "the wildcard at zero refuses the rest", accept: "gzip, *;q=0", available: both, want: "gzip"},
		{name: "the wildcard at zero refuses identity too", accept: "*;q=0", available: both, refused: true},
		{name: "unless it is named", accept: "*;q=0, identity", available: both, want: "identity"},
		{name: "identity can be refused", accept: "identity;q=0", available: nil, refused: true},
		{name: "nothing asked for is there", accept: "zstd", available: both, want: "identity"},
		{name: "names have no case and x-gzip is gzip", accept: "X-GZIP", available: both, want: "gzip"},
		{name: "an empty field means identity", accept: "", available: both, want: "identity"},
		{name: "spaces are allowed", accept: " gzip ; Q=1.0 ,, ", available: both, want: "gzip"},
		{name: "a weight that is none refuses", accept: "br;q=lots, gzip;q=NaN", available: both, want: "identity"},
		{name: "only what is there is offered", accept: "br, gzip", available: []string{"gzip"}, want: "gzip"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := negotiate(c.accept, true, c.available)
			require.Equal(t, !c.refused, ok)
			if ok {
				require.Equal(t, c.want, got)
			}
		})
	}
	got, ok := negotiate("", false, both)
	require.True(t, ok)
	require.Equal(t, "identity", got, "without the field nothing is known of the client")
}
