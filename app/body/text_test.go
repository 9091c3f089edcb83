package body

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

func TestRawText(t *testing.T) {
	plain := Format{Kind: Text}
	for _, c := range []struct {
		name, in, want string
		format         Format
	}{
		{"a row is a line", "a\nb\n", "a\nb\n", plain},
		{"line ends of all kinds", "a\r\nb\rc\n\r\n\r\rd", "a\nb\nc\n\n\n\nd", plain},
		{"control characters are kept", "a\tb\x00\x1b[0m\u2028", "a\tb\x00\x1b[0m\u2028", plain},
		{"bytes that are not UTF-8 are replaced one by one", "a\xff\xe2\x82b", "a\uFFFD\uFFFD\uFFFDb", plain},
		{"a byte order mark is not shown", "\uFEFFa", "a", plain},
		{"the charset of the type", "caf\xe9 \x80", "café €", Format{Kind: Text, Charset: "ISO-8859-1"}},
		{"a charset of several bytes", "\x93\xfa\x96\x7b", "日本", Format{Kind: Text, Charset: "shift_jis"}},
		{"a charset with shifts", "a\x1b$BF|K\\\x1b(Bb", "a日本b", Format{Kind: Text, Charset: "iso-2022-jp"}},
		{"a charset that nobody knows is UTF-8", "é", "é", Format{Kind: Text, Charset: "x-klingon"}},
		{"a charset that is forbidden is UTF-8", "é", "é", Format{Kind: Text, Charset: "iso-2022-kr"}},
		{"a byte order mark is stronger than the type", "\uFEFFé", "é", Format{Kind: Text, Charset: "iso-8859-1"}},
		{"UTF-16 by its byte order mark", "\xff\xfea\x00\xac\x20", "a€", plain},
		{"half a character at the end", "\xfe\xff\x00a\x00", "a\uFFFD", plain},
		{"a meta element", `<html><meta charset="windows-1251"><p>` + "\xcf", `<html><meta charset="windows-1251"><p>П`, Format{Kind: HTML}},
		{"a meta element after a comment that has another", `<!-- <meta charset=utf-8> --><META CHARSET = 'koi8-r' >` + "\xf0", `<!-- <meta charset=utf-8> --><META CHARSET = 'koi8-r' >П`, Format{Kind: HTML}},
		{"a pragma", `<meta http-equiv=Content-Type content="text/html; charset=windows-1251">` + "\xcf", `<meta http-equiv=Content-Type content="text/html; charset=windows-1251">П`, Format{Kind: HTML}},
		{"a meta element that claims UTF-16 is wrong", `<meta charset=utf-16le>é`, `<meta charset=utf-16le>é`, Format{Kind: HTML}},
		{"a meta element that comes too late", strings.Repeat(" ", 1024) + `<meta charset=windows-1251>é`, strings.Repeat(" ", 1024) + `<meta charset=windows-1251>é`, Format{Kind: HTML}},
		{"an XML declaration", `<?xml version='1.0' encoding='iso-8859-2'?><a>` + "\xb3", `<?xml version='1.0' encoding='iso-8859-2'?><a>ł`, Format{Kind: XML}},
		{"the type is stronger than a declaration", `<?xml version='1.0' encoding='iso-8859-2'?>é`, `<?xml version='1.0' encoding='iso-8859-2'?>é`, Format{Kind: XML, Charset: "utf-8"}},
		{"nothing is no row", "", "", plain},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, full(requireSteady(t, c.in, Raw, c.format)).Text)
		})
	}
}

func TestLongLines(t *testing.T) {
	plain := Format{Kind: Text}
	for _, c := range []struct {
		name, unit string
	}{
		{"ASCII", "abcdefgh"},
		{"two bytes", "éàü"},
		{"three bytes", "日本語"},
		{"joined emoji", "👩‍👩‍👧‍👦"},
		{"combining marks", "e\u0301"},
		{"bytes that continue nothing", "\x80"},
	} {
		t.Run(c.name, func(t *testing.T) {
			line := strings.Repeat(c.unit, 9_000)
			v := requireSteady(t, "first\n"+line+"\nlast", Raw, plain)
			all := full(v)
			rows := strings.Split(all.Text, "\n")
			require.Equal(t, toValid(line), strings.Join(rows[1:len(rows)-1], ""))
			require.Len(t, all.Continued, len(rows)-3)
			require.Equal(t, 3, v.Window(v.Rows()-1, 1).Line)
			require.Equal(t, 2, v.Window(v.Rows()-2, 1).Line)
			require.Equal(t, []int{0}, v.Window(v.Rows()-2, 1).Continued)
			if c.name == "combining marks" {
				for _, row := range rows {
					require.False(t, strings.HasPrefix(row, "\u0301"))
				}
			}
		})
	}
}

func TestDrippingTextIsShownAtOnce(t *testing.T) {
	for _, f := range []Format{{Kind: Text}, htmlFormat, jsonFormat} {
		st := NewStore()
		v := NewView(st, Raw, f)
		require.False(t, v.Advance(0))
		require.Zero(t, v.Rows())
		for i := range 3 {
			_, _ = st.Write([]byte("line\n"))
			for v.Advance(0) {
			}
			require.Equal(t, i+2, v.Rows())
			w := v.Window(0, 100)
			require.Equal(t, strings.Repeat("line\n", i+1), w.Text)
			require.Equal(t, i+2, w.Total)
			require.False(t, w.Done)
		}
		st.Close(nil)
		require.False(t, v.Done())
		require.False(t, v.Advance(0))
		require.True(t, v.Done())
	}
}

func TestWindowsOutsideOfTheRows(t *testing.T) {
	v := whole(t, "a\nb\nc", Raw, Format{Kind: Text})
	require.Equal(t, Window{From: 1, Count: 2, Text: "b\nc", Line: 2, Total: 3, Done: true}, v.Window(1, 100))
	require.Equal(t, Window{From: 0, Count: 1, Text: "a", Line: 1, Total: 3, Done: true}, v.Window(-5, 1))
	require.Equal(t, Window{From: 3, Line: 4, Total: 3, Done: true}, v.Window(7, 2))
	require.Equal(t, Window{From: 2, Line: 3, Total: 3, Done: true}, v.Window(2, -1))
	require.Equal(t, Window{Line: 1}, NewView(NewStore(), Raw, Format{Kind: Text}).Window(0, 10))
}

func TestHex(t *testing.T) {
	v := requireSteady(t, "Hello, \x00\x7f\xff wörld!\n", Hex, Format{Kind: Binary})
	require.Equal(t, Hex, v.Mode())
	require.Equal(t, "text", v.Language())
	require.Equal(t, "00000000  48 65 6c 6c 6f 2c 20 00  7f ff 20 77 c3 b6 72 6c  |Hello, ... w..rl|\n"+
		"00000010  64 21 0a                                          |d!.|", full(v).Text)
	require.Equal(t, "00000010  64 21 0a                                          |d!.|", v.Window(1, 5).Text)
	require.Equal(t, 2, v.Window(1, 5).Line)
	require.Equal(t, "123456789ab", string(appendHex(nil, 0x123456789AB, nil)[:11]))
}

// FuzzCharset compares what is decoded as it arrives with what is decoded in one go.
func FuzzCharset(f *testing.F) {
	labels := []string{"utf-8", "windows-1252", "shift_jis", "iso-2022-jp", "gb18030", "big5", "euc-kr", "euc-jp", "utf-16le", "utf-16be", "koi8-r", "x-user-defined"}
	for i := range labels {
		f.Add([]byte("a\xe9\x80\r\n\x1b$BF|K\\\x1b(B\xff\xfe\x00d\x82\xa0\x81\x30\x81\x30"), byte(i))
	}
	f.Fuzz(func(t *testing.T, data []byte, which byte) {
		if len(data) > 1<<14 {
			return
		}
		format := Format{Kind: Text, Charset: labels[int(which)%len(labels)]}
		v := requireSteady(t, string(data), Raw, format)
		used := v.reading.(*rowReading).charset
		e, err := htmlindex.Get(used.name)
		require.NoError(t, err)
		if used.name == utf8Name {
			e = unicode.UTF8
		}
		want, err := e.NewDecoder().Bytes(data[used.bom:])
		require.NoError(t, err)
		text := string(want)
		if used.name == utf8Name {
			text = toValid(string(data[used.bom:]))
		}
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
		all := full(v)
		rows := strings.Split(all.Text, "\n")
		for i := len(all.Continued) - 1; i >= 0; i-- {
			k := all.Continued[i]
			rows = append(rows[:k-1], append([]string{rows[k-1] + rows[k]}, rows[k+1:]...)...)
		}
		require.Equal(t, text, strings.Join(rows, "\n"))
	})
}
