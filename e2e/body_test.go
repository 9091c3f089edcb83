//go:build !js

package e2e

import (
	"bytes"
	"crypto/sha256"
	"io"
	"mime"
	"mime/multipart"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/hostile"
)

// post prepares a POST to the test's echo and opens a kind of body.
func (s screen) post(t *testing.T, kind string) browser.Locator {
	t.Helper()
	s.url().Fill(server.URL + echo(t))
	s.method().Choose("POST")
	panel := s.tab("Body")
	panel.Role("radio", kind).Click()
	return panel
}

// posted sends and gives what came.
func (s screen) posted(t *testing.T) hostile.Request {
	t.Helper()
	before := len(server.Seen(echo(t)))
	s.Press("Control+Enter")
	s.answered("200 OK")
	seen := server.Seen(echo(t))
	require.Len(t, seen, before+1)
	return seen[before]
}

func TestAJSONBodyIsSentAsTyped(t *testing.T) {
	s := start(t)
	panel := s.post(t, "JSON")
	text := "{\n\t\"a\": 1.0, \"big\": 123456789012345678901,\n  \"ü\": \"\\u0041\", \"a\": 2 }\n"
	panel.Role("textbox", "JSON body").Paste(text)
	seen := s.posted(t)
	require.Equal(t, text, string(seen.Body))
	require.Equal(t, []string{"content-type: application/json"}, headerLines(t, seen, "Content-Type"))
}

func TestAJSONBodyThatIsNotValidSaysWhereAndIsSentAllTheSame(t *testing.T) {
	s := start(t)
	panel := s.post(t, "JSON")
	editor := panel.Role("textbox", "JSON body")
	editor.Paste("{\n  \"a\": 1,\n  \"b\": nope\n}")
	problem := s.CSS("#body-json-problem")
	problem.WaitMatch("^Line 3, column [89]: ")
	panel.Role("button", "Format").Click()
	editor.WaitText("nope") // nothing is lost
	require.Equal(t, "{\n  \"a\": 1,\n  \"b\": nope\n}", string(s.posted(t).Body))
	editor.Paste("[1]")
	problem.WaitGone()
}

func TestFormatLaysJSONOutAndChangesNoToken(t *testing.T) {
	s := start(t)
	panel := s.post(t, "JSON")
	editor := panel.Role("textbox", "JSON body")
	editor.Paste(`{"b":1.0,"a":[1,{"x":12345678901234567890}],"b":"\u0041","e":{},"l":[]}`)
	panel.Role("button", "Format").Click()
	editor.WaitText("\n  \"a\": [\n    1,")
	want := "{\n  \"b\": 1.0,\n  \"a\": [\n    1,\n    {\n      \"x\": 12345678901234567890\n    }\n  ],\n  \"b\": \"\\u0041\",\n  \"e\": {},\n  \"l\": []\n}"
	require.Equal(t, want, string(s.posted(t).Body))
	editor.Click()
	s.Press("Control+Z")
	require.Equal(t, `{"b":1.0,"a":[1,{"x":12345678901234567890}],"b":"\u0041","e":{},"l":[]}`, string(s.posted(t).Body))
}

func TestTypingInTheEditorIsSentKeyByKey(t *testing.T) {
	s := start(t)
	panel := s.post(t, "JSON")
	panel.Role("textbox", "JSON body").Click()
	s.Type(`{"typed": [true, "x"]}`) // brackets that close by themselves are typed over
	require.Equal(t, `{"typed": [true, "x"]}`, string(s.posted(t).Body))
}

func TestATextBodyHasTheMediaTypeThatIsChosen(t *testing.T) {
	s := start(t)
	panel := s.post(t, "Text")
	panel.Role("textbox", "Text body").Paste("line 1\nlïne 2\t\n")
	seen := s.posted(t)
	require.Equal(t, "line 1\nlïne 2\t\n", string(seen.Body))
	require.Equal(t, "text/plain;charset=UTF-8", seen.Get("Content-Type"))

	s.CSS("#body-media-type").Fill("application/x-mine; v=1")
	require.Equal(t, "application/x-mine; v=1", s.posted(t).Get("Content-Type"))
}

func TestAContentTypeThatIsSetByHandStays(t *testing.T) {
	s := start(t)
	panel := s.post(t, "JSON")
	panel.Role("textbox", "JSON body").Paste("{}")
	name, value := row(s.tab("Headers"), "1")
	name.Fill("content-type")
	value.Fill("application/vnd.test+json")
	require.Equal(t, []string{"content-type: application/vnd.test+json"}, headerLines(t, s.posted(t), "Content-Type"))
}

func TestAFormIsSentInOrderWithItsDuplicates(t *testing.T) {
	s := start(t)
	panel := s.post(t, "Form")
	for i, field := range [][2]string{{"b", "1 2"}, {"a", "ü&="}, {"b", "+"}, {"off", "x"}, {"empty", ""}} {
		name, value := row(panel, string(rune('1'+i)))
		name.Fill(field[0])
		if field[1] != "" {
			value.Fill(field[1])
		}
	}
	panel.Role("checkbox", "Send row 4").Click()
	seen := s.posted(t)
	require.Equal(t, "b=1+2&a=%C3%BC%26%3D&b=%2B&empty=", string(seen.Body))
	require.Equal(t, "application/x-www-form-urlencoded", seen.Get("Content-Type"))
}

func TestAMultipartBodyKeepsItsOrderNamesAndTypes(t *testing.T) {
	s := start(t)
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, data, 0o644))
		return path
	}
	binary := hostile.Bytes(1000)
	first, second, third := write("first.bin", binary), write("zwei ü.txt", []byte("zwei")), write("third.json", []byte("{}"))

	panel := s.post(t, "Multipart")
	part := func(i, what string) browser.Locator {
		return panel.CSS("[aria-label=\"" + what + ", part " + i + "\"]")
	}
	part("1", "Name").Fill("text")
	part("1", "Value").Fill("välue")
	part("1", "Content-Type").Fill("text/x-note")
	part("2", "Name").Fill("files")
	part("2", "Kind").Choose("File")
	part("2", "Choose files").Files(first, second)
	part("3", "File name").Fill("re\"named.txt")
	part("3", "Content-Type").Fill("text/x-renamed")
	part("4", "Name").Fill("last")
	part("4", "Kind").Choose("File")
	part("4", "Choose files").Files(third)
	part("5", "Name").Fill("off")
	panel.Role("checkbox", "Send part 5").Click()
	seen := s.posted(t)

	media, params, err := mime.ParseMediaType(seen.Get("Content-Type"))
	require.NoError(t, err)
	require.Equal(t, "multipart/form-data", media)
	require.EqualValues(t, len(seen.Body), seen.Size)
	reader := multipart.NewReader(bytes.NewReader(seen.Body), params["boundary"])
	type got struct{ name, file, kind, body string }
	var parts []got
	for {
		p, err := reader.NextRawPart()
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		body, err := io.ReadAll(p)
		require.NoError(t, err)
		_, disposition, err := mime.ParseMediaType(p.Header.Get("Content-Disposition"))
		require.NoError(t, err)
		parts = append(parts, got{disposition["name"], disposition["filename"], p.Header.Get("Content-Type"), string(body)})
	}
	require.Equal(t, []got{
		{"text", "", "text/x-note", "välue"},
		{"files", "first.bin", "application/octet-stream", string(binary)},
		{"files", "re%22named.txt", "text/x-renamed", "zwei"},
		{"last", "third.json", "application/json", "{}"},
	}, parts)
}

func TestAFileIsSentAsTheWholeBodyWithoutPassingThroughGo(t *testing.T) {
	s := start(t)
	const size = 30 << 20
	data := bytes.Repeat([]byte("0123456789abcdef"), size/16)
	path := filepath.Join(t.TempDir(), "large.bin")
	require.NoError(t, os.WriteFile(path, data, 0o644))
	panel := s.post(t, "File")
	panel.CSS("#body-file").Files(path)
	panel.WaitText("large.bin").WaitText("31 MB")

	s.Wait("globalThis.roundtrip.enginestate === 'ready'")
	before := s.WorkerMemory()
	require.Greater(t, before, 1<<20)
	seen := s.posted(t)
	require.EqualValues(t, size, seen.Size)
	require.Equal(t, sha256.Sum256(data), seen.Sum)
	require.Equal(t, "application/octet-stream", seen.Get("Content-Type"))
	require.Less(t, s.WorkerMemory()-before, size/4, "the memory of the engine grew by the file")
	s.responseTab("Request").WaitText("large.bin")
}

func TestDroppedFilesBecomeTheBody(t *testing.T) {
	s := start(t)
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt")
	require.NoError(t, os.WriteFile(a, []byte("A"), 0o644))
	require.NoError(t, os.WriteFile(b, []byte("B"), 0o644))
	panel := s.post(t, "None")
	s.CSS(".reqbody").Drop(a)
	panel.Role("radio", "File").WaitChecked(true)
	seen := s.posted(t)
	require.Equal(t, "A", string(seen.Body))
	require.Equal(t, "text/plain", seen.Get("Content-Type"))

	panel.Role("radio", "None").Click()
	s.CSS(".reqbody").Drop(a, b)
	seen = s.posted(t)
	require.True(t, strings.HasPrefix(seen.Get("Content-Type"), "multipart/form-data"))
	require.Less(t, bytes.Index(seen.Body, []byte("\r\nA\r\n")), bytes.Index(seen.Body, []byte("\r\nB\r\n")))
}

func TestChangingTheKindOfBodyLosesNothing(t *testing.T) {
	s := start(t)
	panel := s.post(t, "JSON")
	panel.Role("textbox", "JSON body").Paste(`{"kept":1}`)
	panel.Role("radio", "Text").Click()
	panel.Role("textbox", "Text body").Paste("text too")
	panel.Role("radio", "None").Click()
	require.EqualValues(t, 0, s.posted(t).Size)
	panel.Role("radio", "JSON").Click()
	require.Equal(t, `{"kept":1}`, string(s.posted(t).Body))
	panel.Role("radio", "Text").Click()
	require.Equal(t, "text too", string(s.posted(t).Body))
}

func TestABodyThatBrowsersDoNotSendIsSaidBeforeItIsLost(t *testing.T) {
	s := start(t)
	panel := s.post(t, "JSON")
	panel.Role("textbox", "JSON body").Paste("{}")
	s.method().Choose("GET")
	s.Press("Control+Enter")
	s.CSS("#body-problem").WaitText("Browsers do not send a body with GET")
	require.Empty(t, server.Seen(echo(t)))
}

func TestTabLeavesTheEditorUnlessAskedToStay(t *testing.T) {
	s := start(t)
	panel := s.post(t, "JSON")
	editor := panel.Role("textbox", "JSON body")
	editor.Click().WaitFocus()
	s.Press("Tab")
	editor.WaitUntil("!element.contains(document.activeElement)")
}

func TestATypedMultipartTypeGetsTheBoundaryOfItsBody(t *testing.T) {
	s := start(t)
	path := echo(t)
	s.url().Fill(server.URL + path)
	panel := s.post(t, "Multipart")
	panel.CSS("[aria-label='Name, part 1']").Fill("a")
	panel.CSS("[aria-label='Value, part 1']").Fill("1")
	name, value := row(s.tab("Headers"), "1")
	name.Fill("Content-Type")
	value.Fill("multipart/related; boundary=XyZ")
	s.Press("Control+Enter")
	s.answered("200 OK")
	value.Fill("multipart/form-data")
	s.Press("Control+Enter")
	s.answered("200 OK")
	seen := server.Seen(path)
	require.Len(t, seen, 2)
	require.Equal(t, "multipart/related; boundary=XyZ", seen[0].Get("Content-Type"))
	require.Equal(t, "--XyZ\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--XyZ--\r\n", string(seen[0].Body))
	boundary, found := strings.CutPrefix(seen[1].Get("Content-Type"), "multipart/form-data; boundary=")
	require.True(t, found)
	require.True(t, strings.HasPrefix(string(seen[1].Body), "--"+boundary+"\r\n"), string(seen[1].Body))
}

func TestPastedLineEndsLeaveAsTheyWereAndAreChosen(t *testing.T) {
	s := start(t)
	panel := s.post(t, "Text")
	panel.CSS(".cm-content").Wait()
	editor := panel.Role("textbox", "Text body")
	const batch = "--b\r\nContent-Type: application/http\r\n\r\nGET /x HTTP/1.1\r\n--b--\r\n"
	paste := func(text string) {
		editor.Focus()
		s.Press("Control+A")
		s.Run(`const data = new DataTransfer(); data.setData("text/plain", %s);
			document.querySelector(".reqbody-text .cm-content").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))`, text)
	}
	paste(batch)
	ends := panel.Role("combobox", "Line ends")
	ends.WaitValue("CRLF")
	require.Equal(t, batch, string(s.posted(t).Body))

	const message = "MSH|^~\\&|A||B\rPID|||1\rOBR|1"
	paste(message)
	ends.WaitValue("CR")
	editor.Focus()
	s.Press("Control+End")
	s.Type("2")
	require.Equal(t, message+"2", string(s.posted(t).Body))

	ends.Choose("LF")
	require.Equal(t, strings.ReplaceAll(message, "\r", "\n")+"2", string(s.posted(t).Body))
	ends.Choose("CR")
	link := browser.Get[string](s.share().Role("textbox", "Link"), "element.value")
	other := startAt(t, link)
	other.tab("Body").Role("combobox", "Line ends").WaitValue("CR")
	require.Equal(t, message+"2", string(other.posted(t).Body))
}
