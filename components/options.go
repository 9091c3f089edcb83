package components

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// options is the Options tab: how the request is sent.
type options struct {
	app.Compo

	Session bool   // of the session's defaults
	Refused string // what kept the request from being sent
	Fields  []*setting

	filter string          // what is looked for
	opened map[string]bool // the groups that were opened because they say or fit something
}

// optionGroups are the options as they stand on the screen.
var optionGroups = []struct {
	Name     string
	Settings []string
}{
	{"Timeouts", []string{"timeout", "connect", "read", "total"}},
	{"Redirects", []string{"redirect", "max-redirect", "redirect-trusted"}},
	{"Retries", []string{"retry", "retry-backoff", "retry-jitter", "retry-max", "retry-statuses", "retry-methods", "retry-ignore-after", "retry-return"}},
	{"Failures", []string{"raise"}},
	{"Pages", []string{"pages", "pages-path", "pages-in", "pages-parameter", "pages-field", "pages-start", "pages-step", "pages-items", "pages-more", "pages-max"}},
	{"Cache", []string{"keep", "keep-served"}},
	{"Rate limits", []string{"wait"}},
	{"Response", []string{"save"}},
	{"Browser", []string{"credentials", "cache", "stream"}},
	{"TLS", []string{"verify", "verify-ca", "cert", "cert-key", "cert-passphrase", "tls-name", "tls-min"}},
	{"HTTP", []string{"http-version"}},
	{"Proxy", []string{"proxy", "proxy-user", "proxy-password", "no-proxy"}},
}

func newOptions(m playground.Model) app.UI {
	o := optionsOf(m.Own(), false, m.InvalidAt(exchange.AtOptions))
	for _, f := range o.Fields {
		s, _ := request.FindSetting(f.Name)
		f.Inherited = m.SettingInheritance(s)
		if refused := m.SettingRefused(s); refused != "" {
			f.Problem, o.Refused = cmp.Or(f.Problem, refused), "" // it is said at the field itself
		}
	}
	return o
}

func newSessionOptions(m playground.Model) app.UI {
	return optionsOf(m.Session.Draft, true, m.InvalidInSession(exchange.AtOptions))
}

func optionsOf(d playground.Draft, session bool, refused string) *options {
	o := &options{Session: session, Refused: refused}
	for _, group := range optionGroups {
		for _, name := range group.Settings {
			s, _ := request.FindSetting(name)
			if !s.Of(&d.Request) {
				continue
			}
			f := newSetting(d, s)
			f.Session = session
			if f.Problem != "" {
				o.Refused = "" // it is said at the field itself
			}
			o.Fields = append(o.Fields, f)
		}
	}
	return o
}

// OnMount opens what says something.
func (o *options) OnMount(app.Context) { o.open() }

// OnUpdate opens what says something now, or fits what is looked for. Else sections stay as the person left them.
func (o *options) OnUpdate(app.Context) { o.open() }

func (o *options) open() {
	if o.opened == nil {
		o.opened = map[string]bool{}
	}
	for _, g := range o.groups() {
		wanted := g.changed > 0 || o.filter != "" && len(g.fields) > g.hidden
		if wanted && !o.opened[g.name] {
			openDetails(g.id)
		}
		o.opened[g.name] = wanted
	}
}

// optionGroup is a section as it is drawn.
type optionGroup struct {
	name, id        string
	fields          []*setting
	changed, hidden int // how many fields say something, and do not fit what is looked for
}

func (o *options) groups() []optionGroup {
	var groups []optionGroup
	for _, group := range optionGroups {
		g := optionGroup{name: group.Name, id: idIn(o.Session, "options-"+strings.ReplaceAll(strings.ToLower(group.Name), " ", "-"))}
		for _, f := range o.Fields {
			if !slices.Contains(group.Settings, f.Name) {
				continue
			}
			g.fields = append(g.fields, f)
			if f.Changed {
				g.changed++
			}
			if !o.fits(group.Name, f) {
				g.hidden++
			}
		}
		groups = append(groups, g)
	}
	return groups
}

// fits reports whether a field has the words that are looked for in what it says of itself.
func (o *options) fits(group string, f *setting) bool {
	if o.filter == "" {
		return true
	}
	s, _ := request.FindSetting(f.Name)
	text := strings.ToLower(group + " " + s.Label + " " + settingHint(f.Name, f.Value))
	for word := range strings.FieldsSeq(strings.ToLower(o.filter)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

func (o *options) Render() app.UI {
	parts := []app.UI{
		problem(idIn(o.Session, "options-problem"), o.Refused),
		app.Div().Class("options-bar").Body(
			app.Input().Type("search").ID(idIn(o.Session, "options-filter")).Class("field").Aria("label", "Filter options").
				Placeholder("Filter options").AutoComplete(false).Spellcheck(false).OnInput(o.onFilter),
		),
	}
	found := false
	for _, g := range o.groups() {
		shown := g.hidden < len(g.fields)
		found = found || shown
		parts = append(parts, o.section(g).Hidden(!shown))
	}
	return app.Div().Class("options").Body(append(parts,
		app.P().Class("hint", "options-none").Role("status").Body(app.If(!found, app.Text("No option fits these words."))))...)
}

// section is a group of options that folds. The browser owns whether it is open.
func (o *options) section(g optionGroup) app.HTMLDetails {
	summary := ""
	if g.changed > 0 {
		summary = fmt.Sprint(g.changed, " set")
	}
	var fields []app.UI
	for _, f := range g.fields {
		s, _ := request.FindSetting(f.Name)
		fields = append(fields, app.Div().Class("option").DataSet("changed", f.Changed).Hidden(!o.fits(g.name, f)).Body(
			f,
			app.P().Class("option-changed").Hidden(!f.Changed).Body(
				app.Text("Changed. "),
				app.Button().Type("button").Class("button", "button-quiet").Aria("label", "Reset "+s.Label).Text("Reset").OnClick(o.onReset(f.Name), f.Name),
			),
		))
	}
	if g.name == "Cache" {
		fields = append(fields, app.Button().Type("button").Class("button", "cache-clear").Text("Clear cache").OnClick(o.onClear))
	}
	return app.Details().ID(g.id).Class("option-group").Body(
		app.Summary().Body(app.Span().Class("option-name").Text(g.name), app.Span().Class("option-summary").Text(summary)),
		app.FieldSet().Class("fields").Aria("label", g.name).Body(fields...),
	)
}

func (o *options) onFilter(ctx app.Context, _ app.Event) {
	defer guard()
	o.filter = strings.TrimSpace(fieldValue(ctx.JSSrc()))
}

func (o *options) onReset(name string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		defer guard()
		sendEdit(ctx, settingEdit{o.Session, name}, "")
	}
}

func (o *options) onClear(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.ClearCachePressed{})
}
