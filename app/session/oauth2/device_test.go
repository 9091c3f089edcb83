package oauth2

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

// confirm is the person at the page where the code is typed.
func (w world) confirm(d *Device, decision string) {
	w.t.Helper()
	require.Equal(w.t, 200, w.post(d.URL, url.Values{"user_code": {d.UserCode}, "decision": {decision}}).StatusCode)
}

func (w world) start(g request.Grant) *Device {
	w.t.Helper()
	d, err := StartDevice(w.t.Context(), w.rt, g)
	require.NoError(w.t, err)
	return d
}

func TestADeviceWaitsUntilThePersonHasDecided(t *testing.T) {
	clients := map[string]func(world) request.Grant{
		"a public client":                     func(w world) request.Grant { return w.public() },
		"a confidential client in the header": func(w world) request.Grant { return w.grant() },
		"a confidential client in the body":   func(w world) request.Grant { g := w.grant(); g.ClientIn = request.ClientInBody; return g },
	}
	for name, grant := range clients {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				begun := time.Now()
				d := w.start(grant(w))
				require.Len(t, d.UserCode, 9)
				require.Equal(t, "http://demo.example/demo/oauth/device/verify", d.URL)
				require.Equal(t, d.URL+"?user_code="+d.UserCode, d.CompleteURL)
				require.Equal(t, time.Second, d.Interval)
				require.Equal(t, begun.Add(5*time.Minute).Unix(), d.Expires.Unix())
				go func() {
					time.Sleep(9500 * time.Millisecond)
					w.confirm(d, "allow")
				}()
				token, err := d.Wait(t.Context(), w.rt)
				require.NoError(t, err)
				require.Equal(t, 10*time.Second, time.Since(begun), "it asks every second, and is never told to slow down")
				require.Len(t, w.rt.sent, 11)
				require.Equal(t, "ada", w.me(token)["sub"])
				require.Equal(t, "profile email", token.Scope)
				require.NotEmpty(t, token.Refresh.Reveal())
			})
		})
	}
}

func TestADeviceSlowsDownWhenItIsToldTo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		g := w.public()
		d := w.start(g)
		begun := time.Now()
		go func() {
			time.Sleep(2500 * time.Millisecond) // someone else asks with the same code, too soon
			w.post(g.TokenURL, url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "device_code": {d.code}, "client_id": {g.ClientID}})
			time.Sleep(time.Second)
			w.confirm(d, "allow")
		}()
		_, err := d.Wait(t.Context(), w.rt)
		// At 2.5 s the server begins to want 6 s between two questions, and after the question at 3 s it wants 11. The device
		// goes to 6 s then, and to 11 s after its question at 9 s.
		require.NoError(t, err)
		require.Equal(t, 20*time.Second, time.Since(begun))
		require.Len(t, w.rt.sent, 6)
	})
}

func TestWaitingEnds(t *testing.T) {
	t.Run("when the person says no", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t)
			d := w.start(w.public())
			w.confirm(d, "deny")
			_, err := d.Wait(t.Context(), w.rt)
			require.Equal(t, "access_denied", refused(t, err).Code)
		})
	})
	t.Run("when the code expires here", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t)
			g := w.public()
			g.DeviceURL += "?lifetime=3"
			begun := time.Now()
			_, err := w.start(g).Wait(t.Context(), w.rt)
			e := refused(t, err)
			require.Equal(t, "expired_token", e.Code)
			require.Contains(t, e.Error(), "confirm the new code sooner")
			require.LessOrEqual(t, time.Since(begun), 3*time.Second)
		})
	})
	t.Run("when the code has expired at the server", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t)
			g := w.public()
			g.DeviceURL += "?lifetime=3"
			d := w.start(g)
			d.Expires = time.Time{} // as where the server does not say
			_, err := d.Wait(t.Context(), w.rt)
			require.Equal(t, "expired_token", refused(t, err).Code)
		})
	})
	t.Run("when the context ends", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t)
			d := w.start(w.public())
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(2500*time.Millisecond, cancel)
			_, err := d.Wait(ctx, w.rt)
			require.ErrorIs(t, err, context.Canceled)
			late, stop := context.WithTimeout(t.Context(), 1500*time.Millisecond)
			defer stop()
			_, err = d.Wait(late, w.rt)
			require.ErrorIs(t, err, context.DeadlineExceeded, "a timeout of the caller is not the code's end")
		})
	})
}

func TestWhatADeviceEndpointGivesIsChecked(t *testing.T) {
	tests := []struct{ name, body, says string }{
		{"a page that is a script", `{"device_code":"d","user_code":"u","verification_uri":"javascript:alert(1)"}`, `"javascript:alert(1)", which is not the URL of a web page`},
		{"no page", `{"device_code":"d","user_code":"u"}`, "not the URL of a web page"},
		{"no code", `{"device_code":"d","verification_uri":"https://a.example"}`, "without a code"},
	}
	say := func(body string) (*Device, error) {
		g := answering(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, body) })
		return StartDevice(t.Context(), native(t), g)
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := say(test.body)
			require.Contains(t, refused(t, err).Error(), test.says)
		})
	}
	for interval, want := range map[string]time.Duration{"": 5 * time.Second, `,"interval":-1`: 5 * time.Second, `,"interval":9223372036`: maxInterval * time.Second} {
		d, err := say(`{"device_code":"d","user_code":"u","verification_url":"https://a.example/#code","verification_uri_complete":"data:x"` + interval + "}")
		require.NoError(t, err)
		require.Equal(t, want, d.Interval)
		require.Equal(t, "https://a.example/#code", d.URL)
		require.Empty(t, d.CompleteURL)
		require.Zero(t, d.Expires)
	}
}
