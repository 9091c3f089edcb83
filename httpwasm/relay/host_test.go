//go:build !js

package relay

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestHostsInOddNotationsAreNoWayRound(t *testing.T) {
	for text, want := range map[string]string{
		"127.0.0.1":                           "127.0.0.1",
		"127.0.0.1.":                          "127.0.0.1",
		"127。0。0。1":                           "127.0.0.1",
		"①②⑦.⓪.⓪.①":                           "127.0.0.1",
		"LOCALHOST":                           "localhost",
		"localhost.":                          "localhost",
		"Example.COM.":                        "example.com",
		"bücher.example":                      "xn--bcher-kva.example",
		"ｅxample.com":                         "example.com",
		"_dmarc.example.com":                  "_dmarc.example.com",
		"::1":                                 "::1",
		"0:0:0:0:0:0:0:1":                     "::1",
		"::ffff:127.0.0.1":                    "::ffff:127.0.0.1",
		"::FFFF:7F00:1":                       "::ffff:127.0.0.1",
		"0x7f.1":                              "",
		"0x7f000001":                          "",
		"0x":                                  "",
		"2130706433":                          "",
		"017700000001":                        "",
		"0177.0.0.1":                          "",
		"127.1":                               "",
		"127.0.1":                             "",
		"127.0.0.01":                          "",
		"256.0.0.1":                           "",
		"1.2.3.4.5":                           "",
		"example.com.123":                     "",
		"":                                    "",
		".":                                   "",
		"a..b":                                "",
		"example.com..":                       "",
		"-":                                   "",
		"[::1]":                               "",
		"fe80::1%eth0":                        "",
		"::1%25lo":                            "",
		"exa mple.com":                        "",
		"example.com:80":                      "",
		"user@example.com":                    "",
		"\xff\xfe.example":                    "",
		"example.com/path":                    "",
		"example.com\x00.evil":                "",
		"example.com\r\nX: y":                 "",
		strings.Repeat("a", 64) + ".example":  "",
		strings.Repeat("a.", 200) + "example": "",
		strings.Repeat("x", 5000):             "",
	} {
		to, err := parseHost(text)
		if want == "" {
			require.Error(t, err, "%q was read as %s", text, to)
			continue
		}
		require.NoError(t, err, text)
		require.Equal(t, want, to.String(), text)
	}
}
