package body

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/body/textdecoder"
)

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		name, contentType, head string
		want                    Format
		language                string
	}{
		{"JSON", "application/json; charset=utf-8", "", Format{JSON, "application/json", "utf-8", false}, "json"},
		{"JSON by its suffix", "Application/Problem+JSON", "", Format{JSON, "application/problem+json", "", false}, "json"},
		{"NDJSON", "application/x-ndjson", "", Format{JSON, "application/x-ndjson", "", true}, "json"},
		{"JSON text sequences", "application/geo+json-seq", "", Format{JSON, "application/geo+json-seq", "", true}, "json"},
		{"JSON that is called text", "text/plain", ` {"a": [1`, Format{JSON, "text/plain", "", false}, "json"},
		{"JSON without a type", "", "\uFEFF[]", Format{JSON, "", "", false}, "json"},
		{"lines of JSON that are called text", "text/plain", "{\"a\":1}\n{\"a\":2}\n{", Format{JSON, "text/plain", "", true}, "json"},
		{"a log is not JSON", "text/plain", "[2024-01-01] started", Format{Text, "text/plain", "", false}, "text"},
		{"a number is not taken for JSON", "text/plain", "42", Format{Text, "text/plain", "", false}, "text"},
		{"a template is not JSON", "", "{{name}}", Format{Text, "", "", false}, "text"},
		{"what says that it is HTML is", "text/html;charset=GBK", `{"a":1}`, Format{HTML, "text/html", "GBK", false}, "html"},
		{"XHTML", "application/xhtml+xml", "", Format{HTML, "application/xhtml+xml", "", false}, "html"},
		{"XML", "text/xml", "", Format{XML, "text/xml", "", false}, "xml"},
		{"a feed", "application/atom+xml", "", Format{XML, "application/atom+xml", "", false}, "xml"},
		{"XML without a type", "", "<?xml version='1.0'?>", Format{XML, "", "", false}, "xml"},
		{"HTML without a type", "", "\n<!DOCTYPE HTML>", Format{HTML, "", "", false}, "html"},
		{"HTML that is called text stays text", "text/plain", "<!DOCTYPE html>", Format{Text, "text/plain", "", false}, "text"},
		{"a style sheet", "text/css", "", Format{Text, "text/css", "", false}, "css"},
		{"a script", "application/javascript", "", Format{Text, "application/javascript", "", false}, "javascript"},
		{"events", "text/event-stream", "", Format{Events, "text/event-stream", "utf-8", false}, "stream"},
		{"a form", "application/x-www-form-urlencoded", "", Format{Text, "application/x-www-form-urlencoded", "", false}, "text"},
		{"an image", "image/png", "", Format{Image, "image/png", "", false}, "text"},
		{"an SVG is an image and XML", "image/svg+xml", "", Format{Image, "image/svg+xml", "", false}, "xml"},
		{"an image that browsers do not show", "image/tiff", "", Format{Binary, "image/tiff", "", false}, "text"},
		{"an image without a type", "", "\x89PNG\r\n\x1a\n\x00\x00", Format{Image, "image/png", "", false}, "text"},
		{"an image that is called bytes", "application/octet-stream", "\xff\xd8\xff\xe0\x00", Format{Image, "image/jpeg", "", false}, "text"},
		{"text that begins like a bitmap", "", "BMW and others", Format{Text, "", "", false}, "text"},
		{"a PDF", "application/pdf", "", Format{PDF, "application/pdf", "", false}, "text"},
		{"audio", "audio/ogg; codecs=opus", "", Format{Audio, "audio/ogg", "", false}, "text"},
		{"a play list is text", "application/vnd.apple.mpegurl", "", Format{Text, "application/vnd.apple.mpegurl", "", false}, "text"},
		{"video", "video/mp4", "", Format{Video, "video/mp4", "", false}, "text"},
		{"bytes", "application/octet-stream", "\x00\x01", Format{Binary, "application/octet-stream", "", false}, "text"},
		{"bytes that are text", "application/octet-stream", "hello", Format{Text, "application/octet-stream", "", false}, "text"},
		{"bytes that are called text", "text/plain", "\x00\x01", Format{Binary, "text/plain", "", false}, "text"},
		{"UTF-16 that is called text", "text/plain", "\xff\xfea\x00", Format{Text, "text/plain", "", false}, "text"},
		{"a type that cannot be read", "nonsense", "hello", Format{Text, "", "", false}, "text"},
		{"nothing", "", "", Format{Text, "", "", false}, "text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Detect(c.contentType, []byte(c.head))
			require.Equal(t, c.want, got)
			require.Equal(t, c.language, got.Language())
			require.NotEmpty(t, got.Modes())
			for _, mode := range got.Modes() {
				if mode != Preview {
					require.Equal(t, mode, NewView(NewStore(), mode, got).Mode())
				}
			}
		})
	}
}

func TestModes(t *testing.T) {
	require.Equal(t, []Mode{Pretty, Raw, Hex}, Format{Kind: JSON}.Modes())
	require.Equal(t, []Mode{Pretty, Raw, Preview, Hex}, Format{Kind: HTML}.Modes())
	require.Equal(t, []Mode{Raw, Hex}, Format{Kind: Text}.Modes())
	require.Equal(t, []Mode{Preview, Pretty, Raw, Hex}, Format{Kind: Image, MediaType: "image/svg+xml"}.Modes())
	require.Equal(t, []Mode{Hex, Raw}, Format{Kind: Binary}.Modes())
	require.Equal(t, Raw, NewView(NewStore(), Pretty, Format{Kind: Text}).Mode())
	require.Equal(t, Hex, NewView(NewStore(), Preview, Format{Kind: Image}).Mode())
}

// corpus calls each with every line of a file of the corpora.
func corpus[T any](t *testing.T, name string, each func(*testing.T, T)) {
	t.Helper()
	file, err := os.Open("../../../shared/corpora/" + name)
	if err != nil {
		t.Skip("the corpus ../shared/corpora/" + name + " is not here")
	}
	defer file.Close()
	lines, n := bufio.NewScanner(file), 0
	lines.Buffer(nil, 1<<24)
	for ; lines.Scan(); n++ {
		var c T
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		each(t, c)
	}
	require.NoError(t, lines.Err())
	require.NotZero(t, n)
}

func TestCharsetsOfTheWebPlatform(t *testing.T) {
	corpus(t, "mime/mime-types.jsonl", func(t *testing.T, c struct {
		Input, Output, Encoding *string
	}) {
		if c.Input == nil || c.Output == nil || c.Encoding == nil || strings.Contains(*c.Input, `";charset=`) || strings.Contains(*c.Input, `= "`) {
			return // a charset with a semicolon in quotes: which of the parts counts is nothing that a server means
		}
		mediaType, charset := parseMediaType(*c.Input)
		essence, _, _ := strings.Cut(*c.Output, ";")
		require.Equal(t, essence, mediaType, *c.Input)
		require.Equal(t, strings.ToLower(*c.Encoding), textdecoder.Name(charset), *c.Input)
	})
}

func TestFileNamesOfTheCorpus(t *testing.T) {
	// Where the parser of the corpus gives up or keeps to the letter, browsers find a name, and so does FileName.
	lenient := map[string]string{
		`attachment; filename*="UTF-8''%E2%82%AC%20rates.pdf"`:                         "€ rates.pdf",
		`attachment; filename*="UTF-8''foo-%c3%a4.html"`:                               "foo-ä.html",
		`attachment; filename*=UTF-8''%E4%20rates.pdf; filename*=UTF-8''second.html`:   "second.html",
		`attachment; filename="EURO rates.pdf"; filename*=ISO-8859-2''%A4%20rates.pdf`: "¤ rates.pdf",
		"attachment; filename=\"foo-\u00c3\u00a4.html\"":                               "foo-ä.html",
		`attachment; filename="bar`:                                                    "bar",
		`attachment; filename==?ISO-8859-1?Q?foo-=E4.html?=`:                           "foo-ä.html",
		`attachment; filename="=?ISO-8859-1?Q?foo-=E4.html?="`:                         "foo-ä.html",
	}
	corpus(t, "mime/content-disposition.jsonl", func(t *testing.T, c struct {
		Name, Input string
		Parameters  map[string]string
	}) {
		if c.Parameters == nil || strings.HasPrefix(c.Input, "form-data") {
			return
		}
		want, known := lenient[c.Input]
		if !known {
			want = c.Parameters["filename"]
		}
		require.Equal(t, want, dispositionName(c.Input), c.Name)
	})
}

func TestFileName(t *testing.T) {
	for _, c := range []struct{ name, disposition, url, contentType, want string }{
		{"the disposition names it", `attachment; filename="report 1.pdf"`, "https://a.example/x", "application/pdf", "report 1.pdf"},
		{"the extended name is the better one", `attachment; filename="EURO.txt"; filename*=UTF-8''%e2%82%ac.txt`, "", "", "€.txt"},
		{"an inline body has a name too", `inline; filename=a.json`, "", "", "a.json"},
		{"UTF-8 that arrived as bytes", "attachment; filename=\"na\u00c3\u00afve.txt\"", "", "", "naïve.txt"},
		{"Latin-1", "attachment; filename=\"na\u00efve.txt\"", "", "", "naïve.txt"},
		{"an encoded word", `attachment; filename="=?UTF-8?B?4oKsLnR4dA==?="`, "", "", "€.txt"},
		{"the URL names it", "", "https://a.example/dir/data%20set.csv?x=/y.txt#z", "text/csv", "data set.csv"},
		{"an extension is added", "", "https://a.example/users", "application/json; charset=utf-8", "users.json"},
		{"an extension for a suffix", "", "https://a.example/users", "application/problem+json", "users.json"},
		{"an extension for bytes", "", "https://a.example/blob", "application/x-thing", "blob.bin"},
		{"nothing names it", "", "https://a.example/", "text/html", "response.html"},
		{"nothing is known", "", "", "", "response"},
		{"a path is not followed", `attachment; filename="../../etc/passwd"`, "", "text/plain", "passwd.txt"},
		{"a path of Windows is not followed", `attachment; filename="C:\\dir\\a.txt"`, "", "", "a.txt"},
		{"a path in an extended name is not followed", `attachment; filename*=UTF-8''..%2F..%2Fa.txt`, "", "", "a.txt"},
		{"a path in a URL is not followed", "", "https://a.example/x/..%2F..%2Fa.txt", "", "a.txt"},
		{"dots are no name", `attachment; filename=".."`, "https://a.example/", "text/css", "response.css"},
		{"a hidden file is not made", `attachment; filename=".bashrc"`, "", "", "bashrc"},
		{"what Windows forbids is replaced", `attachment; filename="a:b*c?.txt"`, "", "", "a_b_c_.txt"},
		{"a device is not named", `attachment; filename="con.txt"`, "", "", "_con.txt"},
		{"the direction of writing is not turned", "attachment; filename*=UTF-8''a%E2%80%AEtxt.exe%00", "", "", "atxt.exe"},
		{"a long name keeps its extension", `attachment; filename="` + strings.Repeat("é", 300) + `.json"`, "", "", strings.Repeat("é", 97) + ".json"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, FileName(c.disposition, c.url, c.contentType))
		})
	}
}

func FuzzFileName(f *testing.F) {
	f.Add(`attachment; filename="a\"b.txt"; filename*=UTF-8'en'%41`, "http://a/b?c#d", "text/plain;charset=\"x")
	f.Fuzz(func(t *testing.T, disposition, url, contentType string) {
		name := FileName(disposition, url, contentType)
		require.NotEmpty(t, name)
		require.LessOrEqual(t, len(name), 220)
		require.False(t, strings.ContainsAny(name, "/\\\x00\n\r:"), name)
		require.NotContains(t, []string{".", ".."}, name)
	})
}
