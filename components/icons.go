package components

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// icon draws one of our own icons, 16 px, in the colour of the text around it. It says
// nothing to screen readers: the control that holds it has a name.
func icon(name string) app.UI {
	return app.Raw(`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.5" ` +
		`stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">` + icons[name] + `</svg>`)
}

var icons = map[string]string{
	"share":   `<path d="M8 10V1.8M5 4.6 8 1.6l3 3M3.5 8v5.2c0 .5.3.8.8.8h7.4c.5 0 .8-.3.8-.8V8"/>`,
	"import":  `<path d="M8 1.8V10M5 7.2l3 3 3-3M3.5 8v5.2c0 .5.3.8.8.8h7.4c.5 0 .8-.3.8-.8V8"/>`,
	"tools":   `<path d="M2 4.5h7M13 4.5h1M2 11.5h1M7 11.5h7"/><circle cx="11" cy="4.5" r="2"/><circle cx="5" cy="11.5" r="2"/>`,
	"new":     `<path d="M8 3v10M3 8h10"/>`,
	"system":  `<rect x="1.8" y="2.5" width="12.4" height="8.5" rx="1"/><path d="M5.5 14h5M8 11v3"/>`,
	"light":   `<circle cx="8" cy="8" r="2.8"/><path d="M8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M3.2 12.8l1.1-1.1M11.7 4.3l1.1-1.1"/>`,
	"dark":    `<path d="M13.6 9.8A6 6 0 0 1 6.2 2.4a6 6 0 1 0 7.4 7.4Z"/>`,
	"help":    `<circle cx="8" cy="8" r="6.3"/><path d="M6.2 6.2a1.8 1.8 0 1 1 2.5 1.7c-.5.2-.7.6-.7 1.1M8 11.4v.1"/>`,
	"delete":  `<path d="M4 4l8 8M12 4l-8 8"/>`,
	"up":      `<path d="M8 13V3.4M4.2 7 8 3.2 11.8 7"/>`,
	"down":    `<path d="M8 3v9.6M4.2 9 8 12.8 11.8 9"/>`,
	"show":    `<path d="M1.3 8S3.8 3.6 8 3.6 14.7 8 14.7 8 12.2 12.4 8 12.4 1.3 8 1.3 8Z"/><circle cx="8" cy="8" r="2"/>`,
	"hide":    `<path d="M3 3l10 10M6.6 3.8A6.6 6.6 0 0 1 8 3.6c4.2 0 6.7 4.4 6.7 4.4a12 12 0 0 1-2 2.5M9.6 12.2a6.4 6.4 0 0 1-1.6.2C3.8 12.4 1.3 8 1.3 8a12 12 0 0 1 2.5-2.9"/>`,
	"wrap":    `<path d="M2 3.5h12M2 8h9.3a2.3 2.3 0 0 1 0 4.6H8M9.8 10.8 8 12.6l1.8 1.8M2 12.5h3"/>`,
	"copy":    `<rect x="5.5" y="5.5" width="8.7" height="8.7" rx="1.2"/><path d="M10.5 3V2.8c0-.6-.4-1-1-1H2.8c-.6 0-1 .4-1 1v6.7c0 .6.4 1 1 1H3"/>`,
	"save":    `<path d="M8 1.8V10M5 7.2l3 3 3-3M2.5 13.8h11"/>`,
	"file":    `<path d="M9.3 1.8H4.3c-.4 0-.8.3-.8.8v10.8c0 .5.4.8.8.8h7.4c.5 0 .8-.3.8-.8V5z M9.3 1.8V5h3.2"/>`,
	"warning": `<path d="M8 2 1.5 13.5h13z M8 6.5v3.3 M8 11.7v.1"/>`,
}
