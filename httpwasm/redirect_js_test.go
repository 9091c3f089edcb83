package httpwasm

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRedirects(t *testing.T) {
	s := serversOf(t)
	for sentence, to := range map[string]string{
		"to the same origin": s.HTTP + "/echo?x=1",
		"to another origin":  s.Other + "/echo?x=1",
	} {
		from := at(s.HTTP, "/redirect", "code", "302", "to", to)
		t.Run("followed "+sentence, func(t *testing.T) {
			nothingLeft(t)
			resp := get(t, from)
			info := infoOf(t, resp)
			require.True(t, info.Redirected)
			require.Equal(t, to, info.URL)
			require.Equal(t, to, resp.Request.URL.String())
			require.Equal(t, "/echo?x=1", echo(t, resp, nil).Path)
		})
		t.Run("not followed "+sentence, func(t *testing.T) {
			nothingLeft(t)
			resp, err := send(WithOptions(t.Context(), Options{Redirect: RedirectManual}), "GET", from, nil)
			require.NoError(t, err)
			require.Equal(t, ResponseOpaqueRedirect, infoOf(t, resp).Type)
			require.Zero(t, resp.StatusCode)
			require.NoError(t, resp.Body.Close())
		})
		t.Run("refused "+sentence, func(t *testing.T) {
			nothingLeft(t)
			_, err := send(WithOptions(t.Context(), Options{Redirect: RedirectError}), "GET", from, nil)
			failureOf(t, err, Blocked)
		})
	}
	t.Run("303 after POST becomes GET, 307 keeps method and body", func(t *testing.T) {
		for code, method := range map[string]string{"303": "GET", "307": "POST"} {
			resp, err := send(t.Context(), "POST", at(s.HTTP, "/redirect", "code", code, "to", s.Other+"/echo"), strings.NewReader("body"))
			e := echo(t, resp, err)
			require.Equal(t, method, e.Method)
			require.Equal(t, map[string]int64{"GET": 0, "POST": 4}[method], e.Length)
		}
	})
}
