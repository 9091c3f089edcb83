package engine

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPortsOfARelayAreThoseThatAreOpenAndTheirExceptions(t *testing.T) {
	for list, want := range map[string][2]string{
		"80,443":                        {"80, 443", ""},
		"80,443,1024-65535,-1719,-1720": {"80, 443, 1024-65535, with exceptions", "1719, 1720"},
		"80,-6665-6669,22":              {"80, 22, with exceptions", "6665-6669"},
		"1-65535,-8000-9000,8080":       {"1-65535, -8000-9000, 8080", ""},
		"1-65535,-8000-9000,8500-9500":  {"1-65535, -8000-9000, 8500-9500", ""},
	} {
		open, shut := ports(list)
		require.Equal(t, want, [2]string{open, shut}, list)
	}
}
