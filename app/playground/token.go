package playground

import (
	"strings"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// Token is what is known of the getting of an OAuth 2 token.
type Token struct {
	number  int // of the ask for it
	Busy    bool
	late    bool // the window of the sign-in has closed, and the answer may still come
	Problem string
	Note    string           // what is unusual about the token that came, in sentences
	Device  *exchange.Device // what is to be typed where, until there is a token
	Hops    []exchange.Hop   // the token exchange
}

// callbackPage is the page to which authorization servers lead back, beside the page itself.
const callbackPage = "callback.html"

// Callback is the address that an authorization server must know: the redirect URI.
func (m Model) Callback() string {
	page, _, _ := strings.Cut(m.Page, "?")
	return page[:strings.LastIndexByte(page, '/')+1] + callbackPage
}

func (m Model) getToken(renew bool) (Model, []Cmd) {
	if wrong := m.Own().badSetting(ofAuth); wrong != nil {
		return m.refuse(*wrong)
	}
	if wrong := m.missingRelay(); wrong != nil {
		return m.refuse(*wrong)
	}
	m.tokens++
	m.Token = &Token{number: m.tokens, Busy: true}
	return m, []Cmd{GetToken{Number: m.tokens, Request: m.Request, Via: m.Via(), Renew: renew, Callback: m.Callback()}}
}

func (m Model) deviceBegun(begun DeviceBegun) Model {
	d := m.Own()
	d.deviceBegun(begun)
	m.setOwn(d)
	return m
}

func (m Model) granted(g TokenGranted) Model {
	d := m.Own()
	d.granted(g)
	m.setOwn(d)
	if g.Granted.Problem == "" {
		m.Invalid = nil
	}
	return m
}

func (d *Draft) deviceBegun(begun DeviceBegun) {
	if !d.waitsFor(begun.Number) {
		return
	}
	t := *d.Token
	t.Hops = begun.Device.Hops
	if t.Problem = begun.Device.Problem; t.Problem != "" {
		t.Busy = false
	} else {
		t.Device = &begun.Device
	}
	d.Token = &t
}

func (d *Draft) granted(msg TokenGranted) {
	if !d.waitsFor(msg.Number) && !(d.Token != nil && d.Token.late && d.Token.number == msg.Number) {
		return
	}
	g, before := msg.Granted, d.Token.Hops
	d.Token = &Token{Problem: g.Problem, Note: g.Note, Hops: append(before[:len(before):len(before)], g.Hops...)}
	if g.Problem == "" {
		grant := &d.Request.Auth.OAuth2
		grant.Access, grant.Refresh, grant.Expires = request.NewSecret(g.Access), request.NewSecret(g.Refresh), g.Expires
	}
}

// cancelToken ends the wait for a token.
func (d *Draft) cancelToken() {
	if d.Token != nil && d.Token.Busy {
		d.Token = &Token{Problem: "The sign-in was cancelled. You can close its window.", Hops: d.Token.Hops}
	}
}

// signInClosed ends the wait where the person has closed the window. A server that cuts its window off from this page makes it look
// closed: its answer still counts when it comes.
func (d *Draft) signInClosed(number int) {
	if !d.waitsFor(number) {
		return
	}
	t := *d.Token
	t.Busy, t.late = false, true
	t.Problem = "The sign-in window was closed. If it is still open, finish there: the token is taken when it comes."
	d.Token = &t
}

// waitsFor reports whether an answer is to what was asked last, for what stands here now: the token of one server is not to go to another.
func (d *Draft) waitsFor(number int) bool {
	return d.Token != nil && d.Token.Busy && d.Token.number == number
}

// TokenText says what is known of the token of a grant, at a time.
func TokenText(g request.Grant, now time.Time) string {
	switch {
	case g.Access.Reveal() == "":
		return "No token yet."
	case g.Expires.IsZero():
		return "There is a token. The server did not say how long it lasts."
	case !now.Before(g.Expires):
		return "The token expired at " + g.Expires.Local().Format(time.TimeOnly) + "."
	}
	return "There is a token, until " + g.Expires.Local().Format(time.TimeOnly) + "."
}
