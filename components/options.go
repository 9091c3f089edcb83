package components

import (
	"cmp"
	"slices"

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

func (o *options) Render() app.UI {
	parts := []app.UI{problem(idIn(o.Session, "options-problem"), o.Refused)}
	left := o.Fields
	for _, group := range optionGroups {
		var fields []app.UI
		for len(left) > 0 && slices.Contains(group.Settings, left[0].Name) {
			fields, left = append(fields, left[0]), left[1:]
		}
		if group.Name == "Cache" {
			fields = append(fields, app.Button().Type("button").Class("button", "button-quiet", "cache-clear").Text("Clear cache").OnClick(o.onClear))
		}
		parts = append(parts, app.FieldSet().Class("fields").Body(append([]app.UI{app.Legend().Text(group.Name)}, fields...)...))
	}
	return app.Div().Class("options").Body(parts...)
}

func (o *options) onClear(ctx app.Context, _ app.Event) {
	defer guard()
	send(ctx, playground.ClearCachePressed{})
}
