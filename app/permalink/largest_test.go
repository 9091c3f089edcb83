package permalink

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

func TestRequestsThatAreTooLargeForALink(t *testing.T) {
	for name, r := range map[string]request.Request{
		"a long body": {Body: request.Body{Kind: request.JSON, JSON: strings.Repeat("x", MaxText)}, URL: "https://h/"},
		"many rows":   {URL: "https://h/?" + strings.Repeat("a=1&", maxRows)},
		"many fields": {Headers: slices.Repeat([]request.Field{{Name: "A", Value: "1"}}, maxRows+1)},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Keep(r).Link(nil)
			require.ErrorIs(t, err, ErrTooLargeForLink)
			require.ErrorContains(t, err, "share a file")
		})
	}
	r := request.Request{Method: "POST", Body: request.Body{Kind: request.JSON, JSON: strings.Repeat("x", MaxText)}}
	r.Body.Text = "does not count"
	_, err := Keep(r).Link(nil)
	require.ErrorIs(t, err, ErrTooLargeForLink)
	r.Body.Kind = request.NoBody
	_, err = Keep(r).Link(nil)
	require.NoError(t, err, "a body that is not selected does not count")

	_, err = Keep(request.Request{Options: request.Options{Redirect: "manual"}}).Link(nil)
	require.ErrorContains(t, err, `redirect "manual" is not known`)
}

func TestTheLargestLinkCanBeOpened(t *testing.T) {
	noise := make([]byte, MaxText-100)
	g := rand.New(rand.NewPCG(1, 1))
	for i := range noise {
		noise[i] = byte(' ' + g.IntN(90))
	}
	r := request.Request{Method: "POST", URL: "https://h/", Body: request.Body{Kind: request.Text, Text: string(noise)}}
	fragment, err := Keep(r).Link(nil)
	require.NoError(t, err)
	require.Greater(t, len(fragment), MaxComfortable)
	link, err := Decode(fragment)
	require.NoError(t, err)
	require.Equal(t, string(noise), link.Request.Body.Text)
}
