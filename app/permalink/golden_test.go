package permalink

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

var update = flag.Bool("update", false, "write golden links that are missing; those that are there are never written again")

// The dictionary is a part of every link that was ever made. If this fails, put the
// dictionary back, and make a better one for the next version of the format.
func TestTheDictionaryIsFrozen(t *testing.T) {
	sum := sha256.Sum256([]byte(dictionary))
	require.Equal(t, "60cff8cdfac0ccd352e4425d21ed1dafb9579e1df90011684b9cdc0265be6c08", hex.EncodeToString(sum[:]))
}

// goldens are requests whose links, with all their secrets, stand in testdata/v1,
// each behind its request as a file.
func goldens() map[string]request.Request {
	all, _ := full()
	form := request.Request{Method: "POST", URL: "https://login.example.com/oauth2/token", Body: request.Body{Kind: request.Form, Form: []request.Field{
		{Name: "grant_type", Value: "client_credentials"}, {Name: "client_secret", Value: "s3cr3t & more"}, {Name: "scope", Value: "a b", Off: true}}}}
	key := request.Request{Method: "GET", URL: "https://h/?x", Auth: request.Auth{Kind: request.APIKey, KeyName: "appid", KeyPlace: request.InQuery, Key: request.NewSecret("k")}}
	hole := request.Request{Method: "DELETE", URL: "https://h/{{token}}", Auth: request.Auth{Kind: request.Bearer, Token: request.Hole("token")}, Holes: []string{"token"}}
	text := request.Request{Method: "PUT", URL: "http://localhost:8080/demo/anything", Headers: []request.Field{{Name: "X-Naughty", Value: "\u202e日本語👩‍👩‍👧 \x7f'\"<>"}},
		Body: request.Body{Kind: request.Text, MediaType: "text/csv", Text: "a;b\r\n1;\"2\"\x00\n"}}
	file := request.Request{Method: "PUT", URL: "https://h/upload", Body: request.Body{Kind: request.RawFile, File: &request.File{Name: "ü.zip", Size: 5 << 30, Type: "application/zip"}}}
	noFile := request.Request{Method: "QUERY", URL: "relative?a=%20&&=", Body: request.Body{Kind: request.RawFile}, Options: request.Options{Timeout: 1, Credentials: request.SameOrigin, Cache: request.ForceCache}}
	requests := map[string]request.Request{"everything": all, "form": form, "api-key": key, "hole": hole, "text": text, "file": file, "no-file": noFile, "nothing": request.New()}
	for _, c := range typical {
		requests[strings.NewReplacer(" ", "-", ",", "").Replace(c.name)] = c.request
	}
	return requests
}

func TestLinksOfVersion1OpenForEver(t *testing.T) {
	if *update {
		for name, r := range goldens() {
			writeGolden(t, filepath.Join("testdata", "v1", name+".txt"), r)
		}
	}
	paths, err := filepath.Glob("testdata/v1/*.txt")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(paths), 15)
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			fragment, file, _ := strings.Cut(string(text), "\n")
			link, err := Decode(fragment)
			require.NoError(t, err)
			want, err := DecodeFile([]byte(file))
			require.NoError(t, err)
			require.Equal(t, want.Request, link.Request)
		})
	}
}

func writeGolden(t *testing.T, path string, r request.Request) {
	if _, err := os.Stat(path); err == nil {
		return
	}
	all := map[string]string{}
	for _, s := range Secrets(r) {
		all[s.Hole] = s.Value.Reveal()
	}
	fragment, err := Encode(r, all)
	require.NoError(t, err)
	file, err := EncodeFile(r, all)
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(fragment+"\n"+string(file)), 0o644))
}
