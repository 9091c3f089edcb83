package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/exchange"
)

// preview draws a body as what it is: an image, a sound, a film, a document, or a
// page without its scripts.
type preview struct {
	app.Compo
	ID    int
	Media exchange.Media // text is a page of HTML

	host app.Value
}

// OnMount fetches the body and draws it.
func (p *preview) OnMount(app.Context) {
	defer guard()
	p.show()
}

// OnUpdate draws another body.
func (p *preview) OnUpdate(app.Context) {
	defer guard()
	p.show()
}

// OnDismount gives back the memory of what was drawn.
func (p *preview) OnDismount() {
	defer guard()
	if p.host != nil {
		closePreview(p.host)
	}
}

func (p *preview) show() {
	p.host = p.JSValue().Get("firstElementChild")
	previewBody(p.host, map[string]any{"id": p.ID, "media": string(p.Media)})
}

// Render draws the element around the drawing, and what is not in it.
func (p *preview) Render() app.UI {
	return app.Div().Class("preview").DataSet("media", string(p.Media)).Body(
		app.Div().Class("preview-host"),
		app.P().Class("note", "preview-note").Hidden(p.Media != exchange.MediaText).
			Text("Drawn without scripts, styles or anything from other hosts."),
	)
}
