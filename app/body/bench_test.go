package body

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/tidwall/pretty"
)

// records returns compact JSON of about size bytes: an array of records as an API returns them.
func records(size int) string {
	var b strings.Builder
	b.WriteByte('[')
	for i := 0; b.Len() < size; i++ {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":%d,"guid":"a7c3f1de-%04x-4c1b-9f65-%012x","active":%v,"balance":%d.%02d,"name":"Person %d","email":"person.%d@example.com","tags":["alpha","beta","gamma"],"note":"She said \"yes\" \u00e9t\u00e9","parent":null,"at":{"lat":%d.25,"lon":-1.5e3}}`,
			i, i&0xFFFF, i*7919, i%3 == 0, i*37, i%100, i, i, i%90)
	}
	b.WriteByte(']')
	return b.String()
}

func stored(data string) *Store {
	st := NewStore()
	_, _ = st.Write([]byte(data))
	st.Close(nil)
	return st
}

func benchmarkAdvance(b *testing.B, data string, mode Mode, f Format) {
	st := stored(data)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		v := NewView(st, mode, f)
		for v.Advance(1 << 40) {
		}
	}
}

func BenchmarkAdvanceJSON(b *testing.B) { benchmarkAdvance(b, records(10e6), Pretty, jsonFormat) }

func BenchmarkAdvanceIndentedJSON(b *testing.B) {
	text, _ := FormatJSON(records(10e6))
	benchmarkAdvance(b, text, Pretty, jsonFormat)
}

func BenchmarkAdvanceText(b *testing.B) {
	text, _ := FormatJSON(records(10e6))
	benchmarkAdvance(b, text, Raw, jsonFormat)
}

func BenchmarkAdvanceOneLine(b *testing.B) { benchmarkAdvance(b, records(10e6), Raw, jsonFormat) }

func BenchmarkAdvanceXML(b *testing.B) {
	var text strings.Builder
	text.WriteString("<feed>")
	for i := 0; text.Len() < 10e6; i++ {
		fmt.Fprintf(&text, `<entry id="%d"><title>Entry %d</title><summary>A few words with <b>mixed</b> content &amp; more.</summary><link href="https://example.com/%d"/></entry>`, i, i, i)
	}
	benchmarkAdvance(b, text.String()+"</feed>", Pretty, xmlFormat)
}

func BenchmarkAdvanceHTML(b *testing.B) {
	var text strings.Builder
	text.WriteString("<!doctype html><body>")
	for i := 0; text.Len() < 10e6; i++ {
		fmt.Fprintf(&text, "<div class=\"entry\">\n  <h2>Entry %d</h2>\n  <p>A few words with <b>mixed</b> content &amp; more.</p>\n  <ul><li>a<li>b</ul></div>\n", i)
	}
	benchmarkAdvance(b, text.String(), Pretty, htmlFormat)
}

func BenchmarkWindow(b *testing.B) {
	v := NewView(stored(records(50e6)), Pretty, jsonFormat)
	for v.Advance(1 << 40) {
	}
	b.ReportAllocs()
	row := 0
	for b.Loop() {
		row = (row + 1_234_567) % v.Rows()
		v.Window(row, 100)
	}
}

func BenchmarkFormatJSON(b *testing.B) {
	text := records(10e6)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		FormatJSON(text)
	}
}

// The references: the standard library and the formatter that other Go programs use.
func BenchmarkReferenceIndent(b *testing.B) {
	text := []byte(records(10e6))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		var out bytes.Buffer
		_ = json.Indent(&out, text, "", "  ")
	}
}

func BenchmarkReferencePretty(b *testing.B) {
	text := []byte(records(10e6))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		pretty.Pretty(text)
	}
}
