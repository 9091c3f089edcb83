package oauth2

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	xoauth2 "golang.org/x/oauth2"

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
	auth  *xoauth2.DeviceAuthResponse
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
	auth, err := authorizeDevice(through(ctx, rt), rt, g)
	if err != nil {
		return nil, explain(deviceEndpoint, err)
	}
	if auth.DeviceCode == "" || auth.UserCode == "" {
		return nil, &Error{Sentence: "The device authorization URL answered without a code. Check the URL."}
	}
	// A page makes links of these: they must not run scripts.
	if !webURL(auth.VerificationURI) {
		return nil, &Error{Sentence: fmt.Sprintf("The server wants the code confirmed at %.200q, which is not the URL of a web page.", auth.VerificationURI)}
	}
	if !webURL(auth.VerificationURIComplete) {
		auth.VerificationURIComplete = ""
	}
	return &Device{
		UserCode: auth.UserCode, URL: auth.VerificationURI, CompleteURL: auth.VerificationURIComplete,
		Interval: time.Duration(auth.Interval) * time.Second, Expires: auth.Expiry, grant: g, auth: auth,
	}, nil
}

// authorizeDevice is the request of RFC 8628, section 3.1. That of x/oauth2 neither ends with its context nor authenticates
// the client, and panics when the answer is null.
func authorizeDevice(ctx context.Context, rt http.RoundTripper, g request.Grant) (*xoauth2.DeviceAuthResponse, error) {
	form := url.Values{"client_id": {g.ClientID}}
	for name, value := range map[string]string{"scope": strings.Join(strings.Fields(g.Scope), " "), "audience": g.Audience} {
		if value != "" {
			form.Set(name, value)
		}
	}
	secret := g.ClientSecret.Reveal()
	inHeader := style(g) == xoauth2.AuthStyleInHeader
	if secret != "" && !inHeader {
		form.Set("client_secret", secret)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, g.DeviceURL, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Accept", "application/json")
	if inHeader {
		req.SetBasicAuth(url.QueryEscape(g.ClientID), url.QueryEscape(secret)) // RFC 6749, section 2.3.1
	}
	asked := time.Now()
	resp, err := client(rt).Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var said struct {
		Code            string      `json:"error"`
		Description     string      `json:"error_description"`
		DeviceCode      string      `json:"device_code"`
		UserCode        string      `json:"user_code"`
		VerificationURI string      `json:"verification_uri"`
		VerificationURL string      `json:"verification_url"` // Google's word for it
		Complete        string      `json:"verification_uri_complete"`
		Interval        json.Number `json:"interval"`
		ExpiresIn       json.Number `json:"expires_in"`
	}
	unreadable := json.Unmarshal(body, &said)
	if said.Code != "" || resp.StatusCode < 200 || resp.StatusCode > 299 {
		return nil, &xoauth2.RetrieveError{Response: resp, ErrorCode: said.Code, ErrorDescription: said.Description}
	}
	if unreadable != nil {
		return nil, unreadable
	}
	auth := &xoauth2.DeviceAuthResponse{
		DeviceCode: said.DeviceCode, UserCode: said.UserCode, VerificationURI: said.VerificationURI, VerificationURIComplete: said.Complete,
	}
	if auth.VerificationURI == "" {
		auth.VerificationURI = said.VerificationURL
	}
	auth.Interval, _ = said.Interval.Int64() // 0 where it is not a number, or not there
	if auth.Interval <= 0 {
		auth.Interval = 5 // section 3.2
	}
	auth.Interval = min(auth.Interval, maxInterval)
	if life, _ := said.ExpiresIn.Int64(); life > 0 {
		auth.Expiry = asked.Add(time.Duration(min(life, maxLife)) * time.Second)
	}
	return auth, nil
}

// Wait asks, as often as the server allows, until the person has decided, the code has expired, or the context ends
// (section 3.5). After an error of the transport it may be called again.
func (d *Device) Wait(ctx context.Context, rt http.RoundTripper) (Token, error) {
	t, err := config(d.grant, "").DeviceAccessToken(through(ctx, rt), d.auth)
	switch {
	case err != nil && errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil && d.expired():
		return Token{}, &Error{Sentence: "The code expired before it was confirmed. " + advice["expired_token"], Code: "expired_token"}
	case err != nil:
		return Token{}, explain(tokenEndpoint, err)
	}
	return tokenOf(d.grant, t), nil
}

func (d *Device) expired() bool { return !d.Expires.IsZero() && !time.Now().Before(d.Expires) }
