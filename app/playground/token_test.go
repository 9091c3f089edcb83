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

func TestAClosedSignInWindowEndsTheWaitAndALateAnswerStillCounts(t *testing.T) {
	asked, _ := play(typed("https://a.example"), AuthKindChosen{request.OAuth2}, TokenPressed{})
	require.True(t, asked.Token.Busy)
	other, _ := play(asked, SignInClosed{7})
	require.True(t, other.Token.Busy, "that is another window")
	closed, _ := play(asked, SignInClosed{1})
	require.False(t, closed.Token.Busy)
	require.Contains(t, closed.Token.Problem, "The sign-in window was closed.")
	got, _ := play(closed, TokenGranted{1, exchange.Granted{Access: "t"}})
	require.Equal(t, "t", got.Request.Auth.OAuth2.Access.Reveal(), "the server had cut its window off")
	require.Empty(t, got.Token.Problem)
	again, _ := play(closed, TokenPressed{}, TokenGranted{1, exchange.Granted{Access: "old"}})
	require.Empty(t, again.Request.Auth.OAuth2.Access.Reveal())
}

func TestASignInCanBeCancelled(t *testing.T) {
	for _, session := range []bool{false, true} {
		in := func(msg Msg) Msg {
			if session {
				return InSession{msg}
			}
			return msg
		}
		draft := func(m Model) Draft {
			if session {
				return m.Session.Draft
			}
			return m.Own()
		}
		m, _ := play(typed("https://a.example"), in(AuthKindChosen{request.OAuth2}), in(TokenPressed{}))
		require.True(t, draft(m).Token.Busy)
		m, cmds := play(m, in(TokenCancelled{}))
		require.Len(t, of[CancelToken](cmds), 1)
		require.False(t, draft(m).Token.Busy)
		m, _ = play(m, in(TokenGranted{1, exchange.Granted{Access: "t"}}))
		require.Empty(t, draft(m).Request.Auth.OAuth2.Access.Reveal(), "what comes of it after all is not taken")
	}
}
