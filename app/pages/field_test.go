package pages

import (
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"roundtrip/app/request"
)

func TestTheNextPageIsAskedForInTheBody(t *testing.T) {
	const url, form = "https://h/search?x=1", "application/x-www-form-urlencoded"
	cursor := func(field string) request.Pages {
		return request.Pages{Kind: request.ByCursor, Path: "next", In: request.InBody, Field: field}
	}
	number := request.Pages{Kind: request.ByNumber, In: request.InBody, Field: "page", Items: "items"}
	offset := request.Pages{Kind: request.ByOffset, In: request.InBody, Field: "page.skip", Items: "items"}
	for _, c := range []struct {
		name  string
		plan  request.Pages
		media string
		sent  string
		came  string
		want  string
	}{
		{"a new member, the rest byte for byte", cursor("cursor"), "application/json", "{ \"a\" : 1.0,\n\t\"é\":\"\\u00e9<\" }", `{"next":"b<é\""}`, "{ \"a\" : 1.0,\n\t\"é\":\"\\u00e9<\" ,\"cursor\":\"b<é\\\"\"}"},
		{"a member that is there", cursor("cursor"), "application/json; charset=utf-8", `{"cursor":null, "n": 1e3 }`, `{"next":"b"}`, `{"cursor":"b", "n": 1e3 }`},
		{"within an object that is not there yet", cursor("page.after"), "application/vnd.x+json", `{}`, `{"next":"b"}`, `{"page":{"after":"b"}}`},
		{"a number stays one, with its digits", cursor("cursor"), "application/json", `{"cursor":0}`, `{"next":12345678901234567890}`, `{"cursor":12345678901234567890}`},
		{"a number where a text stands", cursor("cursor"), "application/json", `{"cursor":"0"}`, `{"next":7}`, `{"cursor":"7"}`},
		{"a form", cursor("cursor"), form, "q=a+b&cursor=&z=%20", `{"next":"b&c"}`, "q=a+b&cursor=b%26c&z=%20"},
		{"a form without anything", cursor("cursor"), form, "", `{"next":"b"}`, "cursor=b"},
		{"the number of a page", number, "application/json", `{"page":3}`, `{"items":[1]}`, `{"page":4}`},
		{"the second page", number, "application/json", `{}`, `{"items":[1]}`, `{"page":2}`},
		{"an offset", offset, "application/json", `{"page":{"skip":10,"take":2}}`, `{"items":[1,2]}`, `{"page":{"skip":12,"take":2}}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			ask, stop, err := Next(c.plan, Page{Asked: url, URL: url, Type: c.media, Sent: []byte(c.sent), Header: links(), Body: []byte(c.came), Number: 1})
			require.NoError(t, err)
			require.Empty(t, stop)
			require.Equal(t, Ask{URL: url, Body: []byte(c.want)}, Ask{ask.URL, ask.Body})
		})
	}
	for _, c := range []struct{ name, media, sent, field, text string }{
		{"no body", "", "", "c", "must be JSON or a form"},
		{"another body", "text/plain", "hello", "c", "must be JSON or a form"},
		{"broken JSON", "application/json", `{"a":`, "c", "is not JSON as it stands"},
		{"a bare value", "application/json", `1`, "c", "neither an object nor an array"},
		{"a path through a text", "application/json", `{"a":"b"}`, "#.c", "Nothing can be put at"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := Next(cursor(c.field), Page{Asked: url, URL: url, Type: c.media, Sent: []byte(c.sent), Header: links(), Body: []byte(`{"next":"b"}`), Number: 1})
			require.ErrorContains(t, err, c.text)
		})
	}
	_, stop, err := Next(cursor("c"), Page{Asked: url, URL: url, Type: "application/json", Sent: []byte(`{"c":"b"}`), Header: links(), Body: []byte(`{"next":"b"}`), Number: 2})
	require.NoError(t, err)
	require.Equal(t, SamePage, stop)
	_, stop, err = Next(cursor("c"), Page{Asked: url, URL: url, Type: "application/json", Sent: []byte(`{"c":"b"}`), Header: links(), Body: []byte(`{"next":null}`), Number: 2})
	require.NoError(t, err)
	require.Equal(t, NoNext, stop)
	_, _, err = Next(number, Page{Asked: url, URL: url, Type: "application/json", Sent: []byte(`{"page":"x"}`), Header: links(), Body: []byte(`{"items":[1]}`), Number: 2})
	require.EqualError(t, err, `The field page is not a number in this body: "x"`)
}

func FuzzField(f *testing.F) {
	f.Add(`{"a":[1,{"b":"c"}]}`, "a.1.b", "x")
	f.Add(`[[]]`, "0.-1", "\x00\"")
	f.Add(`{"a.b":{}}`, `a\.b.:c`, "é")
	f.Fuzz(func(t *testing.T, sent, path, value string) {
		fields, err := readFields("application/json", []byte(sent))
		if err != nil || path == "" {
			return
		}
		body, err := fields.set(path, value, false)
		if err == nil {
			require.True(t, gjson.ValidBytes(body))
			require.Equal(t, string(quoted(value)), gjson.GetBytes(body, path).Raw)
		}
	})
}
