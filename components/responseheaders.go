package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
)

// responseHeaders is the Headers tab of the response: the headers as the browser
// exposes them, and the URL that answered.
type responseHeaders struct {
	app.Compo
	Exchange playground.Exchange
}

func (h *responseHeaders) Render() app.UI {
	head := h.Exchange.Head
	if head == nil {
		return blank("No response, so no headers.")
	}
	cookies := playground.CookieNote(h.Exchange)
	cors, redirect, pages := playground.CORSNote(*head), playground.RedirectNote(h.Exchange), h.Exchange.PagesHeadNote()
	return app.Div().Class("facts").Body(
		app.Div().Class("facts-bar").Body(
			app.H2().Text(playground.HeaderCount(len(head.Headers))),
			app.Button().Type("button").Class("button", "button-quiet").Text("Copy all").OnClick(h.onCopy),
		),
		app.Div().Class("headers-said").Body(
			app.If(pages != "", app.P().Class("note").Text(pages)),
			rateLimits(*head),
			app.If(head.Cached != nil, cacheNote(head.Cached)),
		),
		app.Table().Class("headers-table").Body(
			app.Caption().Class("sr-only").Text("Response headers"),
			app.THead().Class("sr-only").Body(app.Tr().Body(
				app.Th().Scope("col").Text("Name"),
				app.Th().Scope("col").Text("Value"),
			)),
			app.TBody().Body(app.Range(head.Headers).Slice(func(i int) app.UI { return field(head.Headers[i]) })),
		),
		setCookies(head.Cookies),
		trailers(h.Exchange.Done),
		app.If(cookies != "", app.P().Class("note").Text(cookies)),
		app.If(cors != "", app.P().Class("note").Text(cors)),
		app.H2().Text("Answered by"),
		app.P().Class("facts-url").Text(head.URL),
		app.If(redirect != "", app.P().Class("note", "note-warn").Text(redirect)),
	)
}

func field(f exchange.Field) app.UI {
	return app.Tr().Body(
		app.Th().Scope("row").Text(f.Name),
		app.Td().Text(f.Value),
	)
}

// trailers are the headers that came behind the body.
func trailers(done *exchange.Done) app.UI {
	if done == nil || len(done.Trailers) == 0 {
		return app.P().Hidden(true)
	}
	return app.Div().Body(
		app.H2().Text("Trailers"),
		app.Table().Class("headers-table").Body(
			app.Caption().Class("sr-only").Text("Headers that came behind the body"),
			app.TBody().Body(app.Range(done.Trailers).Slice(func(i int) app.UI { return field(done.Trailers[i]) })),
		),
	)
}

// setCookies are the cookies that the response set, and what became of each.
func setCookies(cookies []exchange.SetCookie) app.UI {
	if len(cookies) == 0 {
		return app.P().Hidden(true)
	}
	return app.Div().Body(
		app.H2().Text("Cookies"),
		app.Table().Class("headers-table").Body(
			app.Caption().Class("sr-only").Text("Cookies that the response set"),
			app.THead().Body(app.Tr().Body(
				app.Th().Scope("col").Text("Name"), app.Th().Scope("col").Text("Value, and what became of it"),
			)),
			app.TBody().Body(app.Range(cookies).Slice(func(i int) app.UI {
				c, scope := cookies[i], ""
				if c.Domain != "" {
					scope = playground.CookieScope(c.Cookie)
				}
				return app.Tr().Body(
					app.Th().Scope("row").Text(c.Name),
					app.Td().Body(
						app.Span().Class("field-value").Text(c.Value), app.Text(" "), app.Span().Class("field-note").Text(scope),
						app.P().Class("field-outcome").Text(c.Outcome),
					),
				)
			})),
		),
	)
}

// blank is a tab that has nothing to show.
func blank(text string) app.UI { return app.P().Class("body-blank").Text(text) }

func (h *responseHeaders) onCopy(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CopyTextPressed{Text: playground.HeadText(*h.Exchange.Head), What: "Headers"})
}

// cacheNote says what the session's cache did.
func cacheNote(c *exchange.Cached) app.UI {
	if c == nil {
		return app.P().Hidden(true)
	}
	return app.P().Class("note").Text("Cache: " + c.State + ", " + c.Why + ".")
}
