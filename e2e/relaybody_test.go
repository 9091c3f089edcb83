//go:build !js

package e2e

import (
	"fmt"
	"mime"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/hostile"
)

func TestFilesArriveThroughTheRelayToTheByte(t *testing.T) {
	s, _ := relayed(t)
	path := "/no-cors" + echo(t)
	binary := string(hostile.Bytes(100_000)) // several frames, and every byte that there is
	s.byRelay(server.URL + path)
	s.method().Choose("POST")
	panel := s.tab("Body")
	panel.Role("radio", "Multipart").Click()
	part := func(i, what string) browser.Locator {
		return panel.CSS("[aria-label=\"" + what + ", part " + i + "\"]")
	}
	part("1", "Name").Fill("note")
	part("1", "Value").Fill("välue = 1 & 2")
	part("2", "Name").Fill("file")
	part("2", "Kind").Choose("File")
	part("2", "Choose files").Files(saved(t, "data.bin", []byte(binary)))
	part("3", "Name").Fill("last")
	part("3", "Value").Fill("--")
	s.again("200 OK")

	seen := s.arrived(path)
	kind, parameters, err := mime.ParseMediaType(seen.Get("Content-Type"))
	require.NoError(t, err)
	require.Equal(t, "multipart/form-data", kind)
	b := parameters["boundary"]
	require.NotContains(t, binary, b)
	want := "--" + b + "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nvälue = 1 & 2\r\n" +
		"--" + b + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"data.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n" + binary + "\r\n" +
		"--" + b + "\r\nContent-Disposition: form-data; name=\"last\"\r\n\r\n--\r\n" +
		"--" + b + "--\r\n"
	require.Equal(t, fmt.Sprint(len(want)), seen.Get("Content-Length"))
	require.True(t, want == string(seen.Body), "the body is another: %.300q", seen.Body)

	// A file as the whole body.
	panel.Role("radio", "File").Click()
	panel.CSS("#body-file").Files(saved(t, "a.txt", []byte("the file's bytes")))
	s.again("200 OK")
	last := server.Seen(path)[1]
	require.Equal(t, "16", last.Get("Content-Length"))
	require.Equal(t, "the file's bytes", string(last.Body))
}
