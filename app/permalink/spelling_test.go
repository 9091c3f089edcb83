package permalink

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

// respelled is a request whose rows and secret are spelled in the URL in another way than they read.
func respelled() request.Request {
	r := request.New()
	r.SetURL("https://h.example/?api_key=k%2Bey+1234567&x=1")
	r.SetParams(append(r.Params, request.Field{Name: "off", Value: "A+B c d%", Off: true}))
	return r
}

func TestLinksFromBeforeRowsMeantTheirValueStillMeanTheSame(t *testing.T) {
	const link = "v1.OEEWrfEK1YKLwgoIfXtsWbTC1jCIKYCROT8tjctR1cjJSTtZIUUV3qQPgzH4slWNnFIrtQ2NjE1MzcwBAA"
	const file = `{"roundtrip": 1, "method": "GET", "url": "https://h.example/?api_key={{api_key}}&x=1",
		"params": [{"name": "api_key", "value": "{{api_key}}"}, {"name": "x", "value": "1"}, {"name": "off", "value": "A%2BB+c d%", "off": true}],
		"holes": ["api_key"], "secrets": {"api_key": "k%2Bey+1234567"}}`
	opened, err := Decode(link)
	require.NoError(t, err)
	require.Equal(t, respelled(), opened.Request)
	opened, err = DecodeFile([]byte(file))
	require.NoError(t, err)
	require.Equal(t, respelled(), opened.Request)
}

func TestASharedSecretInTheQueryComesBackAsItReads(t *testing.T) {
	r := respelled()
	r.Headers = []request.Field{{Name: "X-Api-Key", Value: "k+ey 1234567"}}
	shared := map[string]string{"api_key": "k+ey 1234567"}
	fragment, err := Keep(r).Link(shared)
	require.NoError(t, err)
	opened, err := Decode(fragment)
	require.NoError(t, err)
	require.Equal(t, r, opened.Request)
	file, err := Keep(r).File(shared)
	require.NoError(t, err)
	opened, err = DecodeFile(file)
	require.NoError(t, err)
	require.Equal(t, r, opened.Request)

	fragment, err = Keep(r).Link(nil)
	require.NoError(t, err)
	opened, err = Decode(fragment)
	require.NoError(t, err)
	require.Equal(t, []string{"api_key"}, opened.Request.Holes)
	require.Equal(t, r, opened.Request.Fill(shared))
}
