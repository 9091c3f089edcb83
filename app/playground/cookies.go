package playground

import (
	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// Cookies is the open dialog of the session's cookie jar.
type Cookies struct {
	Jar      exchange.Jar
	Known    bool   // the engine has answered
	URL      string // of the cookie that is being set, and its Set-Cookie field
	Line     string
	Editing  string // the ID of the cookie that the field replaces, if it is edited
	Import   string
	Format   CookieFormat
	Filter   string
	Revealed bool // values are shown
}

// CookieFormat is a kind of file that holds cookies, by its name in package cookie.
type CookieFormat string

// The formats.
const (
	CookiesTxt  CookieFormat = "netscape"
	CookiesJSON CookieFormat = "json"
)

// CookieField is a field of the dialog.
type CookieField string

// The fields.
const (
	CookieURL        CookieField = "url"
	CookieLine       CookieField = "line"
	CookieImport     CookieField = "import"
	CookieFilter     CookieField = "filter"
	CookieFormatName CookieField = "format"
)

// The cookie jar is looked at and changed.
type (
	CookiesPressed struct{}
	CookiesClosed  struct{}
	CookieEdited   struct {
		Field CookieField
		Text  string
	}
	CookieSetPressed     struct{}
	CookieEditPressed    struct{ ID string } // "" leaves the cookie as it is
	CookieDeletePressed  struct{ ID string }
	CookiesClearPressed  struct{}
	CookiesUndoPressed   struct{}
	CookiesImportPressed struct{}
	CookiesFileOpened    struct{ Text string }
	CookiesExportPressed struct{ Save bool } // else the file is copied
	CookiesShowPressed   struct{}
	CookieOptionPressed  struct{} // leads to when the browser sends its own
	JarAnswered          struct {
		Ask   AskJar
		Jar   exchange.Jar
		Error string // why there is no answer
	}
)

// AskJar does something with the session's cookie jar; answered by JarAnswered.
type AskJar struct {
	Request request.Request
	Ask     exchange.JarAsk
	Save    bool // of an export: as a file, else it is copied
}

func (m Model) cookies(msg Msg) (Model, []Cmd) {
	if _, ok := msg.(CookiesPressed); ok {
		m.Cookies = &Cookies{URL: m.Whole().URL, Format: CookiesTxt}
		return m.askJar(exchange.JarAsk{})
	}
	if m.Cookies == nil {
		return m, nil
	}
	c := *m.Cookies
	m.Cookies = &c
	switch msg := msg.(type) {
	case CookiesClosed:
		m.Cookies = nil
	case CookieEdited:
		return m.editCookies(msg)
	case CookieSetPressed:
		return m.askJar(exchange.JarAsk{Act: exchange.JarSet, ID: c.Editing, URL: c.URL, Text: c.Line})
	case CookieEditPressed:
		c.stopEditing(m.Whole().URL)
		for _, cookie := range c.Jar.Cookies {
			if cookie.ID == msg.ID {
				c.Editing, c.URL, c.Line = cookie.ID, cookie.From, cookie.Line
			}
		}
		return m, []Cmd{Focus{Target{Control: "cookie-line"}}}
	case CookieDeletePressed:
		return m.askJar(exchange.JarAsk{Act: exchange.JarDelete, ID: msg.ID})
	case CookiesClearPressed:
		return m.askJar(exchange.JarAsk{Act: exchange.JarClear})
	case CookiesUndoPressed:
		return m.askJar(exchange.JarAsk{Act: exchange.JarUndo})
	case CookiesImportPressed:
		return m.askJar(exchange.JarAsk{Act: exchange.JarImport, Text: c.Import})
	case CookiesFileOpened:
		return m.askJar(exchange.JarAsk{Act: exchange.JarImport, Text: msg.Text})
	case CookiesExportPressed:
		m, cmds := m.askJar(exchange.JarAsk{Act: exchange.JarExport, Text: string(c.Format)})
		ask := cmds[0].(AskJar)
		ask.Save = msg.Save
		return m, []Cmd{ask}
	case CookiesShowPressed:
		c.Revealed = !c.Revealed
	case CookieOptionPressed:
		m.Cookies, m.Tab = nil, OptionsTab
		return m, []Cmd{Focus{Target{Control: string(exchange.AtOptions), Setting: "credentials"}}}
	case JarAnswered:
		return m.jarAnswered(msg)
	}
	return m, nil
}

func (m Model) askJar(a exchange.JarAsk) (Model, []Cmd) {
	a.Filter = m.Cookies.Filter
	return m, []Cmd{AskJar{Request: m.Whole(), Ask: a}}
}

func (m Model) editCookies(msg CookieEdited) (Model, []Cmd) {
	c := m.Cookies
	switch msg.Field {
	case CookieURL:
		c.URL = msg.Text
	case CookieLine:
		c.Line = msg.Text
	case CookieImport:
		c.Import = msg.Text
	case CookieFormatName:
		c.Format = CookieFormat(msg.Text)
	case CookieFilter:
		c.Filter = msg.Text
		return m.askJar(exchange.JarAsk{})
	}
	c.Jar.Problem, c.Jar.Refused = "", nil
	return m, nil
}

// jarAnswered shows what came of what was asked. What was typed stays where it was not taken.
func (m Model) jarAnswered(msg JarAnswered) (Model, []Cmd) {
	c := m.Cookies
	act := msg.Ask.Ask.Act
	if msg.Error != "" {
		return m.toast("The jar cannot be reached: " + msg.Error)
	}
	if act == exchange.JarLook {
		if msg.Ask.Ask.Filter != c.Filter {
			return m, nil // another was typed meanwhile
		}
		msg.Jar.Problem, msg.Jar.At, msg.Jar.Refused = c.Jar.Problem, c.Jar.At, c.Jar.Refused
	}
	c.Jar, c.Known = msg.Jar, true
	var focus string
	switch {
	case act == exchange.JarLook:
	case c.Jar.Problem != "":
		focus = "cookie-" + string(c.Jar.At)
	case act == exchange.JarSet:
		c.stopEditing(m.Whole().URL)
		focus = "cookie-line"
	case act == exchange.JarImport:
		c.Import = ""
	case act == exchange.JarDelete, act == exchange.JarClear:
		focus = "cookies-undo"
	case act == exchange.JarUndo:
		focus = "cookie-line" // the button has gone
	}
	var cmds []Cmd
	switch file := c.Jar.File; {
	case file == "":
	case msg.Ask.Save:
		cmds = append(cmds, SaveText{Name: c.Format.File(), Text: file, Say: c.Format.File() + " saved."})
	default:
		cmds = append(cmds, CopyText{Text: file, Say: "Cookies copied."})
	}
	c.Jar.File = ""
	if act != exchange.JarLook && act != exchange.JarExport {
		var prepared []Cmd
		m, prepared = m.prepareSoon() // other cookies are for the request now
		cmds = m.askWire(append(cmds, prepared...))
	}
	if focus != "" {
		cmds = append(cmds, Focus{Target{Control: focus}})
	}
	if c.Jar.Said != "" {
		m, more := m.toast(c.Jar.Said)
		return m, append(cmds, more...)
	}
	return m, cmds
}

// stopEditing makes the fields ready for another cookie.
func (c *Cookies) stopEditing(url string) {
	c.Editing, c.Line, c.URL = "", "", url
	c.Jar.Problem = ""
}

// File is the name of a file in this format.
func (f CookieFormat) File() string {
	if f == CookiesJSON {
		return "cookies.json"
	}
	return "cookies.txt"
}
