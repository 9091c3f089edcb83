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
	got, _ := play(asked, TokenGranted{exchange.Granted{Access: "t"}})
	require.Equal(t, "t", got.Request.Auth.OAuth2.Access.Reveal())

	other, _ := play(asked, LinkOpened{"#?url=https://b.example&auth=oauth2"}, TokenGranted{exchange.Granted{Access: "t"}})
	require.Empty(t, other.Request.Auth.OAuth2.Access.Reveal(), "another request was opened meanwhile")
}
