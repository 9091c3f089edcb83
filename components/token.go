package components

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// token is the part of the Auth tab in which an OAuth 2 token is got, and renewed.
type token struct {
	app.Compo

	Session  bool // of the session's defaults
	Text     string
	Renew    bool // there is a refresh token
	Callback string
	Code     bool // the grant needs the callback
	Token    playground.Token
}

func newToken(d playground.Draft, callback string) *token {
	g := d.Request.Auth.OAuth2
	t := &token{Text: playground.TokenText(g, time.Now()), Renew: d.CanRenew(), Callback: callback, Code: g.Flow == request.AuthorizationCode}
	if d.Token != nil {
		t.Token = *d.Token
	}
	return t
}

func (t *token) Render() app.UI {
	text := t.Text
	if t.Token.Busy {
		text = "Waiting for the authorization server …"
	}
	return app.Div().Class("token").Body(
		app.If(t.Code, app.P().Class("hint").Body(app.Text("Redirect URI for the server: "), app.Code().Text(t.Callback))),
		app.Div().Class("token-bar").Body(
			app.Button().ID(idIn(t.Session, "token-get")).Type("button").Class("button").Text("Get token").OnClick(t.onGet),
			app.Button().Type("button").Class("button", "button-quiet").Text("Renew").Hidden(!t.Renew).OnClick(t.onRenew),
			app.Button().Type("button").Class("button", "button-quiet").Text("Cancel sign-in").Hidden(!t.Token.Busy).OnClick(t.onCancel),
			app.P().Class("token-text").Role("status").Aria("label", "Token").Text(text),
		),
		app.P().Class("note", "note-warn", "token-note").Role("note").Hidden(t.Token.Note == "").Text(t.Token.Note),
		t.device(),
		problem(idIn(t.Session, "token-problem"), t.Token.Problem),
		app.If(len(t.Token.Hops) > 0, app.Details().Class("token-hops").Body(
			app.Summary().Text("Token exchange"),
			app.Range(t.Token.Hops).Slice(func(i int) app.UI { return &tokenHop{Hop: t.Token.Hops[i]} }),
		)),
	)
}

// device says what is to be typed where.
func (t *token) device() app.UI {
	d := t.Token.Device
	if d == nil {
		return app.P().Hidden(true)
	}
	to := d.Complete
	if to == "" {
		to = d.URL
	}
	return app.P().Class("token-device").Body(
		app.Text("Open "), app.A().Href(to).Target("_blank").Rel("noopener").Text(d.URL), app.Text(" and enter the code "), app.Strong().Text(d.UserCode), app.Text("."),
	)
}

func (t *token) onGet(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, msgIn(t.Session, playground.TokenPressed{}))
}

func (t *token) onRenew(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, msgIn(t.Session, playground.TokenPressed{Renew: true}))
}

func (t *token) onCancel(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, msgIn(t.Session, playground.TokenCancelled{}))
	ctx.Defer(func(app.Context) {
		defer guard()
		focus(idIn(t.Session, "token-get")) // the button has gone
	})
}

// cancelToken ends the getting of a token.
func (f *effects) cancelToken(c playground.CancelToken) {
	closeSignIn()
	background(func() { _ = f.by(c.Via).CancelToken() })
}

// getToken gets a token. The window for a sign-in opens at once, in the task of the press, or the browser would block it.
func (f *effects) getToken(c playground.GetToken) {
	flow := c.Request.Auth.OAuth2.Flow
	window := flow == request.AuthorizationCode && !c.Renew
	granted := func(g exchange.Granted) {
		Post(msgIn(c.Session, playground.TokenGranted{Number: c.Number, Granted: g}))
	}
	ended := func(problem string) { granted(exchange.Granted{Problem: problem}) }
	var own app.Value
	if window {
		var opened bool
		if own, opened = openSignIn(); !opened {
			ended("The browser blocked the window in which you sign in. Allow pop-ups for this page, then press Get token again.")
			return
		}
	}
	background(func() {
		var begun *exchange.Begun
		answer := ""
		switch {
		case window:
			b, err := f.by(c.Via).Begin(c.Request, c.Callback)
			if err != nil {
				b.Problem = err.Error()
			}
			if b.Problem != "" {
				closeSignIn()
				ended(b.Problem)
				return
			}
			signInClosed(own, func() { Post(msgIn(c.Session, playground.SignInClosed{Number: c.Number})) })
			begun, answer = &b, signIn(own, b.URL, b.State)
		case flow == request.DeviceCode && !c.Renew:
			d, err := f.by(c.Via).Device(c.Request)
			if err != nil {
				d.Problem = err.Error()
			}
			Post(msgIn(c.Session, playground.DeviceBegun{Number: c.Number, Device: d}))
			if d.Problem != "" {
				return
			}
		}
		g, err := f.by(c.Via).Token(c.Request, c.Callback, begun, answer, c.Renew)
		if err != nil {
			g.Problem = err.Error()
		}
		granted(g)
	})
}
