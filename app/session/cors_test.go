package session

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/cors"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func TestWhatCORSSeesIsWhatThePageSetsAndTheBrowserKeeps(t *testing.T) {
	r := request.New()
	r.Method, r.URL = "put", "https://api.example/items"
	r.Headers = []request.Field{{Name: "X-Api-Key", Value: "é"}, {Name: "Host", Value: "other.example"}}
	r.Auth = request.Auth{Kind: request.Bearer, Token: request.NewSecret("t")}
	r.Body = request.Body{Kind: request.JSON, JSON: "{}"}
	r.Options.Credentials, r.Options.Redirect = request.Include, request.Stop
	p, bad := Prepare(r, Place{Browser: true, Page: "https://app.example/x"})
	require.Nil(t, bad)
	c := p.CORS()
	require.ElementsMatch(t, []exchange.Field{{Name: "X-Api-Key", Value: "\xe9"}, {Name: "Authorization", Value: "Bearer t"}, {Name: "Content-Type", Value: "application/json"}}, c.Headers)
	c.Headers = nil
	require.Equal(t, cors.Request{Page: "https://app.example", Method: "PUT", URL: "https://api.example/items", Credentials: true, Redirect: cors.Manual}, c)
}

func TestLimitsNamePortsAndAddressesThatPagesMayNotCall(t *testing.T) {
	limits := func(url string) []string {
		r := request.New()
		r.URL = url
		from := Place{Browser: true, Page: "https://app.example/"}
		p, bad := Prepare(r, from)
		require.Nil(t, bad)
		var what []string
		for _, l := range p.Limits(r, from) {
			what = append(what, l.What)
		}
		return what
	}
	require.Contains(t, limits("https://api.example:6667/"), "Port")
	require.Empty(t, limits("https://api.example/"))
}
