package components

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/playground"
	"roundtrip/app/request"
)

func TestEditsKeepWhatTheyDoNotEdit(t *testing.T) {
	m := playground.New()
	m.Request.Headers = []request.Field{{Name: "Accept", Value: "a/b", Off: true}}
	m.Request.Body.Parts = []request.Part{{Name: "f", IsFile: true, File: &request.File{ID: "1"}, Off: true}}
	for _, c := range []struct {
		name string
		edit edit
		text string
		want playground.Msg
	}{
		{"a name", rowEdit{playground.HeaderList, 0, rowName}, " X ", playground.RowEdited{List: playground.HeaderList, Row: request.Field{Name: " X ", Value: "a/b", Off: true}}},
		{"a value", rowEdit{playground.HeaderList, 0, rowValue}, "c", playground.RowEdited{List: playground.HeaderList, Row: request.Field{Name: "Accept", Value: "c", Off: true}}},
		{"on", rowEdit{playground.HeaderList, 0, rowOn}, "on", playground.RowEdited{List: playground.HeaderList, Row: request.Field{Name: "Accept", Value: "a/b"}}},
		{"the blank row begins a new one", rowEdit{playground.HeaderList, 1, rowValue}, "v", playground.RowEdited{List: playground.HeaderList, Index: 1, Row: request.Field{Value: "v"}}},
		{"the kind of a part leaves its file", partEdit{0, partKind}, "text", playground.PartEdited{Part: request.Part{Name: "f", File: &request.File{ID: "1"}, Off: true}}},
		{"the file name of a part", partEdit{0, partFileName}, "x.txt", playground.PartEdited{Part: request.Part{Name: "f", IsFile: true, File: &request.File{ID: "1"}, FileName: "x.txt", Off: true}}},
		{"the blank part begins a new one", partEdit{1, partName}, "n", playground.PartEdited{Index: 1, Part: request.Part{Name: "n"}}},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, c.edit.msg(m, c.text)) })
	}
}

func TestDropped(t *testing.T) {
	one, two := request.File{ID: "1"}, request.File{ID: "2"}
	for _, c := range []struct {
		name  string
		body  request.Body
		files []request.File
		want  []playground.Msg
	}{
		{"one file is the whole body", request.Body{}, []request.File{one},
			[]playground.Msg{playground.BodyKindChosen{Kind: request.RawFile}, playground.FilesChosen{Part: -1, Files: []request.File{one}}}},
		{"several files are parts", request.Body{}, []request.File{one, two},
			[]playground.Msg{playground.BodyKindChosen{Kind: request.Multipart}, playground.FilesChosen{Files: []request.File{one, two}}}},
		{"a file joins the parts that are there", request.Body{Kind: request.Multipart, Parts: make([]request.Part, 2)}, []request.File{one},
			[]playground.Msg{playground.BodyKindChosen{Kind: request.Multipart}, playground.FilesChosen{Part: 2, Files: []request.File{one}}}},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, dropped(c.body, c.files)) })
	}
}

func TestArrow(t *testing.T) {
	for _, c := range []struct {
		name, key string
		at, want  int
		ok        bool
	}{
		{"right", "ArrowRight", 0, 1, true},
		{"right of the last is the first", "ArrowRight", 4, 0, true},
		{"left of the first is the last", "ArrowLeft", 0, 4, true},
		{"home", "Home", 3, 0, true},
		{"end", "End", 1, 4, true},
		{"other keys lead nowhere", "ArrowDown", 1, 1, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := arrow(c.key, c.at, 5)
			require.Equal(t, c.ok, ok)
			require.Equal(t, c.want, got)
		})
	}
}

func TestSplitKey(t *testing.T) {
	for _, c := range []struct {
		name, key string
		at, want  int
		ok        bool
	}{
		{"left narrows", "ArrowLeft", 50, 48, true},
		{"right widens", "ArrowRight", 50, 52, true},
		{"not below the least", "ArrowLeft", 21, 20, true},
		{"not above the most", "ArrowRight", 80, 80, true},
		{"home is the least", "Home", 50, 20, true},
		{"end is the most", "End", 50, 80, true},
		{"other keys do nothing", "a", 50, 50, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := splitKey(c.key, c.at)
			require.Equal(t, c.ok, ok)
			require.Equal(t, c.want, got)
		})
	}
}

func TestLanguageOf(t *testing.T) {
	for mediaType, want := range map[string]string{
		"": "text", "text/plain;charset=UTF-8": "text", "application/JSON": "json", "application/problem+json; charset=utf-8": "json",
		"application/soap+xml": "xml", "image/svg+xml": "xml", "text/html": "html", "application/xhtml+xml": "html", "text/css": "css", "application/javascript": "javascript",
	} {
		require.Equal(t, want, languageOf(mediaType), mediaType)
	}
}

func TestLower(t *testing.T) {
	require.Equal(t, "password", lower("Password"))
	require.Equal(t, "API key", lower("API key"))
}
