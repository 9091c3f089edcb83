//go:build !js

package engine

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func TestTheCookiesOfAResponseAreShownWithWhatBecameOfEach(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/first" {
			http.SetCookie(w, &http.Cookie{Name: "hop", Value: "1"})
			http.Redirect(w, r, "/last", http.StatusFound)
			return
		}
		for _, line := range []string{"a=1", "long=2; Expires=Sun, 01 Mar 2099 13:00:00 GMT", "age=3; Max-Age=99999999", "year=4; Max-Age=34560000",
			"gone=5; Max-Age=0", "other=6; Domain=elsewhere.example", "__Secure-s=7"} {
			w.Header().Add("Set-Cookie", line)
		}
	})
	b, _, _ := twoWays(t)
	b.Via = relay
	require.NoError(t, b.Send(1, request.Request{URL: url + "/first"}))
	head := b.until(t, "head", func(e exchange.Event) bool { return e.ID == 1 && e.Head != nil }).Head
	said := map[string]string{}
	for _, c := range head.Cookies {
		said[c.Name+"="+c.Value] = c.Outcome
		require.Equal(t, c.Outcome[:6] == "Stored", c.Kept, c.Name)
	}
	require.Len(t, said, 7, "those of the last response, as response.cookies has them")
	require.Equal(t, "Stored until this tab closes.", said["a=1"])
	const longer = " It asked for longer; no cookie stays more than 400 days."
	require.Regexp(t, `^Stored until \d+ \w+ \d{4}, \d\d:\d\d UTC\.`+longer+"$", said["long=2"])
	require.Contains(t, said["age=3"], longer)
	require.NotContains(t, said["year=4"], longer, "400 days are no more than that")
	require.Equal(t, "Deleted: it has expired.", said["gone=5"])
	require.Contains(t, said["other=6"], `Not stored. Its Domain, "elsewhere.example", does not hold the host`)
	require.Contains(t, said["__Secure-s=7"], "Not stored. ")
}
