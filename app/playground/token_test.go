package playground

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

func TestATokenGoesToTheRequestThatAskedForIt(t *testing.T) {
	asked, cmds := play(typed("https://a.example"), AuthKindChosen{request.OAuth2}, TokenPressed{})
	require.Len(t, of[GetToken](cmds), 1)
	grant := func(number int, access string) Msg { return TokenGranted{number, exchange.Granted{Access: access}} }
	got, _ := play(asked, grant(1, "t"))
	require.Equal(t, "t", got.Request.Auth.OAuth2.Access.Reveal())

	other, _ := play(asked, LinkOpened{"#?url=https://b.example&auth=oauth2"}, grant(1, "t"))
	require.Empty(t, other.Request.Auth.OAuth2.Access.Reveal(), "another request was opened meanwhile")
	other, _ = play(other, TokenPressed{}, grant(1, "t"))
	require.Empty(t, other.Request.Auth.OAuth2.Access.Reveal(), "it has asked for a token of its own")
	require.True(t, other.Token.Busy)

	twice, _ := play(asked, TokenPressed{}, TokenGranted{1, exchange.Granted{Problem: "cancelled"}}, DeviceBegun{1, exchange.Device{Problem: "cancelled"}})
	require.Empty(t, twice.Token.Problem, "what the first came to is of no interest any more")
	twice, _ = play(twice, grant(2, "u"))
	require.Equal(t, "u", twice.Request.Auth.OAuth2.Access.Reveal())
	require.False(t, twice.Token.Busy)
}
