package oauth2

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"roundtrip/app/request"
)

// Device is a device authorization that waits for a person (RFC 8628): show them the code and where to type it, then Wait.
type Device struct {
	UserCode    string
	URL         string        // where the person types the code
	CompleteURL string        // the same with the code in it; "" where the server gives none
	Interval    time.Duration // between two questions whether the person has decided
	Expires     time.Time     // zero where the server does not say

	grant request.Grant
	code  string
}

// Bounds of what a server can say, in seconds.
const (
	maxInterval = 600          // between two questions
	maxLife     = 24 * 60 * 60 // of a user code
)

// StartDevice asks for a user code.
func StartDevice(ctx context.Context, rt http.RoundTripper, g request.Grant) (*Device, error) {
	g, err := complete(g, deviceEndpoint, tokenEndpoint)
	if err != nil {
		return nil, err
	}
	if err := needClient(g); err != nil {
		return nil, err
	}
	form := url.Values{"client_id": {g.ClientID}}
	for name, value := range map[string]string{"scope": strings.Join(strings.Fields(g.Scope), " "), "audience": g.Audience} {
		if value != "" {
			form.Set(name, value)
		}
	}
	asked := time.Now()
	said, err := post(ctx, rt, g, g.DeviceURL, form)
	if err != nil {
		return nil, explain(deviceEndpoint, err)
	}
	d := &Device{
		UserCode: said.text("user_code"), URL: said.text("verification_uri"), CompleteURL: said.text("verification_uri_complete"),
		Interval: defaultInterval, grant: g, code: said.text("device_code"),
	}
	if d.URL == "" {
		d.URL = said.text("verification_url") // Google's word for it
	}
	if d.code == "" || d.UserCode == "" {
		return nil, &Error{Sentence: "The device authorization URL answered without a code. Check the URL."}
	}
	// A page makes links of these: they must not run scripts.
	if !webURL(d.URL) {
		return nil, &Error{Sentence: fmt.Sprintf("The server wants the code confirmed at %.200q, which is not the URL of a web page.", d.URL)}
	}
	if !webURL(d.CompleteURL) {
		d.CompleteURL = ""
	}
	if every := said.number("interval"); every > 0 {
		d.Interval = time.Duration(min(every, maxInterval)) * time.Second
	}
	if life := said.number("expires_in"); life > 0 {
		d.Expires = asked.Add(time.Duration(min(life, maxLife)) * time.Second)
	}
	return d, nil
}

// defaultInterval is that of RFC 8628, section 3.2.
const defaultInterval = 5 * time.Second

// Wait asks, as often as the server allows, until the person has decided, the code has expired, or the context ends
// (section 3.5). After an error of the transport it may be called again.
func (d *Device) Wait(ctx context.Context, rt http.RoundTripper) (Token, error) {
	every := d.Interval
	for {
		timer := time.NewTimer(every)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return Token{}, explain(tokenEndpoint, ctx.Err())
		}
		if d.expired() {
			return Token{}, &Error{Sentence: "The code expired before it was confirmed. " + advice["expired_token"], Code: "expired_token"}
		}
		token, err := trade(ctx, rt, d.grant, url.Values{
			"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "device_code": {d.code}, "client_id": {d.grant.ClientID},
		})
		var refused *Error
		if !errors.As(err, &refused) {
			return token, err
		}
		switch refused.Code {
		case "authorization_pending":
		case "slow_down":
			every += 5 * time.Second
		default:
			return Token{}, err
		}
	}
}

func (d *Device) expired() bool { return !d.Expires.IsZero() && !time.Now().Before(d.Expires) }
