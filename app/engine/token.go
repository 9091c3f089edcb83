package engine

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"

	"roundtrip/app/engine/bridge"
	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session"
	"roundtrip/app/session/oauth2"
)

// tokens is the getting of tokens: one at a time, the newest counts.
type tokens struct {
	mu     sync.Mutex
	cancel context.CancelFunc
	device *oauth2.Device // that a person is to confirm
}

// newest ends what was under way.
func (t *tokens) newest() context.Context {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.cancel != nil {
		t.cancel()
	}
	t.device = nil
	ctx, cancel := context.WithCancel(context.Background())
	t.cancel = cancel
	return ctx
}

// confirming takes the device authorization that is to be waited for; nil where there is none.
func (t *tokens) confirming() *oauth2.Device {
	t.mu.Lock()
	defer t.mu.Unlock()
	device := t.device
	t.device = nil
	return device
}

// between reports whether a token is being got and the next call for it is to come.
func (t *tokens) between() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.device != nil
}

// absolute completes the addresses of a grant.
func (e *Engine) absolute(g request.Grant) request.Grant {
	g.AuthorizeURL, g.TokenURL, g.DeviceURL = e.own.place.Absolute(g.AuthorizeURL), e.own.place.Absolute(g.TokenURL), e.own.place.Absolute(g.DeviceURL)
	return g
}

// aside gives what requests for a token are sent with, and collects them with their bodies.
func (e *Engine) aside(r request.Request, v exchange.Via, hops *[]exchange.Hop) (context.Context, http.RoundTripper) {
	way := e.way(v)
	ctx, transport := way.session.Aside(e.tokens.newest(), r.Options, way.place, func(h exchange.Hop) {
		h.Note = oauth2.Spelling(r.Auth.OAuth2)
		*hops = append(*hops, h)
	})
	return ctx, oauth2.Watched{Next: transport, Tell: func(form, answer exchange.Masked) {
		if n := len(*hops); n > 0 {
			(*hops)[n-1].Form, (*hops)[n-1].Answer = form, answer
		}
	}}
}

// Begin begins the authorization code grant.
func (e *Engine) Begin(r request.Request, callback string) exchange.Begun {
	url, state, verifier, err := oauth2.Begin(e.absolute(r.Auth.OAuth2), callback)
	return exchange.Begun{URL: url, State: state, Verifier: verifier, Problem: e.problem(err)}
}

// Device begins the device grant, which Token waits for.
func (e *Engine) Device(r request.Request, v exchange.Via) exchange.Device {
	var d exchange.Device
	ctx, transport := e.aside(r, v, &d.Hops)
	device, err := oauth2.StartDevice(ctx, transport, e.absolute(r.Auth.OAuth2))
	if err != nil {
		d.Problem = discreet(e.problem(err), r.Auth)
		return d
	}
	e.tokens.mu.Lock()
	e.tokens.device = device
	e.tokens.mu.Unlock()
	d.UserCode, d.URL, d.Complete = device.UserCode, device.URL, device.CompleteURL
	return d
}

// Token gets a token.
func (e *Engine) Token(c bridge.Call) exchange.Granted {
	var g exchange.Granted
	device := e.tokens.confirming()
	ctx, transport := e.aside(c.Request.Request, c.Via, &g.Hops)
	auth := c.Request.Auth
	auth.OAuth2 = e.absolute(auth.OAuth2)
	grant := auth.OAuth2
	var token oauth2.Token
	var err error
	switch {
	case c.Renew:
		token, err = oauth2.Refresh(ctx, transport, grant)
	case grant.Flow == request.ClientCredentials:
		token, err = oauth2.ClientCredentials(ctx, transport, grant)
	case grant.Flow == request.PasswordGrant:
		token, err = oauth2.Password(ctx, transport, auth)
	case grant.Flow == request.DeviceCode:
		if device == nil {
			err = errors.New("there is no code to wait for: get one first")
			break
		}
		token, err = device.Wait(ctx, transport)
	case c.Begun == nil:
		err = errors.New("the authorization was not begun")
	default:
		token, err = oauth2.Finish(ctx, transport, grant, c.Callback, c.Answer, c.Begun.State, c.Begun.Verifier)
	}
	if err != nil {
		g.Problem = discreet(e.problem(err), auth)
		return g
	}
	g.Access, g.Refresh, g.Expires, g.Scope = token.Access.Reveal(), token.Refresh.Reveal(), token.Expires, token.Scope
	g.Note = token.Note
	return g
}

// discreet leaves the secrets of a grant out of a sentence: servers repeat in their errors what they were sent.
func discreet(sentence string, a request.Auth) string {
	for _, secret := range []request.Secret{a.OAuth2.ClientSecret, a.Password, a.OAuth2.Refresh} {
		if text := secret.Reveal(); len(text) > 5 { // shorter ones are words too
			sentence = strings.ReplaceAll(sentence, text, exchange.Dots)
		}
	}
	return sentence
}

// problem says in a sentence why there is no token.
func (e *Engine) problem(err error) string {
	if err == nil {
		return ""
	}
	var refused *oauth2.Error
	if errors.As(err, &refused) {
		return refused.Sentence
	}
	f := session.Fail(err, &session.Prepared{})
	switch f.Kind {
	case exchange.Internal:
		return err.Error()
	case exchange.Blocked:
		return "The browser blocked the call for the token, or could not reach the server. Check the URL; the server must also allow this page to ask (CORS)."
	}
	return "The token endpoint gave no answer: " + strings.TrimSpace(string(f.Kind)+". "+f.Detail)
}
