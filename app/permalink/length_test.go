package permalink

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

// typical are requests as people share them, with the length of fragment that
// each may take.
var typical = []struct {
	name    string
	request request.Request
	limit   int
}{
	{"a GET with two parameters, a header and a bearer token", get("https://shop.acme-widgets.com/api/v1/customers/48213/orders?status=open&limit=25", true,
		request.Field{Name: "Accept", Value: "application/json"}), 130},
	{"a GET with two headers of its own", get("https://api.northwind-trading.eu/v2/shipments/search?warehouse=B7&carrier=dhl", true,
		request.Field{Name: "Accept", Value: "application/json"}, request.Field{Name: "X-Request-ID", Value: "3f2c9a17"}), 150},
	{"a GET of an unusual host", get("https://data.bibliotheque-nationale.example.fr/oai/records?verb=ListRecords&set=manuscrits", true,
		request.Field{Name: "Accept-Language", Value: "fr-CA"}), 150},
	{"a GET of the demo API", get("https://httpbin.org/get", false), 40},
	{"a GET of localhost", get("http://localhost:8080/demo/anything?x=1", false), 60},
	{"a GET of GitHub", get("https://api.github.com/repos/golang/go/issues?state=open&per_page=50", true,
		request.Field{Name: "Accept", Value: "application/vnd.github+json"}, request.Field{Name: "X-GitHub-Api-Version", Value: "2022-11-28"}), 100},
	{"a small JSON POST", request.Request{Method: "POST", URL: "https://api.example.com/v1/users",
		Auth:    request.Auth{Kind: request.Bearer, Token: request.NewSecret("abc")},
		Headers: []request.Field{{Name: "Accept", Value: "application/json"}},
		Body:    request.Body{Kind: request.JSON, JSON: "{\n  \"name\": \"Ada Lovelace\",\n  \"email\": \"ada@example.com\"\n}"}}, 150},
}

func get(url string, bearer bool, headers ...request.Field) request.Request {
	r := request.New()
	r.SetURL(url)
	r.Headers = headers
	if bearer {
		r.Auth = request.Auth{Kind: request.Bearer, Token: request.NewSecret("ey-not-in-the-link")}
	}
	return r
}

func TestTypicalLinksAreShort(t *testing.T) {
	for _, c := range typical {
		t.Run(c.name, func(t *testing.T) {
			fragment, err := Keep(c.request).Link(nil)
			require.NoError(t, err)
			t.Logf("URL of %d characters: fragment of %d: %s", len(c.request.URL), len(fragment), fragment)
			require.LessOrEqual(t, len(fragment), c.limit)
			link, err := Decode(fragment)
			require.NoError(t, err)
			sealed := Keep(c.request).sealed
			require.Equal(t, sealed, link.Request)
		})
	}
}
