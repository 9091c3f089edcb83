package demo

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

func TestADeviceWaitsForAPerson(t *testing.T) {
	start := func(a api, query string) (reply, func() *httptest.ResponseRecorder) {
		w := a.post("/oauth/device"+query, url.Values{"client_id": {PublicClientID}, "scope": {"email"}})
		require.Equal(a.t, 200, w.Code, w.Body.String())
		d := read[reply](a.t, w)
		return d, func() *httptest.ResponseRecorder {
			return a.post("/oauth/token", url.Values{"grant_type": {deviceGrant}, "device_code": {d.DeviceCode}, "client_id": {PublicClientID}})
		}
	}
	tests := []struct {
		name string
		run  func(t *testing.T, a api)
	}{
		{"until it is allowed", func(t *testing.T, a api) {
			d, poll := start(a, "")
			require.Equal(t, 1, d.Interval)
			require.Equal(t, 300, d.ExpiresIn)
			require.Equal(t, "http://example.com/demo/oauth/device/verify", d.VerifyURI)
			a.refused(poll(), 400, "authorization_pending")
			page := a.get(strings.TrimPrefix(d.Complete, "http://example.com/demo"))
			require.Contains(t, page.Body.String(), `value="`+d.UserCode+`"`)
			typed := strings.ToLower(strings.ReplaceAll(d.UserCode, "-", " "))
			require.Equal(t, 200, a.post("/oauth/device/verify", url.Values{"user_code": {typed}, "decision": {"allow"}}).Code)
			require.Equal(t, 400, a.post("/oauth/device/verify", url.Values{"user_code": {typed}, "decision": {"deny"}}).Code, "a decision stands")
			time.Sleep(time.Second)
			token := a.granted(poll())
			require.Equal(t, "email", token.Scope)
			require.NotEmpty(t, token.RefreshToken)
			time.Sleep(time.Second)
			a.refused(poll(), 400, "invalid_grant")
		}},
		{"until it is denied", func(t *testing.T, a api) {
			d, poll := start(a, "")
			require.Equal(t, 200, a.post("/oauth/device/verify", url.Values{"user_code": {d.UserCode}, "decision": {"deny"}}).Code)
			a.refused(poll(), 400, "access_denied")
		}},
		{"and slows down when it is told to", func(t *testing.T, a api) {
			_, poll := start(a, "")
			a.refused(poll(), 400, "authorization_pending")
			time.Sleep(time.Second / 2)
			a.refused(poll(), 400, "slow_down")
			time.Sleep(2 * time.Second)
			a.refused(poll(), 400, "slow_down")
			time.Sleep(11 * time.Second)
			a.refused(poll(), 400, "authorization_pending")
		}},
		{"not for ever", func(t *testing.T, a api) {
			d, poll := start(a, "?lifetime=2")
			require.Equal(t, 2, d.ExpiresIn)
			time.Sleep(2 * time.Second)
			require.Equal(t, 400, a.post("/oauth/device/verify", url.Values{"user_code": {d.UserCode}, "decision": {"allow"}}).Code)
			a.refused(poll(), 400, "expired_token")
		}},
		{"and nobody else gets its token", func(t *testing.T, a api) {
			d, poll := start(a, "")
			require.Equal(t, 200, a.post("/oauth/device/verify", url.Values{"user_code": {d.UserCode}, "decision": {"allow"}}).Code)
			form := url.Values{"grant_type": {deviceGrant}, "device_code": {d.UserCode + ".guess"}, "client_id": {PublicClientID}}
			a.refused(a.post("/oauth/token", form), 400, "invalid_grant")
			form.Set("device_code", d.DeviceCode)
			form.Del("client_id")
			a.refused(a.post("/oauth/token", form, ClientID, ClientSecret), 400, "invalid_grant")
			a.granted(poll())
		}},
		{"and its client authenticates", func(t *testing.T, a api) {
			a.refused(a.post("/oauth/device", url.Values{"client_id": {ClientID}}), 401, "invalid_client")
			a.refused(a.post("/oauth/device", url.Values{}), 401, "invalid_client")
			a.refused(a.post("/oauth/device?lifetime=x", url.Values{"client_id": {PublicClientID}}), 400, "invalid_request")
			require.Equal(t, 200, a.post("/oauth/device", url.Values{}, ClientID, ClientSecret).Code)
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { test.run(t, newAPI(t)) })
		})
	}
}

func TestUserCodesAreEasyToType(t *testing.T) {
	seen := map[string]bool{}
	for range 200 {
		code := newUserCode()
		require.Regexp(t, `^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$`, code)
		require.Equal(t, code, typedUserCode(" "+strings.ToLower(code)))
		seen[code] = true
	}
	require.Len(t, seen, 200)
}
