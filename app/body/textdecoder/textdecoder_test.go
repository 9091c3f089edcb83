package textdecoder

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestLabelsAndTheirNames(t *testing.T) {
	for label, want := range map[string]string{
		"utf-8": "utf-8", "UTF8": "utf-8", "unicode-1-1-utf-8": "utf-8", " \tUtf-8\n": "utf-8",
		"ascii": "windows-1252", "us-ascii": "windows-1252", "latin1": "windows-1252", "iso-8859-1": "windows-1252", "cp1252": "windows-1252",
		"l2": "iso-8859-2", "iso_8859-2:1987": "iso-8859-2", "iso88595": "iso-8859-5", "hebrew": "iso-8859-8", "logical": "iso-8859-8-i",
		"latin5": "windows-1254", "l9": "iso-8859-15", "iso-8859-16": "iso-8859-16",
		"866": "ibm866", "koi": "koi8-r", "koi8-ru": "koi8-u", "mac": "macintosh", "x-mac-ukrainian": "x-mac-cyrillic",
		"dos-874": "windows-874", "x-cp1251": "windows-1251", "cp1258": "windows-1258",
		"chinese": "gbk", "gb2312": "gbk", "gb18030": "gb18030", "big5-hkscs": "big5", "x-x-big5": "big5",
		"x-euc-jp": "euc-jp", "csiso2022jp": "iso-2022-jp", "ms_kanji": "shift_jis", "windows-31j": "shift_jis", "ks_c_5601-1987": "euc-kr",
		"utf-16": "utf-16le", "utf-16le": "utf-16le", "utf-16be": "utf-16be", "x-user-defined": "x-user-defined",
		// Those that the standard replaces by an error, and those that it does not know.
		"replacement": "", "iso-2022-kr": "", "hz-gb-2312": "", "iso-2022-cn": "",
		"": "", "x-klingon": "", "utf-7": "", "utf-32": "", "utf 8": "", "iso-8859-1\x00": "", "\xff": "",
	} {
		require.Equal(t, want, Name(label), "%q", label)
		if want != "" {
			require.Equal(t, want, Name(want), "a name is a label of its own")
		}
	}
}

var texts = []struct{ name, in, want string }{
	{"windows-1252", "caf\xe9 \x80 \x9f", "café € Ÿ"},
	{"iso-8859-2", "\xb3\xf3d\xbc", "łódź"},
	{"iso-8859-6", "\xe3\xa1", "ك\uFFFD"},
	{"koi8-r", "\xf0\xd2\xc9\xd7\xc5\xd4", "Привет"},
	{"windows-1251", "\xcf\xf0\xe8\xe2\xe5\xf2", "Привет"},
	{"windows-874", "\xca\xc7\xd1\xca\xb4\xd5", "สวัสดี"},
	{"ibm866", "\x8f\xe0\xa8", "При"},
	{"macintosh", "caf\x8e", "café"},
	{"gbk", "\xc4\xe3\xba\xc3 \x80", "你好 €"},
	{"gb18030", "\xc4\xe3\x81\x30\x81\x30\x94\x39\xda\x33", "你\u0080\U0001F4A9"},
	{"big5", "\xa7\x41\xa6\x6e", "你好"},
	{"euc-jp", "\xc6\xfc\xcb\xdc\x8e\xb1\x8f\xa2\xb7", "日本ｱ～"},
	{"iso-2022-jp", "a\x1b$BF|K\\\x1b(Bb", "a日本b"},
	{"shift_jis", "\x93\xfa\x96\x7b\xb1", "日本ｱ"},
	{"euc-kr", "\xbe\xc8\xb3\xe7", "안녕"},
	{"utf-16le", "a\x00\xac\x20\x3d\xd8\x00\xde", "a€😀"},
	{"utf-16be", "\x00a\x20\xac\xd8\x3d\xde\x00", "a€😀"},
	{"x-user-defined", "a\x80\xff", "a\uF780\uF7FF"},
	{"utf-8", "é\xff日\xe2\x82", "é\uFFFD日\uFFFD"},

	// A byte order mark is a character like others.
	{"utf-16le", "\xff\xfea\x00", "\uFEFFa"},
	{"utf-16be", "\xfe\xff\x00a", "\uFEFFa"},
	// What ends in the middle of a character.
	{"utf-16le", "a\x00b", "a\uFFFD"},
	{"utf-16be", "\x00a\xd8\x3d", "a\uFFFD"},
	{"shift_jis", "a\x93", "a\uFFFD"},
	{"gb18030", "a\x81", "a\uFFFD"},
	{"euc-kr", "a\xbe", "a\uFFFD"},
	// What is no character.
	{"utf-16le", "\x3d\xd8a\x00\x00\xdeb\x00", "\uFFFDa\uFFFDb"},
	{"shift_jis", "\xfd\xfe\xffa\x81\x20b", "\uFFFD\uFFFD\uFFFDa\uFFFD b"},
	{"big5", "\xa7\x20a\xffb", "\uFFFD a\uFFFDb"},
	{"shift_jis", "", ""},
}

// decoded writes a text in pieces of a length.
func decoded(t *testing.T, name, text string, piece int) string {
	var b bytes.Buffer
	w := NewWriter(&b, name)
	for len(text) > 0 {
		n, err := w.Write([]byte(text[:min(piece, len(text))]))
		require.NoError(t, err)
		text = text[n:]
	}
	require.NoError(t, w.Close())
	return b.String()
}

func TestTextsInPiecesOfAnyLength(t *testing.T) {
	for _, c := range texts {
		for piece := 1; piece <= len(c.in)+1; piece++ {
			require.Equal(t, c.want, decoded(t, c.name, c.in, piece), "%s: %q in pieces of %d", c.name, c.in, piece)
		}
	}
}

func TestALongText(t *testing.T) {
	in, want := strings.Repeat("a\x93\xfa\x96\x7b", 100_000), strings.Repeat("a日本", 100_000)
	require.True(t, want == decoded(t, "shift_jis", in, len(in)))
	require.True(t, want == decoded(t, "shift_jis", in, 65_537))
}

func TestWhatTheOtherWriterRefuses(t *testing.T) {
	w := NewWriter(full{}, "windows-1251")
	_, err := w.Write([]byte("abc"))
	require.ErrorIs(t, err, bytes.ErrTooLarge)
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, bytes.ErrTooLarge }
