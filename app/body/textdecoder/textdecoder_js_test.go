package textdecoder

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/htmlindex"
)

// TestTheBrowserDecodesAsTheLibraryDoes goes through all characters of one and of two bytes. The two differ in what they make of
// bytes that are no character, of control characters beyond ASCII and of shifts that ISO-2022-JP does not have; and Chromium 156
// misses the four characters of Big5 that are two of Unicode.
func TestTheBrowserDecodesAsTheLibraryDoes(t *testing.T) {
	for _, name := range []string{
		"ibm866", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-8-i",
		"iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16", "koi8-r", "koi8-u", "macintosh", "windows-874",
		"windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257",
		"windows-1258", "x-mac-cyrillic", "gbk", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr", "x-user-defined",
	} {
		e, err := htmlindex.Get(name)
		require.NoError(t, err)
		var in, want strings.Builder
		add := func(character string) {
			text, err := e.NewDecoder().String(character)
			require.NoError(t, err)
			if name == "big5" && utf8.RuneCountInString(text) == 2 && character[0] == 0x88 {
				return
			}
			if !strings.ContainsRune(text, utf8.RuneError) && !strings.ContainsAny(character, "\x0e\x0f\x1b") {
				in.WriteString(character + "\n")
				want.WriteString(text + "\n")
			}
		}
		for i := range 256 {
			add(string([]byte{byte(i)}))
			for j := range 256 {
				add(string([]byte{byte(i), byte(j)}))
			}
		}
		requireSameLines(t, name, want.String(), decoded(t, name, in.String(), 1000))
	}
}

// requireSameLines names the first line that differs: a whole text says nothing to anybody.
func requireSameLines(t *testing.T, name, want, got string) {
	t.Helper()
	if want == got {
		return
	}
	wanted, given := strings.Split(want, "\n"), strings.Split(got, "\n")
	require.Len(t, given, len(wanted), name)
	for i := range wanted {
		require.Equal(t, wanted[i], given[i], name)
	}
}
