package permalink

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

// generator makes requests out of random numbers.
type generator struct {
	*rand.Rand
	texts   []string
	secrets []string // markers that were put into the places of secrets
}

func (g *generator) text() string { return g.texts[g.IntN(len(g.texts))] }

func (g *generator) yes() bool { return g.IntN(2) == 0 }

func (g *generator) secret() string {
	s := fmt.Sprintf("Marker%016xEnd", g.Uint64())
	g.secrets = append(g.secrets, s)
	return s
}

func (g *generator) fields(bare bool) []request.Field {
	var fields []request.Field
	for range g.IntN(4) {
		f := request.Field{Name: g.text(), Value: g.text(), Off: g.yes()}
		switch g.IntN(6) {
		case 0:
			f.Name, f.Value = []string{"Authorization", "Cookie", "X-Api-Key", "token", "client_secret"}[g.IntN(5)], g.secret()
		case 1:
			f.Value = "see ghp_" + strings.Repeat("x", 16) + g.secret() + " there"
		case 2:
			f.Bare = bare
		}
		fields = append(fields, f)
	}
	return fields
}

func (g *generator) file() *request.File {
	if g.yes() {
		return nil
	}
	return &request.File{ID: g.secret(), Name: g.text(), Size: g.Int64(), Type: g.text()}
}

func (g *generator) request() request.Request {
	r := request.Request{Method: []string{"", "GET", "POST", "x"}[g.IntN(4)], Headers: g.fields(false)}
	r.SetURL("https://u:" + g.secret() + "@h/" + url.PathEscape(g.text()) + "?x=" + url.QueryEscape(g.text()) + "&token=" + g.secret() + "#" + g.text())
	if g.yes() {
		r.SetParams(append(g.fields(true), r.Params...))
	}
	r.Auth = request.Auth{Kind: request.AuthKinds[g.IntN(len(request.AuthKinds))], User: g.text(), KeyName: g.text(),
		Password: request.NewSecret(g.secret()), Token: request.NewSecret(g.secret()), Key: request.NewSecret(g.secret())}
	if g.yes() {
		r.Auth.KeyPlace = request.InQuery
	}
	quoted, _ := json.Marshal(g.text())
	r.Body = request.Body{Kind: request.BodyKinds[g.IntN(len(request.BodyKinds))],
		JSON: `{"a":` + string(quoted) + `,"password":"` + g.secret() + `"}`, Text: g.text() + "<password>" + g.secret() + "</password>", MediaType: g.text(), Form: g.fields(false), File: g.file()}
	for range g.IntN(4) {
		r.Body.Parts = append(r.Body.Parts, request.Part{Name: g.text(), Value: g.text(), IsFile: g.yes(), File: g.file(), FileName: g.text(), ContentType: g.text(), Off: g.yes()})
	}
	for _, s := range request.Settings {
		if secret, ok := s.Secret(&r); ok {
			*secret = request.NewSecret(g.secret())
		} else if g.yes() {
			g.set(&r, s)
		}
	}
	return r
}

// set gives a setting one of its choices, or whatever it takes of a text, a number and others.
func (g *generator) set(r *request.Request, s request.Setting) {
	if s.Choices != nil {
		s.Set(r, s.Choices[g.IntN(len(s.Choices))])
		return
	}
	for _, text := range []string{"GET POST", "2026-01-31T12:00:00Z", "15", g.text()} {
		s.Set(r, text)
	}
}

func TestNoSecretIsEverInALinkOrFile(t *testing.T) {
	texts := naughty(t)
	for seed := range uint64(150) {
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 1)), texts: texts}
		r := g.request()
		// A secret may be repeated where nothing tells that it is one.
		r.Headers = append(r.Headers, request.Field{Name: "X-Debug", Value: "auth was " + r.Auth.Token.Reveal()})
		fragment, err := Keep(r).Link(nil)
		require.NoError(t, err)
		file, err := Keep(r).File(nil)
		require.NoError(t, err)
		outputs := []string{fragment, inflated(t, fragment), string(file), fmt.Sprintf("%+v", Keep(r).Contents())}
		if r.Auth.Kind != request.Bearer {
			outputs = nil // the repeated token is not known to be one, and unseen
			r.Headers = r.Headers[:len(r.Headers)-1]
			fragment, err = Keep(r).Link(nil)
			require.NoError(t, err)
			outputs = append(outputs, fragment, inflated(t, fragment))
		}
		for _, secret := range g.secrets {
			marker := secret[6:22] // without its ends, which base64 of a longer text changes
			for _, spelling := range []string{marker, hex.EncodeToString([]byte(marker)), base64.StdEncoding.EncodeToString([]byte(marker)), reverse(marker), strings.ToUpper(marker)} {
				for _, output := range outputs {
					require.NotContains(t, output, spelling, "seed %d", seed)
				}
			}
		}

		// Only the secrets that were ticked come along.
		for _, s := range Keep(r).Secrets() {
			fragment, err := Keep(r).Link(map[string]string{s.Hole: s.Value.Reveal()})
			require.NoError(t, err)
			text := inflated(t, fragment)
			for _, secret := range g.secrets {
				if !strings.Contains(s.Value.Reveal(), secret) {
					require.NotContains(t, text, secret)
				}
			}
		}
	}
}

func reverse(s string) string {
	b := []byte(s)
	slices.Reverse(b)
	return string(b)
}

func TestWhatALinkKeepsComesBack(t *testing.T) {
	texts := naughty(t)
	for seed := range uint64(250) {
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 2)), texts: texts}
		r := g.request()
		kept := Keep(r)
		sealed, found := kept.sealed, kept.Secrets()
		fragment, err := kept.Link(nil)
		require.NoError(t, err)
		link, err := Decode(fragment)
		require.NoError(t, err)
		require.Equal(t, sealed, link.Request, "seed %d", seed)

		all := map[string]string{}
		for _, s := range found {
			all[s.Hole] = s.Value.Reveal()
		}
		fragment, err = Keep(r).Link(all)
		require.NoError(t, err)
		link, err = Decode(fragment)
		require.NoError(t, err)
		require.Equal(t, keep(r), link.Request, "seed %d", seed)

		file, err := Keep(r).File(all)
		require.NoError(t, err)
		link, err = DecodeFile(file)
		require.NoError(t, err)
		if isUTF8(r) {
			require.Equal(t, keep(r), link.Request, "seed %d", seed)
		}
	}
}

func isUTF8(r request.Request) bool {
	valid := true
	eachText(keep(r), func(s string) { valid = valid && strings.ToValidUTF8(s, "") == s })
	return valid
}
