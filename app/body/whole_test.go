package body

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhole(t *testing.T) {
	for _, c := range []struct {
		name, in, want, charset string
		format                  Format
	}{
		{"UTF-8 as it came", "\uFEFFa\r\né\n", "a\r\né\n", "utf-8", Format{Kind: Text}},
		{"bytes that are not UTF-8 are replaced one by one", "a\xff\xfeb", "a\uFFFD\uFFFDb", "utf-8", Format{Kind: Text}},
		{"another charset", "caf\xe9\r\n", "café\r\n", "windows-1252", Format{Kind: Text, Charset: "latin1"}},
		{"a charset that the text declares", `<meta charset=koi8-r>` + "\xf0", `<meta charset=koi8-r>П`, "koi8-r", Format{Kind: HTML}},
		{"nothing", "", "", "utf-8", Format{Kind: Text}},
	} {
		t.Run(c.name, func(t *testing.T) {
			st := stored(c.in)
			require.Equal(t, c.want, Whole(st, c.format))
			require.Equal(t, c.charset, CharsetOf(st, c.format))
		})
	}
}
