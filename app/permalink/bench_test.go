package permalink

import (
	"strings"
	"testing"

	"roundtrip/app/request"
)

func benchmarks() map[string]request.Request {
	item := `{"id": 1234, "name": "Ada Lovelace", "email": "ada@example.com", "tags": ["a", "b"], "note": "not a secret"},` + "\n"
	large := request.Request{Method: "POST", URL: "https://api.example.com/v1/import", Body: request.Body{Kind: request.JSON, JSON: "[" + strings.Repeat(item, 250<<10/len(item)) + "{}]"}}
	medium := large
	medium.Body.JSON = "[" + strings.Repeat(item, 20) + "{}]"
	return map[string]request.Request{"typical GET": typical[0].request, "2 kB of JSON": medium, "250 kB of JSON": large}
}

func BenchmarkEncode(b *testing.B) {
	for name, r := range benchmarks() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Keep(r).Link(nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDecode(b *testing.B) {
	for name, r := range benchmarks() {
		fragment, err := Keep(r).Link(nil)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Decode(fragment); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
