package permalink

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

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
// each before its request as a file.
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

// goldens2 are requests that need format 2.
func goldens2() map[string]request.Request {
	secret := request.NewSecret
	requests := map[string]request.Request{
		"oauth2": {URL: "https://h/me", Auth: request.Auth{Kind: request.OAuth2, User: "ada", Password: secret("p"), OAuth2: request.Grant{
			Flow: request.PasswordGrant, AuthorizeURL: "https://h/authorize", TokenURL: "https://h/token", DeviceURL: "https://h/device", ClientID: "c",
			ClientSecret: secret("s"), ClientIn: request.ClientInBody, Scope: "a b", Audience: "https://h/"}}},
		"oauth1": {URL: "https://h/", Auth: request.Auth{Kind: request.OAuth1, OAuth1: request.Consumer{
			Key: "k", Secret: secret("s"), Token: "t", TokenSecret: secret("ts"), Method: request.HMACSHA256, Realm: "r"}}},
		"aws": {URL: "https://s3.eu-west-1.amazonaws.com/b/k", Auth: request.Auth{Kind: request.AWS, AWS: request.AWSKey{
			ID: "AKIDEXAMPLE", Secret: secret("s"), Session: secret("ss"), Region: "eu-west-1", Service: "s3", Place: request.InQuery}}},
		"jwt": {URL: "https://h/", Auth: request.Auth{Kind: request.JWT, JWT: request.Claims{
			Algorithm: "ES256", Key: secret("-----BEGIN"), Payload: `{"sub":"ada"}`, Header: `{"kid":"1"}`, Life: "60"}}},
		"hmac": {URL: "https://h/", Auth: request.Auth{Kind: request.HMAC, HMAC: request.Signature{
			Key: secret("k"), Hash: "sha512", Encoding: "base64", Name: "X-Sig", Prefix: "v1=", Signed: "[timestamp].[body]"}}},
		"digest": {URL: "https://h/", Auth: request.Auth{Kind: request.Digest, User: "ada", Password: secret("p")}},
		"options": {URL: "https://h/", Options: request.Options{
			Timeout: time.Minute, Connect: 3050 * time.Millisecond, Read: 27 * time.Second, Redirect: request.Stop, MaxRedirect: 5, Raise: true, Wait: true, Keep: time.Hour,
			Retry: request.Retry{Total: 3, Backoff: 300 * time.Millisecond, Jitter: time.Second, Max: 10 * time.Second, Statuses: []int{429, 503}, Methods: []string{"GET", "POST"}, NoHeader: true, Return: true}}},
		"pages-number": {URL: "https://h/", Options: request.Options{
			Pages: request.Pages{Kind: request.ByNumber, Parameter: "page", Items: "data.items", Start: request.FromZero, Step: 2, Max: 7}}},
		"network": {URL: "https://h/", Options: request.Options{Network: request.Network{
			Verify: request.VerifyOff, CA: "-----BEGIN CERTIFICATE-----\nQUE=\n-----END CERTIFICATE-----", Cert: "-----BEGIN CERTIFICATE-----\nQkI=\n-----END CERTIFICATE-----",
			Key: secret("-----BEGIN PRIVATE KEY-----"), Passphrase: secret("open"), ServerName: "api.example.com", MinTLS: request.TLS13, HTTP: request.HTTP2,
			Proxy: "socks5h://127.0.0.1:1080", ProxyUser: "ada", ProxyPassword: secret("pp"), NoProxy: "localhost, .example.com"}}},
		"pages-body": {URL: "https://h/", Options: request.Options{
			Pages: request.Pages{Kind: request.ByCursor, Path: "meta.next", In: request.InBody, Field: "page.after"}}},
		"pages-cursor": {URL: "https://h/", Options: request.Options{Pages: request.Pages{Kind: request.ByCursor, Path: "meta.next", Parameter: "after"}}},
	}
	for name, r := range requests {
		r.Method = "GET"
		requests[name] = r
	}
	return requests
}

func TestLinksOfEveryVersionOpenForEver(t *testing.T) {
	for version, requests := range map[string]map[string]request.Request{"v1": goldens(), "v2": goldens2()} {
		if *update {
			for name, r := range requests {
				writeGolden(t, filepath.Join("testdata", version, name+".txt"), r)
			}
		}
		paths, err := filepath.Glob("testdata/" + version + "/*.txt")
		require.NoError(t, err)
		require.GreaterOrEqual(t, len(paths), len(requests))
		for _, path := range paths {
			t.Run(version+" "+filepath.Base(path), func(t *testing.T) {
				text, err := os.ReadFile(path)
				require.NoError(t, err)
				fragment, file, _ := strings.Cut(string(text), "\n")
				require.Equal(t, version, fragment[:2])
				link, err := Decode(fragment)
				require.NoError(t, err)
				want, err := DecodeFile([]byte(file))
				require.NoError(t, err)
				require.Equal(t, want.Request, link.Request)
				if r, known := requests[strings.TrimSuffix(filepath.Base(path), ".txt")]; known && version != "v1" {
					require.Equal(t, r, link.Request)
				}
			})
		}
	}
}

func writeGolden(t *testing.T, path string, r request.Request) {
	if _, err := os.Stat(path); err == nil {
		return
	}
	all := map[string]string{}
	for _, s := range Keep(r).Secrets() {
		all[s.Hole] = s.Value.Reveal()
	}
	fragment, err := Keep(r).Link(all)
	require.NoError(t, err)
	file, err := Keep(r).File(all)
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(fragment+"\n"+string(file)), 0o644))
}
