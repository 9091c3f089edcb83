package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// cookiesDialog shows the session's cookie jar: which of its cookies go with the request on the screen, and why the others stay.
type cookiesDialog struct {
	app.Compo
	modal
	Cookies playground.Cookies
	Option  string // when the browser sends its own cookies
	Said    string
}

func newCookiesDialog(m playground.Model, said string) app.UI {
	if m.Cookies == nil {
		return app.Span()
	}
	s, _ := request.FindSetting("credentials")
	whole := m.Whole()
	option := s.Get(&whole)
	if option == "" {
		option = s.Choices[0]
	}
	return &cookiesDialog{Cookies: *m.Cookies, Option: choiceName("credentials", option), Said: said}
}

// OnMount shows the dialog.
func (d *cookiesDialog) OnMount(ctx app.Context) {
	defer guard()
	d.show(ctx, d.JSValue(), "cookies-close") // the list comes first, however long it is
}

func (d *cookiesDialog) Render() app.UI {
	return dialogFrame("cookies", "Cookies", d.closes(playground.CookiesClosed{}), d.Said,
		app.Div().Class("tool-form").Body(
			app.P().Class("dialog-lead").Text("This jar is the session's own and lasts until this tab is closed or reloaded. Requests that the browser sends do not use it: "+
				"they carry the cookies of the browser, which no page can see. The jar goes with requests through a relay, and takes what their answers set."),
			app.P().Class("cookies-option").Body(
				app.Span().Text("The browser sends its own cookies: "+lower(d.Option)+"."),
				app.Button().Type("button").Class("button", "button-quiet").Text("Change in Options").OnClick(d.onOption),
			),
			d.list(),
			d.set(),
			d.files(),
		),
	)
}

// list says of each cookie whether it goes with the request.
func (d *cookiesDialog) list() app.UI {
	c := d.Cookies
	title := "In the jar"
	if c.Jar.Target != "" {
		title = "For " + c.Jar.Target
	}
	show := "Show values"
	if c.Revealed {
		show = "Hide values"
	}
	return app.Section().Aria("labelledby", "cookies-target").Body(
		app.H3().ID("cookies-target").Text(title),
		app.P().Class("cookies-summary").Role("status").Aria("label", "Jar").Text(c.Summary()),
		app.Pre().Class("sent-body", "cookies-header").TabIndex(0).Role("region").Aria("label", "Cookie header").Hidden(c.Jar.Header == "").
			Text("Cookie: "+playground.Masked(c.Jar.Header, c.Revealed)),
		app.Div().Class("cookies-bar").Hidden(c.Jar.Total == 0 && !c.Jar.Undo).Body(
			&TextField{ID: "cookie-filter", Label: "Filter by name or domain", Class: "cookies-filter", Placeholder: "Name or domain", Value: c.Filter, OnEdit: cookieEdit(playground.CookieFilter)},
			app.Button().Type("button").Class("button", "button-quiet").Text(show).Hidden(c.Jar.Total == 0).OnClick(d.onShow),
			app.Button().Type("button").ID("cookies-undo").Class("button", "button-quiet").Text("Undo").Title("Undo the last change of the jar").Hidden(!c.Jar.Undo).OnClick(d.onUndo),
			app.Button().Type("button").Class("button", "button-quiet").Text("Delete all").Hidden(c.Jar.Total == 0).OnClick(d.onClear),
		),
		app.Ul().Class("cookies").Aria("label", "Cookies in the jar").Hidden(len(c.Jar.Cookies) == 0).Body(
			app.Range(c.Jar.Cookies).Slice(func(i int) app.UI { return d.cookie(i) }),
		),
		hint(c.Left()),
	)
}

func (d *cookiesDialog) cookie(i int) app.UI {
	c := d.Cookies.Jar.Cookies[i]
	name := c.Name
	if name == "" {
		name = "(no name)"
	}
	which := name + " of " + c.Domain + ", path " + c.Path
	return app.Li().Class("cookie").DataSet("goes", c.Stays == "").Body(
		app.Div().Class("cookie-text").Body(
			app.P().Class("cookie-pair").Body(app.Code().Text(name), app.Text(" = "), app.Code().Class("cookie-value").Text(playground.Masked(c.Value, d.Cookies.Revealed))),
			app.P().Class("hint").Text(playground.CookieScope(c)),
			app.P().Class("cookie-fate").Hidden(d.Cookies.Jar.Target == "").Text(playground.CookieFate(c)),
		),
		app.Div().Class("cookie-actions").Body(
			app.Button().Type("button").Class("button", "button-quiet").Aria("label", "Edit "+which).Hidden(c.Line == "").DataSet("index", i).Text("Edit").OnClick(d.onEdit),
			app.Button().Type("button").Class("icon-button").Aria("label", "Delete "+which).Title("Delete").DataSet("index", i).OnClick(d.onDelete).Body(icon("delete")),
		),
	)
}

// set takes a cookie as a server would set it.
func (d *cookiesDialog) set() app.UI {
	c := d.Cookies
	title, verb := "Set a cookie", "Set cookie"
	if c.Editing != "" {
		title, verb = "Edit the cookie", "Change cookie"
	}
	return app.Form().Class("cookies-set").Aria("labelledby", "cookies-set-title").OnSubmit(d.onSet).Body(
		app.H3().ID("cookies-set-title").Text(title),
		&labelledField{ID: "cookie-url", Label: "URL", Value: c.URL, InputMode: "url", Placeholder: "https://example.com/", Hint: "The server that sets it.", Problem: c.ProblemAt(exchange.JarAtURL), OnEdit: cookieEdit(playground.CookieURL)},
		&labelledField{
			ID: "cookie-line", Label: "Set-Cookie", Value: c.Line, Placeholder: "name=value; Path=/; Secure; HttpOnly", Problem: c.ProblemAt(exchange.JarAtLine),
			Hint: "As a server sends it: name=value, then Domain, Path, Expires or Max-Age, Secure, HttpOnly, SameSite as needed.", OnEdit: cookieEdit(playground.CookieLine),
		},
		app.Div().Class("tool-actions").Body(
			app.Button().Type("button").Class("button", "button-quiet").Text("Leave as it was").Hidden(c.Editing == "").OnClick(d.onLeave),
			app.Button().Type("submit").Class("button", "button-primary").Text(verb),
		),
	)
}

// files brings cookies in and out.
func (d *cookiesDialog) files() app.UI {
	c := d.Cookies
	wrong := c.ProblemAt(exchange.JarAtFile)
	return app.Section().Aria("labelledby", "cookies-files-title").Body(
		app.H3().ID("cookies-files-title").Text("Import and export"),
		app.Label().For("cookie-file").Text("A cookies.txt, or JSON of a browser extension, Playwright or this page"),
		&TextArea{ID: "cookie-file", Rows: 3, Class: "import-text", Value: c.Import, Invalid: wrong != "", DescribedBy: "cookie-file-problem", OnEdit: cookieEdit(playground.CookieImport)},
		problem("cookie-file-problem", wrong),
		app.Ul().Class("cookies-refused").Hidden(len(c.Jar.Refused) == 0).Aria("label", "Not taken").Body(
			app.Range(c.Jar.Refused).Slice(func(i int) app.UI { return app.Li().Text(c.Jar.Refused[i]) }),
		),
		app.Div().Class("tool-actions").Body(
			app.Label().Class("button", "file-button").Body(
				app.Text("Choose a file …"),
				app.Input().Type("file").Class("sr-only").Accept(".txt,.json,text/plain,application/json").OnChange(d.onFile),
			),
			app.Button().Type("button").Class("button").Text("Import").OnClick(d.onImport),
		),
		app.Div().Class("tool-actions", "cookies-export").Body(
			&Select{ID: "cookie-format", Label: "Export as", Choices: cookieFormats, Value: string(c.Format), DescribedBy: "cookie-export-hint", OnEdit: cookieEdit(playground.CookieFormatName)},
			app.Button().Type("button").Class("button").Text("Copy all cookies").OnClick(d.onCopy),
			app.Button().Type("button").Class("button").Text("Save all cookies").OnClick(d.onSave),
		),
		app.P().ID("cookie-export-hint").Class("hint").Text("The file holds every value. Whoever has it can act as you. cookies.txt is for curl and Python; JSON keeps all attributes."),
	)
}

var cookieFormats = []choice{{string(playground.CookiesTxt), "cookies.txt"}, {string(playground.CookiesJSON), "JSON"}}

// cookieEdit edits the field of its name.
type cookieEdit playground.CookieField

func (e cookieEdit) msg(_ playground.Model, text string) playground.Msg {
	return playground.CookieEdited{Field: playground.CookieField(e), Text: text}
}

func (d *cookiesDialog) onOption(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CookieOptionPressed{})
}

func (d *cookiesDialog) onShow(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CookiesShowPressed{})
}

func (d *cookiesDialog) onUndo(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CookiesUndoPressed{})
}

func (d *cookiesDialog) onClear(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CookiesClearPressed{})
}

// id is the cookie that a button in the list belongs to, "" if it has gone.
func (d *cookiesDialog) id(button app.Value) string {
	if i := indexOf(button); i >= 0 && i < len(d.Cookies.Jar.Cookies) {
		return d.Cookies.Jar.Cookies[i].ID
	}
	return ""
}

func (d *cookiesDialog) onEdit(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CookieEditPressed{ID: d.id(ctx.JSSrc())})
}

func (d *cookiesDialog) onLeave(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CookieEditPressed{})
}

func (d *cookiesDialog) onDelete(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CookieDeletePressed{ID: d.id(ctx.JSSrc())})
}

func (d *cookiesDialog) onSet(ctx app.Context, e app.Event) {
	defer guard()
	e.PreventDefault()
	send(ctx, playground.CookieSetPressed{})
}

func (d *cookiesDialog) onImport(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CookiesImportPressed{})
}

func (d *cookiesDialog) onFile(ctx app.Context, _ app.Event) {
	defer guard()
	readFile(ctx.JSSrc(), func(_ string, data []byte) {
		Post(playground.CookiesFileOpened{Text: string(data)})
	})
}

func (d *cookiesDialog) onCopy(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CookiesExportPressed{})
}

func (d *cookiesDialog) onSave(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.CookiesExportPressed{Save: true})
}
